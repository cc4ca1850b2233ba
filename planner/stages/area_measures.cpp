#include "planner/stages/area_measures.h"

#include "planner/sampling/spread/spatial_balance.h"

#include <algorithm>
#include <cmath>

namespace fairdraw {
namespace {

constexpr double kMostPairs = 2e8;

/// Every area's probability to be in the main sample, row by row of the frame.
std::vector<double> main_probabilities(const Frame& frame, const Strata& strata, const Design& design,
                                       const AreaDraw& draw, const Survey& survey) {
  std::vector<double> out(frame.areas(), 0.0);
  for (std::size_t h = 0; h < strata.size(); ++h) {
    const StratumInput& input = draw.inputs[h];
    const double part = survey.areas.certainty == CertaintyRule::hits ? 1
                        : input.n > 0 ? design.strata[h].parts[0] / static_cast<double>(input.n)
                                      : 0;
    for (std::size_t k = 0; k < strata[h].areas.size(); ++k) out[strata[h].areas[k]] = input.probabilities[k] * part;
    for (const std::uint32_t certain : design.strata[h].certainty) out[strata[h].areas[certain]] = 1;
  }
  return out;
}

}  // namespace

std::map<std::string, double> area_measures(const Frame& frame, const Strata& strata, const Design& design,
                                            const AreaDraw& draw, const Auxiliary& auxiliary, const Survey& survey) {
  std::map<std::string, double> measures;
  std::vector<std::uint32_t> sample;
  for (const DrawnArea& area : draw.sample)
    if (area.replicate == 0) sample.push_back(area.area);
  std::sort(sample.begin(), sample.end());
  if (sample.empty()) return measures;
  if (!auxiliary.positions.coordinates.empty()) {
    const std::vector<double> p = main_probabilities(frame, strata, design, draw, survey);
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
      if (area.replicate == 0) estimate += auxiliary.balance.of(area.area)[v] / area.inclusion_probability;
    if (scale > 0) measures["deviation: " + auxiliary.balance_names[v]] = (estimate - total) / scale;
  }
  return measures;
}

}  // namespace fairdraw
