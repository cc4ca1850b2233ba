#include "planner/sampling/list/simple_random.h"

#include "planner/base/error.h"

#include <numeric>
#include <string>

namespace fairdraw {

std::vector<std::uint32_t> simple_random(std::uint32_t units, std::uint32_t n, Stream& stream) {
  if (n > units)
    throw Error(ErrorKind::usage,
                "a draw of " + std::to_string(n) + " is asked of " + std::to_string(units) + " units");
  std::vector<bool> in(units, false);
  for (std::uint32_t last = units - n; last < units; ++last) {
    const auto unit = static_cast<std::uint32_t>(stream.below(std::uint64_t{last} + 1));
    in[in[unit] ? last : unit] = true;
  }
  std::vector<std::uint32_t> drawn;
  drawn.reserve(n);
  for (std::uint32_t unit = 0; unit < units; ++unit)
    if (in[unit]) drawn.push_back(unit);
  return drawn;
}

std::vector<std::uint32_t> random_order(std::uint32_t units, Stream& stream) {
  std::vector<std::uint32_t> order(units);
  std::iota(order.begin(), order.end(), 0U);
  put_in_random_order(std::span(order), stream);
  return order;
}

}  // namespace fairdraw
