#include "planner/sampling/list/with_replacement.h"

#include "planner/base/error.h"

#include <algorithm>
#include <numeric>

namespace fairdraw {

std::vector<std::uint32_t> with_replacement(std::span<const std::uint64_t> sizes, std::uint32_t n, Stream& stream) {
  if (n == 0) return {};
  std::vector<std::uint64_t> reached(sizes.size());
  std::partial_sum(sizes.begin(), sizes.end(), reached.begin());
  if (reached.empty() || reached.back() == 0) throw Error(ErrorKind::usage, "nothing to draw from: the sizes sum to 0");
  std::vector<std::uint32_t> drawn(n);
  for (std::uint32_t& unit : drawn) {
    const std::uint64_t point = stream.below(reached.back());
    unit = static_cast<std::uint32_t>(std::upper_bound(reached.begin(), reached.end(), point) - reached.begin());
  }
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace fairdraw
