#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/design/homogeneity.h"
#include "planner/design/interviews.h"
#include "planner/design/selection.h"
#include "planner/frame/strata.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fairdraw {

/// The normal distribution's 97.5 and 80 % points: of a 95 % interval, and of a test that finds a difference with 80 %.
inline constexpr double kInterval = 1.959963984540054;
inline constexpr double kPower = 0.8416212335729143;

/// The part of a design effect that unequal weights bring: n sum w^2 / (sum w)^2, which is 1 + cv^2.
/// Source: Kish (1965), Survey Sampling, equation 11.7.6; Kish (1992), Journal of Official Statistics 8(2), 183-200.
double deff_of_weights(std::span<const double> weights);

/// The areas of each value of a column; of the country, all of them.
struct Grouping {
  std::string column;                   ///< empty: the country
  std::vector<std::string> values;      ///< the country: one, empty
  std::vector<std::uint32_t> value_of;  ///< per row of the frame
};

/// A share to be estimated in one group: its margin is reported and, where one is wanted, to be met.
struct MarginGoal {
  std::string name;          ///< "country", "urban = rural", "children_online in region = North"
  std::size_t grouping = 0;  ///< position in Precision::groupings
  std::uint32_t value = 0;
  std::int32_t share = -1;  ///< position in Target::shares; -1: a share of 50 %
  double wanted = 0;        ///< 0: none
  double relative = 0;      ///< what is wanted over the share; 0: not so
};

/// What one group is expected to bring and how precisely shares are estimated there.
struct GroupPrecision {
  double areas = 0;  ///< expected in the main sample
  double interviews = 0;
  double caregivers = 0;
  double share = 0.5;  ///< the share that is estimated
  double margin = 0;   ///< half-width of its 95 % interval, children; infinite where nothing is drawn
  double caregivers_margin = 0;
  double between = 0;  ///< the part of the variance that lies between areas, children
  double caregivers_between = 0;
  double deff = 1;                 ///< variance over that of as many people drawn at random
  double deff_weights = 1;         ///< the part of unequal weights
  double deff_clustering = 1;      ///< the part of areas' likeness
  double deff_stratification = 1;  ///< the part of strata, 1 or less
};

/// What is to be estimated, where, and what the frame knows of it.
class Precision {
 public:
  /// @throws Error(usage) where a share's column does not hold what is needed
  Precision(const Frame& frame, const Strata& strata, const Survey& survey, const FieldModel& model, Homogeneity rho);

  const std::vector<Grouping>& groupings() const { return groupings_; }
  const std::vector<MarginGoal>& goals() const { return goals_; }
  const Homogeneity& homogeneity() const { return rho_; }
  void set_rho(double rho) { rho_.rho = rho; }

 private:
  friend class TakePrecision;
  double spread_of(const MarginGoal& goal, std::size_t stratum) const;
  double whole_share(const MarginGoal& goal) const;

  /// An area's measure of size times the mean of eligible.
  double people(std::uint32_t row) const;

  const Frame* frame_;
  const Strata* strata_;
  const FieldModel* model_;
  Homogeneity rho_;
  double children_cv2_ = 0;  ///< squared cv of the number of eligible children of a household
  const Survey* survey_;
  std::vector<Grouping> groupings_;
  std::vector<MarginGoal> goals_;
  std::vector<std::vector<std::vector<double>>> share_in_;  ///< per share, stratum and value: the share there
  std::vector<std::vector<double>> share_of_;               ///< per share and value: the share in the group
};

