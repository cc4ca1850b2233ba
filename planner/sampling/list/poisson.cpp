#include "planner/sampling/list/poisson.h"

namespace fairdraw {

std::vector<std::uint32_t> poisson(std::span<const double> probabilities, Stream& stream) {
  std::vector<std::uint32_t> drawn;
  for (std::size_t i = 0; i < probabilities.size(); ++i)
    if (stream.happens(probabilities[i])) drawn.push_back(static_cast<std::uint32_t>(i));
  return drawn;
}

std::vector<std::uint32_t> bernoulli(std::uint32_t units, double probability, Stream& stream) {
  std::vector<std::uint32_t> drawn;
  for (std::uint32_t i = 0; i < units; ++i)
    if (stream.happens(probability)) drawn.push_back(i);
  return drawn;
}

}  // namespace fairdraw
