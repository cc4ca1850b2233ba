#pragma once

#include "planner/design/belief.h"
#include "planner/design/field_model.h"
#include "planner/design/takes.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// P(d), d = 0, 1, ... up to what can be: the households drawn in a listed area, of which `share` are eligible.
std::vector<double> households_drawn(std::uint32_t households, const AreaTake& take, double share,
                                     double concentration);

/// How many households are drawn in an area that was listed: of fixed takes the eligible ones may be fewer; of
/// self-weighting ones the number goes by them.
class Availability {
 public:
  /// @param drawn  per kind: households to draw; of self-weighting takes, the most that can be drawn
  /// @param ranks  of `eligible`
  Availability(const FieldModel& model, const Takes& takes, const std::vector<std::uint32_t>& drawn,
               const std::vector<RankNode>& ranks);

  /// Whether an area of the group has enough for certain; never so where takes are self-weighting.
  bool plenty(std::uint32_t group) const { return row_of_[group] == kPlenty; }

  /// P(d households), d = 0 .. drawn, in an area of the group, which has not plenty.
  /// @param rank  position in `ranks`; their number: at the mean
  const double* of(std::uint32_t group, std::size_t rank) const {
    return chances_[rank].data() + row_of_[group] * stride_;
  }

  /// The largest difference that the rank makes to a chance of the group.
  double difference(std::uint32_t group) const;

 private:
  static constexpr std::size_t kPlenty = static_cast<std::size_t>(-1);

  std::size_t stride_ = 0;
  std::vector<std::size_t> row_of_;           ///< per group
  std::vector<std::vector<double>> chances_;  ///< per rank, the mean last: rows of `stride_`
};

}  // namespace fairdraw
