#include "planner/sampling/list/brewer.h"

#include "planner/sampling/probabilities.h"

#include <algorithm>

namespace fairdraw {

std::vector<std::uint32_t> brewer(std::span<const double> probabilities, Stream& stream) {
  std::vector<std::uint32_t> drawn = units_taken(probabilities);
  std::uint32_t left = fixed_size(probabilities) - static_cast<std::uint32_t>(drawn.size());
  std::vector<double> open(probabilities.begin(), probabilities.end());  // 0 once drawn
  for (const std::uint32_t unit : drawn) open[unit] = 0;
  std::vector<double> cumulative(open.size());
  for (; left > 0; --left) {
    const double rest = exact_sum(open);
    double sum = 0;
    for (std::size_t i = 0; i < open.size(); ++i) {
      // With one unit left to draw, the last fraction is 1, or 0 / 0.
      if (open[i] > 0) sum += left == 1 ? open[i] : open[i] * (rest - open[i]) / (rest - left * open[i]);
      cumulative[i] = sum;
    }
    const std::size_t unit = stream.choose(cumulative);
    drawn.push_back(static_cast<std::uint32_t>(unit));
    open[unit] = 0;
  }
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace fairdraw
