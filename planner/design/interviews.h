#pragma once

#include "planner/design/area_weights.h"
#include "planner/design/availability.h"
#include "planner/design/belief.h"
#include "planner/design/count_transform.h"
#include "planner/design/design.h"
#include "planner/design/field_model.h"
#include "planner/design/takes.h"
#include "planner/design/yield_grid.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace fairdraw {

/// Whose interviews are counted: a caregiver's comes after the child's.
enum class Counted { children, caregivers };

/// What one area of a stratum is expected to need and to bring home, over all areas that can be drawn at random there
/// or, of certain ones, over these, and over all that is believed of the yields.
struct AreaExpectation {
  double areas = 0;    ///< how many are expected in the main sample
  double listed = 0;   ///< households to list (of a walk: none)
  double planned = 0;  ///< households to draw, or contacts on a walk's list
  double visited = 0;  ///< households drawn that are there, or contacts made until the take is reached
  double interviews = 0;
  double interviews_squared = 0;
  double caregivers = 0;
  AreaWeights weights;  ///< of the interviews, within the area: 1 / probability there, given the area
};

/// The number of interviews of a whole season: P(k) for k = 0, 1, ...
struct InterviewDistribution {
  std::vector<double> probability;

  double at_least(std::uint32_t target) const;

  /// The number that is not exceeded with chance `share`.
  std::uint32_t quantile(double share) const;
};

/// The interviews that come home: the 5 and 95 % points.
struct InterviewRange {
  std::uint32_t low = 0;
  std::uint32_t high = 0;
};

/// An area that was drawn, and what its listing told.
struct MetArea {
  std::uint32_t row = 0;  ///< of the frame
  double hits = 1;        ///< see Takes::of()
  struct Listed {
    std::uint32_t households = 0;
    std::uint32_t eligible = 0;
    std::uint32_t drawn = 0;
  };
  std::optional<Listed> listed;  ///< nothing before its listing has come
};

/// The field season of a design with one take: how many interviews come home, as a sum over areas.
///
/// In an area with M households, E ~ beta-binomial(M, eligible, area_spread) are eligible, min(E, D) of them are drawn
/// (or as many as a self-weighting take asks for), and of these beta-binomial(min(E, D), household x child) give an
/// interview. A walk makes up to C contacts, each an
/// interview with chance eligible x household x child (beta between areas), until the take is reached. Areas are
/// independent given the yields; these are uncertain in common (see YieldKind) and integrated over. An area drawn at
/// random is any area of its stratum by its size (PPS), so that of n such areas the generating function is the n-th
/// power of one; this takes them as drawn with replacement, which makes the number vary a little more. Where a method
/// leaves the number of areas to chance (Poisson, Bernoulli), it is taken as binomial with the mean and the variance
/// that it has, the sum of p and of p (1 - p).
///
/// The distribution is exact but for that and the grid over the yields (yield_grid.h): see count_transform.h. Numbers
/// that are reached with chances below 1e-18 are taken as out of reach.
class FieldSeason {
 public:
  /// @param points  of the grid, for each uncertain yield
  FieldSeason(const FieldModel& model, std::uint32_t take, std::size_t points);

  /// The chance to reach the target.
  double chance(const Strata& strata, const Design& design, Counted counted, std::uint32_t target) const;

  /// The chance to reach the target once areas are drawn and some of them listed. What is believed of `eligible` is
  /// weighed by how well it explains the listings (Bayes' rule: beta-binomial(listed, eligible, area_spread) of the
  /// households listed are eligible); in a listed area the households drawn are known.
  double chance(const std::vector<MetArea>& areas, Counted counted, std::uint32_t target) const;

  /// The numbers that are not exceeded with chance 5 and 95 %.
  InterviewRange range(const Strata& strata, const Design& design, Counted counted) const;

  InterviewDistribution distribution(const Strata& strata, const Design& design, Counted counted) const;

  /// Per stratum: areas drawn at random, and certain ones.
  struct Expectations {
    std::vector<AreaExpectation> random, certain;
  };
  Expectations expect(const Strata& strata, const Design& design) const;

  /// How much more of everything an area that is certain brings than one hit of its group does; 1 but for
  /// self-weighting takes.
  double times_of_certain(const Stratum& stratum, const StratumDesign& design, std::uint32_t unit) const;

  /// What one area of each of the model's groups is expected to need and to bring home.
  const std::vector<AreaExpectation>& expect_groups() const { return expected_; }

 private:
  /// An area that is drawn for certain, with the hits by which its take goes (1, but for self-weighting ones).
  struct CertainArea {
    std::uint32_t group = 0;
    double hits = 1;
  };

  /// A stratum as a season sees it.
  struct Mix {
    std::uint32_t n = 0;                                   ///< areas drawn at random
    double present = 1;                                    ///< chance of each of these to be there at all
    std::vector<std::pair<std::uint32_t, double>> groups;  ///< and what they are, by chance
    std::vector<std::uint32_t> kinds;                      ///< that these are of
    std::vector<CertainArea> certain;
  };
  class AtPoint;
  struct Season;

  std::vector<double> shares_otherwise(const Stratum& stratum, const StratumDesign& design) const;
  static void leave_to_chance(Mix& mix, const Stratum& stratum, const StratumDesign& design, std::uint64_t rest);
  std::vector<Mix> mixes(const Strata& strata, const Design& design) const;
  bool eligible_matters(const std::vector<Mix>& mixes) const;
  using Visit = std::function<void(double weight, const std::vector<IndependentCounts>& counts)>;
  Season season_of(const std::vector<Mix>& mixes) const;
  std::vector<double> available(const std::vector<std::pair<std::uint32_t, double>>& groups, std::uint32_t kind,
                                std::size_t rank) const;
  void count_at(const YieldPoint& point, Season& season, Counted counted, std::vector<IndependentCounts>& counts) const;
  std::size_t length(const std::vector<Mix>& mixes) const;
  void at_every_point(const std::vector<Mix>& mixes, Counted counted, const Visit& visit) const;
  CountTransform transform(const std::vector<Mix>& mixes, Counted counted) const;
  std::optional<double> certain_chance(const std::vector<Mix>& mixes, Counted counted, std::uint32_t target) const;
  double self_weighting_hits(const Stratum& stratum, const StratumDesign& design, std::uint32_t unit) const;
  double more_than_one_hit(const CertainArea& certain) const;
  std::size_t most_of(const CertainArea& certain) const;
  std::vector<double> plausible_ranks(const std::vector<MetArea>& areas) const;
  std::size_t most(const std::vector<Mix>& mixes) const;
  std::pair<std::uint32_t, std::uint32_t> as_met(std::uint32_t group) const;
  void expect_walks(const YieldPoint& point,
                    std::map<std::pair<std::uint32_t, std::uint32_t>, AreaExpectation>& met) const;
  void expect_all_groups();
  void expect_weights(const std::vector<YieldPoint>& grid);

  std::uint32_t take_of(std::uint32_t kind) const;

  const FieldModel* model_;
  std::uint32_t take_;  ///< of kinds that have none of their own
  std::size_t points_;
  std::vector<RankNode> ranks_;            ///< of `eligible`
  std::vector<std::uint32_t> alike_;       ///< per kind: the first that answers as it does
  std::optional<Takes> takes_;             ///< not of walks
  std::vector<std::uint32_t> drawn_;       ///< per kind: the most households drawn, or contacts listed
  std::optional<Availability> lists_;      ///< not of walks
  std::vector<AreaExpectation> expected_;  ///< per group
};

}  // namespace fairdraw
