#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/frame/strata.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// How many of an area's eligible households are drawn once it is listed.
struct AreaTake {
  double rate = 0;          ///< share of the eligible ones to draw, in [0, 1]; 0: `most` of them
  std::uint32_t least = 0;  ///< households at least
  std::uint32_t most = 0;   ///< and at most

  /// The number wanted of this many eligible ones, which is not whole where a rate decides: it is rounded at random.
  double wanted(double eligible) const;
};

/// The households to draw in areas of a survey that lists them.
///
/// With fixed takes, D = take / (household x child), rounded up, of each hit. Self-weighting ones have a rate such that
/// every eligible household of a stratum has the same overall probability. An area drawn at random has inclusion
/// probability proportional to its N households by the frame; with a rate of c / N the product does not depend on the
/// area. The constant is c = D / eligible, both means over the country's households: the areas then need as many
/// households as with fixed takes, on average. A certain area that would be hit h times by its size has the rate
/// h c / N. take_min and take_max bound the number, and where they do the probability is another.
/// Source: Kish (1965), Survey Sampling, section 7.2 (equal probabilities from clusters drawn PPS).
class Takes {
 public:
  /// @param kinds  the yields of each kind of area
  /// @param sizes  the sum of the measures of size of each kind
  /// @param take   of kinds that have none of their own
  Takes(const std::vector<Yields>& kinds, const std::vector<double>& sizes, const HouseholdsStage& stage,
        std::uint32_t take);

  bool self_weighting() const { return constant_ > 0; }

  /// @param households  in the area, by the frame
  /// @param hits        how often the area was drawn; of a certain one, hits_by_size() where takes are self-weighting
  AreaTake of(std::uint32_t kind, double households, double hits) const;

 private:
  double constant_ = 0;                    ///< c; 0: fixed takes
  std::vector<std::uint32_t> of_one_hit_;  ///< per kind: D
  std::vector<double> completed_;          ///< per kind: household x child
  std::uint32_t take_min_, take_max_;
};

/// How often an area that is certain would be hit in its stratum's main sample if hits went by size: s (n - c) / S with
/// S and n - c what is left to chance; where nothing is, s n / S of all areas.
double hits_by_size(const Stratum& stratum, const StratumDesign& design, std::uint32_t unit);

}  // namespace fairdraw