/// Variances of estimated shares with one take, as functions of how many areas each stratum has.
///
/// In stratum h, n areas are drawn PPS, an area brings b interviews, and people answer alike within areas by rho. An
/// estimated share has the variance
///   sum over h of W^2 s g L ((1 - f) B rho + 1 - rho) / (n b),
/// W being the group's people in the stratum over all its people, s = p (1 - p) within the stratum, g what the strata
/// leave of a variance (1 where rho is only a number), B = E[b^2] / E[b] the interviews that an interviewed person's
/// area has, f the share of what lies between areas that the sample holds, and L = E(m) E(sum w^2) / (E sum w)^2 of the
/// m interviews' weights w within the stratum: areas differ in what they bring for their chance to be drawn, in their
/// share of eligible households, and households in their number of children. An area that is certain is a stratum of
/// its own, with f = 1. The design effect of weights is the same ratio over all interviews of the group.
///
/// f: let areas differ from the stratum's share by independent effects of variance rho s, and each of the n hits bring
/// as many interviews. The sample's mean effect less the population's is the sum over areas of effect x (h - E h) / n,
/// h being how often the area is hit and E h / n its part of the people. Its variance is rho s times the sum of
/// var(h) / n^2 = (1 - f) / n, with f = 1 - sum of var(h) / n: the sum of p^2 / n where an area comes in once, with p;
/// about 1 / n where areas are drawn with replacement. Where one of k segments is worked, segments take the place of
/// areas, each with p / k.
/// Sources: Kish (1965), Survey Sampling, sections 5.4, 8.2 and 11.7; Gabler, Häder and Lahiri (1999), Survey
/// Methodology 25(1), 105-106, for the product of the two parts.
class TakePrecision {
 public:
  TakePrecision(const Precision& precision, const FieldSeason& season);

  /// The precision of every goal under a design.
  std::vector<GroupPrecision> of(const Design& design) const;

  /// A goal's variance is the sum over strata of term / areas, less what does not hang on their number, where none is
  /// certain.
  struct Falling {
    std::vector<double> terms;   ///< per stratum
    std::vector<double> less;    ///< per stratum: what the share of the population in the sample takes away
    std::vector<double> people;  ///< per stratum: its part of the group's people
  };
  /// Per goal.
  std::vector<Falling> variance_by_areas() const;

 private:
  /// Sums over the areas of one group in one stratum.
  struct Sums {
    double size = 0;             ///< whole sizes that areas are drawn by
    double people = 0;           ///< measures of size x eligible
    double brings = 0;           ///< size x interviews
    double brings_squared = 0;   ///< size x interviews^2
    double caregivers = 0;       ///< size x caregiver interviews
    double weights = 0;          ///< sums of weights within areas
    double weights_squared = 0;  ///< sums of their squares / size
    double held = 0;             ///< expected hits less the variance of hits, for each segment; sizes squared
  };
  struct Variance;
  void add(Sums& to, const Stratum& stratum, std::uint32_t unit, double sign) const;
  void add(Sums& to, std::uint32_t row, double sign, const Selection& selection) const;
  void add_up(double adds, double fewer, double cluster, double held, Variance& to) const;
  void add_certain(const Sums& area, double times, double spread, Variance& to, GroupPrecision& group) const;
  void add_random(const Sums& rest, double per_size, double spread, Variance& to, GroupPrecision& group) const;

  /// The sums of what is not certain, where areas come in otherwise than by their sizes: sizes are expected hits.
  Sums sums_otherwise(const MarginGoal& goal, std::size_t stratum, const StratumDesign& design) const;

  const Precision* all_;
  const FieldSeason* season_;
  std::vector<std::vector<std::vector<Sums>>> sums_;  ///< per grouping, stratum and value
};

/// (z of the interval + z of the power) times the square root of the sum of both variances: what a two-sided test at
/// 5 % finds with 80 % where it is there.
/// @param first, second  half-widths of 95 % intervals
/// Source: Kish (1965), Survey Sampling, section 14.1; Fleiss, Levin and Paik (2003), Statistical Methods for Rates and
/// Proportions, equation 4.14, without the correction for continuity.
double detectable_difference(double first, double second);

/// The same of the change of a share between two waves of one design, the second of which comes back to a part of the
/// first one's areas and draws people anew there: only what lies between areas moves together.
/// @param margin       half-width of the 95 % interval in each wave
/// @param between      the part of its variance that lies between areas
/// @param overlap      the part of the areas that both have
/// @param correlation  of an area's level in both
/// Source: Kish (1965), Survey Sampling, section 12.4.
double detectable_change(double margin, double between, double overlap, double correlation);

}  // namespace fairdraw
