#include "planner/design/area_hits.h"

#include "planner/design/beta_binomial.h"

#include <cmath>
#include <vector>

namespace fairdraw {

AreaHits area_hits(double expected, std::uint32_t draws, bool free) {
  AreaHits out;
  double inverse = 0;
  if (free) {
    const std::vector<double> chances = beta_binomial(draws, expected / draws, kNoSpread);
    for (std::size_t h = 1; h < chances.size(); ++h) {
      out.any += chances[h];
      inverse += chances[h] / static_cast<double>(h);
    }
  } else {
    const double whole = std::floor(expected);
    const double more = expected - whole;
    out.any = whole > 0 ? 1 : more;
    inverse = (whole > 0 ? (1 - more) / whole : 0) + more / (whole + 1);
  }
  if (out.any > 0) out.inverse = inverse / (out.any * out.any);
  return out;
}

}  // namespace fairdraw
