#pragma once

#include "planner/design/belief.h"
#include "planner/design/field_model.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// How many of the households that are to be drawn an area has, after it was listed: the eligible ones may be fewer.
class Availability {
 public:
  /// @param drawn  per kind: households to draw
  /// @param ranks  of `eligible`
  Availability(const FieldModel& model, const std::vector<std::uint32_t>& drawn, const std::vector<RankNode>& ranks);

  /// Whether an area of the group has enough for certain.
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
