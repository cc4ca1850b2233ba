#include "planner/stages/area_measures.h"

#include "planner/sampling/spread/spatial_balance.h"

#include <algorithm>
#include <cmath>

namespace fairdraw {
namespace {

constexpr double kMostPairs = 2e8;

}  // namespace

std::map<std::string, double> area_measures(const Frame& frame, const Strata& strata, const AreaDraw& draw,
                                            const Auxiliary& auxiliary) {
  std::map<std::string, double> measures;
  std::vector<std::uint32_t> sample;
  for (const DrawnArea& area : draw.sample)
    if (area.release) sample.push_back(area.area);
  std::sort(sample.begin(), sample.end());
  if (sample.empty()) return measures;
  if (!auxiliary.positions.coordinates.empty()) {
    const std::vector<double> p = level_probabilities(strata, draw.inputs, draw.level);
    measures["voronoi_balance"] = voronoi_balance(p, auxiliary.positions, sample);
    double pairs = 0;
    for (const double each : p) pairs += each > 0 ? 1 / each : 0;
    if (pairs <= kMostPairs)
      if (const auto moran = moran_balance(p, auxiliary.positions, sample)) measures["moran_balance"] = *moran;
  }
  for (std::uint32_t v = 0; v < auxiliary.balance.variables; ++v) {
    double total = 0;
    double scale = 0;
    double estimate = 0;
    for (std::size_t row = 0; row < frame.areas(); ++row) {
      total += auxiliary.balance.of(row)[v];
      scale += std::abs(auxiliary.balance.of(row)[v]);
    }
    for (const DrawnArea& area : draw.sample)
      if (area.release) estimate += auxiliary.balance.of(area.area)[v] / area.inclusion_probability;
    if (scale > 0) measures["deviation: " + auxiliary.balance_names[v]] = (estimate - total) / scale;
  }
  return measures;
}

}  // namespace fairdraw
