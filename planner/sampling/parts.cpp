#include "planner/sampling/parts.h"

namespace fairdraw {

std::vector<std::uint32_t> random_parts(std::span<const std::uint32_t> part_sizes, Stream& stream) {
  std::vector<std::uint32_t> part_of;
  for (std::uint32_t part = 0; part < part_sizes.size(); ++part) part_of.insert(part_of.end(), part_sizes[part], part);
  put_in_random_order(std::span(part_of), stream);
  return part_of;
}

}  // namespace fairdraw
