#include "planner/sampling/list/two_units.h"

#include "planner/base/error.h"
#include "planner/sampling/list/with_replacement.h"
#include "planner/sampling/probabilities.h"
#include "planner/sampling/sizes.h"

#include <algorithm>

namespace fairdraw {
namespace {

/// size / (total - size): with x = size / total, x / (1 - x).
double odds(std::uint64_t size, std::uint64_t total) {
  return static_cast<double>(size) / static_cast<double>(total - size);
}

/// Brewer's chance to be the first of two, but for a factor: (1 - 2x) = 1 - p.
double first_chance(double p) {
  return p * (1 - p / 2) / (1 - p);
}

}  // namespace

std::vector<std::uint32_t> murthy(std::span<const std::uint64_t> sizes, Stream& stream) {
  if (drawable_units(sizes) < 2)
    throw Error(ErrorKind::usage, "Murthy's draw of two needs two units with a size above 0");
  std::vector<std::uint64_t> rest(sizes.begin(), sizes.end());
  const std::uint32_t first = with_replacement(rest, 1, stream).front();
  rest[first] = 0;
  const std::uint32_t second = with_replacement(rest, 1, stream).front();
  return {std::min(first, second), std::max(first, second)};
}

std::vector<double> murthy_probabilities(std::span<const std::uint64_t> sizes) {
  const std::uint64_t total = total_size(sizes);
  double all = 0;
  for (const std::uint64_t size : sizes) all += odds(size, total);
  std::vector<double> out;
  for (const std::uint64_t size : sizes)
    out.push_back(static_cast<double>(size) / static_cast<double>(total) * (1 + all - odds(size, total)));
  return out;
}

double murthy_joint(std::span<const std::uint64_t> sizes, std::uint32_t a, std::uint32_t b) {
  const auto total = static_cast<double>(total_size(sizes));
  const auto size_a = static_cast<double>(sizes[a]);
  const auto size_b = static_cast<double>(sizes[b]);
  return size_a * size_b / total * (1 / (total - size_a) + 1 / (total - size_b));
}

std::vector<std::uint32_t> brewer_durbin(std::span<const double> probabilities, Stream& stream) {
  if (fixed_size(probabilities) != 2 || std::count(probabilities.begin(), probabilities.end(), 1.0) > 0)
    throw Error(ErrorKind::usage, "Brewer and Durbin's draw takes two units, neither of them certain");
  std::vector<double> cumulative(probabilities.size());
  double sum = 0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) cumulative[i] = sum += first_chance(probabilities[i]);
  const auto first = static_cast<std::uint32_t>(stream.choose(cumulative));
  sum = 0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) cumulative[i] = sum += i == first ? 0 : probabilities[i];
  const auto second = static_cast<std::uint32_t>(stream.choose(cumulative));
  return {std::min(first, second), std::max(first, second)};
}

double brewer_durbin_joint(std::span<const double> probabilities, std::uint32_t a, std::uint32_t b) {
  double sum = 0;
  for (const double p : probabilities) sum += first_chance(p) / 2;
  const double p = probabilities[a];
  const double q = probabilities[b];
  return p / 2 * q / 2 * (1 / (1 - p) + 1 / (1 - q)) / sum;
}

}  // namespace fairdraw
