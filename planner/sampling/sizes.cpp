#include "planner/sampling/sizes.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fairdraw {

std::uint64_t total_size(std::span<const std::uint64_t> sizes) {
  return std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
}

std::uint32_t drawable_units(std::span<const std::uint64_t> sizes) {
  return static_cast<std::uint32_t>(
      std::count_if(sizes.begin(), sizes.end(), [](std::uint64_t size) { return size > 0; }));
}

WholeSizes whole_sizes(std::span<const double> sizes) {
  const bool all_whole = std::all_of(sizes.begin(), sizes.end(), [](double size) { return size == std::floor(size); });
  const double unit = all_whole ? 1.0 : 1048576.0;
  WholeSizes out;
  out.sizes.reserve(sizes.size());
  for (const double size : sizes) {
    if (!(size > 0 && size <= kLargestSize))
      throw Error(ErrorKind::usage,
                  "a measure of size is " + number_text(size) + "; it should be above 0 and at most 1e9");
    const auto whole = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::floor(size * unit + 0.5)));
    out.sizes.push_back(whole);
    out.total += whole;  // below 2^50 each, so 2^62 is seen before 2^64 can be passed
    if (out.total > (std::uint64_t{1} << 62))
      throw Error(ErrorKind::usage, "the sum of the measures of size is too large");
  }
  return out;
}

}  // namespace fairdraw
