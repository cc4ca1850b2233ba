#pragma once

#include "planner/design/design.h"
#include "planner/design/field_model.h"

#include <complex>
#include <cstdint>
#include <vector>

namespace fairdraw {

/// Whose interviews are counted: a caregiver's comes after the child's.
enum class Counted { children, caregivers };

/// What one area of a stratum is expected to need and to bring home, over all areas that can be drawn at random there
/// or, of certain ones, over these; with the yields as they are believed to be on average.
struct AreaExpectation {
  double areas = 0;    ///< how many are expected in the main sample
  double listed = 0;   ///< households to list (of a walk: none)
  double planned = 0;  ///< households to draw, or contacts on a walk's list
  double visited = 0;  ///< households drawn that are there, or contacts made until the take is reached
  double interviews = 0;
  double interviews_squared = 0;
  double caregivers = 0;
};

/// The number of interviews of a whole season: P(k) for k = 0, 1, ...
struct InterviewDistribution {
  std::vector<double> probability;

  double at_least(std::uint32_t target) const;

  /// The number that is not exceeded with chance `share`.
  std::uint32_t quantile(double share) const;
};

/// The field season of a design with one take: how many interviews come home, as a sum over areas.
///
/// In an area with M households, E ~ beta-binomial(M, eligible, area_spread) are eligible, min(E, D) of them are drawn,
/// and of these beta-binomial(min(E, D), household x child) give an interview. A walk makes up to C contacts, each an
/// interview with chance eligible x household x child (beta between areas), until the take is reached. Areas are
/// independent given the yields; these are uncertain in common (see YieldKind) and integrated over. An area drawn at
/// random is any area of its stratum by its size (PPS), so that of n such areas the generating function is the n-th
/// power of one; this takes them as drawn with replacement, which makes the number vary a little more.
///
/// The distribution is exact but for that and the grid: the generating function is taken at the roots of unity and
/// turned back by the discrete Fourier transform; terms below 1e-20 are left out.
class FieldSeason {
 public:
  /// @param nodes  points for each uncertain yield
  FieldSeason(const FieldModel& model, std::uint32_t take, std::size_t nodes);

  /// The chance to reach the target.
  double chance(const Strata& strata, const Design& design, Counted counted, std::uint32_t target) const;

  InterviewDistribution distribution(const Strata& strata, const Design& design, Counted counted) const;

  /// Per stratum: areas drawn at random, and certain ones.
  struct Expectations {
    std::vector<AreaExpectation> random, certain;
  };
  Expectations expect(const Strata& strata, const Design& design) const;

  /// What one area of each of the model's groups is expected to need and to bring home.
  const std::vector<AreaExpectation>& expect_groups() const { return expected_; }

 private:
  using Complex = std::complex<double>;

  /// A stratum as a season sees it.
  struct Mix {
    std::uint32_t n = 0;                                   ///< areas drawn at random
    std::vector<std::pair<std::uint32_t, double>> groups;  ///< and what they are, by chance
    std::vector<std::uint32_t> certain;                    ///< groups of the certain ones
  };
  /// One value of each yield in each kind of area.
  struct Node {
    std::size_t eligible = 0;  ///< position in ranks_
    double weight = 1;
    std::vector<double> eligible_share, response, caregiver;  ///< per kind
  };

  std::vector<Mix> mixes(const Strata& strata, const Design& design) const;
  std::vector<Node> nodes(Counted counted, bool eligible_matters) const;
  std::vector<double> of_group(std::uint32_t group, const Node& node) const;
  std::vector<std::vector<double>> of_mix(const Mix& mix, const Node& node) const;
  void add_group(std::uint32_t group, double share, const Node& node, std::vector<double>& into) const;
  bool eligible_matters(const std::vector<Mix>& mixes) const;
  std::vector<Complex> transform(const std::vector<Mix>& mixes, Counted counted, std::size_t length) const;
  std::size_t most(const std::vector<Mix>& mixes) const;
  Node mean_node() const;
  AreaExpectation expect_group(std::uint32_t group) const;
  void expect_all_groups();
  void find_availability();

  const FieldModel* model_;
  std::uint32_t take_;
  std::size_t nodes_;
  std::vector<RankNode> ranks_;
  std::vector<std::uint32_t> drawn_;  ///< per kind: households drawn, or contacts listed
  std::size_t stride_ = 0;
  std::vector<AreaExpectation> expected_;  ///< per group
  std::vector<std::size_t> row_of_;  ///< per group: row of `available_`; kPlenty where none is short of households
  std::vector<std::vector<double>> available_;  ///< per eligible rank (the mean last): P(d households) per row
};

}  // namespace fairdraw
