#include "planner/study/replication.h"

#include "planner/base/parallel.h"
#include "planner/sampling/methods.h"
#include "planner/sampling/spread/spatial_balance.h"
#include "planner/study/exact_variance.h"

#include <algorithm>
#include <cmath>

namespace fairdraw {
namespace {

/// Estimated totals less true ones, as shares of the sums of absolute values: their root mean square.
double deviation_of(const AreaSample& sample, const Balance& balance, const std::vector<double>& truth,
                    const std::vector<double>& scale) {
  std::vector<double> off(balance.variables);
  for (std::size_t v = 0; v < off.size(); ++v) off[v] = -truth[v];
  for (const DrawnArea& area : sample)
    if (area.replicate == 0)
      for (std::size_t v = 0; v < off.size(); ++v) off[v] += balance.of(area.area)[v] / area.inclusion_probability;
  double square = 0;
  for (std::size_t v = 0; v < off.size(); ++v)
    if (scale[v] > 0) square += off[v] / scale[v] * (off[v] / scale[v]);
  return std::sqrt(square / static_cast<double>(off.size()));
}

}  // namespace

Replicated replicate(const Replication& what) {
  const Frame& frame = *what.frame;
  const Strata& strata = *what.strata;
  const Balance& balance = what.auxiliary->balance;
  const Positions& positions = what.auxiliary->positions;
  const std::vector<StratumInput> inputs = area_inputs(strata, *what.design, *what.auxiliary, *what.survey);
  const std::vector<double> probabilities = main_probabilities(strata, inputs);
  const Method& method = *find_method(what.survey->areas.method);
  const bool own_numbers = method.needs_permanent;

  std::vector<double> truth(balance.variables, 0.0);
  std::vector<double> scale(balance.variables, 0.0);
  for (std::size_t row = 0; row < frame.areas(); ++row)
    for (std::uint32_t v = 0; v < balance.variables; ++v) {
      truth[v] += balance.of(row)[v];
      scale[v] += std::abs(balance.of(row)[v]);
    }

  Replicated out;
  out.exact = exact_variances(strata, inputs, method, *what.columns);
  std::vector<std::size_t> first_of;
  for (const StudyColumn& column : *what.columns) {
    first_of.push_back(out.totals);
    out.totals += column.totals.size();
  }
  out.estimates.assign(out.totals * what.draws, 0.0);
  out.deviation.assign(balance.variables > 0 ? what.draws : 0, 0.0);
  out.voronoi.assign(positions.coordinates.empty() ? 0 : std::min(what.draws, what.spread_draws), 0.0);

  in_parallel(what.draws, what.threads, [&](std::size_t round) {
    const SeedKey key{"fairdraw study, " + what.seed + ", draw " + std::to_string(round), what.survey->country};
    AreaSample sample;
    if (own_numbers) {
      std::vector<StratumInput> numbered = inputs;
      give_permanent_numbers(numbered, {frame, strata, *what.design, *what.survey, key});
      sample = draw_areas(strata, *what.design, numbered, *what.survey, key);
    } else {
      sample = draw_areas(strata, *what.design, inputs, *what.survey, key);
    }
    double* estimate = out.estimates.data() + out.totals * round;
    std::vector<std::uint32_t> main;
    for (const DrawnArea& area : sample) {
      if (area.replicate != 0) continue;
      main.push_back(area.area);
      for (std::size_t c = 0; c < first_of.size(); ++c) {
        const StudyColumn& column = (*what.columns)[c];
        estimate[first_of[c] + column.first(area.area)] += column.amount[area.area] / area.inclusion_probability;
      }
    }
    if (!out.deviation.empty()) out.deviation[round] = deviation_of(sample, balance, truth, scale);
    if (round < out.voronoi.size()) {
      std::sort(main.begin(), main.end());
      out.voronoi[round] = main.empty() ? 0 : voronoi_balance(probabilities, positions, main);
    }
  });
  return out;
}

}  // namespace fairdraw
