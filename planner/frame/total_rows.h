#pragma once

#include "planner/values/frame.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// A row of a spreadsheet that adds up others and stands among the areas.
struct TotalRow {
  std::uint32_t area = 0;
  std::string
      of;  ///< what it is the sum of: "the 14 rows above it", "all others of its stratum", "all others of the frame"
};

/// Rows whose size is the sum of others'. Three kinds are found, each again without those found before, so that totals
/// of totals are found too:
/// - of at least five rows right above it in the file, back to the total before, the first row, or where the stratum
/// begins;
/// - of all others of its stratum, at least three;
/// - of all others of the frame, at least three.
/// With fewer rows, sizes that add up by chance would be taken for totals.
/// @param areas  rows of the frame that are drawn from
std::vector<TotalRow> total_rows(const Frame& frame, const std::vector<std::uint32_t>& areas);

}  // namespace fairdraw
