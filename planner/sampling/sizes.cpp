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

namespace {

constexpr double kBinary = 1048576;  // 2^20

/// Whether a size is a whole number of such units. Up to 1e9 of a million units each are below 2^53, so that these are
/// whole in double precision, and a quotient of two such numbers is rounded as the decimals that it is read from are.
bool is_decimal(double size, double per_one) {
  return std::floor(size * per_one + 0.5) / per_one == size;
}

/// The coarsest unit in which all sizes are whole.
double units_in_one(std::span<const double> sizes) {
  for (const double per_one : {1.0, 10.0, 100.0, 1000.0, 1e4, 1e5, 1e6})
    if (std::all_of(sizes.begin(), sizes.end(), [&](double size) { return is_decimal(size, per_one); })) return per_one;
  return kBinary;
}

}  // namespace

WholeSizes whole_sizes(std::span<const double> sizes) {
  WholeSizes out;
  out.per_one = units_in_one(sizes);
  out.sizes.reserve(sizes.size());
  for (const double size : sizes) {
    if (!(size > 0 && size <= kLargestSize))
      throw Error(ErrorKind::usage,
                  "a measure of size is " + number_text(size) + "; it should be above 0 and at most 1e9");
    const auto whole = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::floor(size * out.per_one + 0.5)));
    out.sizes.push_back(whole);
    out.total += whole;  // below 2^50 each, so 2^62 is seen before 2^64 can be passed
    if (out.total > (std::uint64_t{1} << 62))
      throw Error(ErrorKind::usage, "the sum of the measures of size is too large");
  }
  return out;
}

}  // namespace fairdraw
