#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kRaoHartleyCochran = "rao-hartley-cochran 1";

/// A unit drawn out of its random group.
struct GroupDraw {
  std::uint32_t unit = 0;
  std::uint64_t group_size = 0;  ///< sum of the group's sizes; size / group_size is the probability, given the groups
};

/// Parts the units at random into n groups, as equal in number as can be, and draws one of each with probability
/// proportional to size. The weight group_size / size makes totals unbiased; a unit's probability over all groupings
/// has no closed form.
/// @param sizes  whole sizes summing to less than 2^63; units of size 0 are left out
/// @return n units, ascending
/// @throws Error(usage) where n is more than there are units of a size above 0
/// Source: Rao, Hartley and Cochran (1962), Journal of the Royal Statistical Society B 24(2), 482-491.
std::vector<GroupDraw> rao_hartley_cochran(std::span<const std::uint64_t> sizes, std::uint32_t n, Stream& stream);

}  // namespace fairdraw
