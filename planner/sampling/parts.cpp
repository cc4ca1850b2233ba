#include "planner/sampling/parts.h"

#include <utility>

namespace fairdraw {

std::vector<std::uint32_t> random_parts(std::span<const std::uint32_t> part_sizes, Stream& stream) {
  std::vector<std::uint32_t> part_of;
  for (std::uint32_t part = 0; part < part_sizes.size(); ++part) part_of.insert(part_of.end(), part_sizes[part], part);
  for (std::size_t left = part_of.size(); left > 1; --left) std::swap(part_of[left - 1], part_of[stream.below(left)]);
  return part_of;
}

}  // namespace fairdraw
