#include "planner/stages/area_joint.h"

#include <algorithm>

namespace fairdraw {
namespace {

/// The chance that two areas of the random part are both released, given that both were drawn.
/// @param main  places of the draw that are released
double both_released(double main, const StratumDesign& design, const Method& method) {
  const double all = design.drawn_at_random();
  if (main == all) return 1;
  return method.fixed_size ? main * (main - 1) / (all * (all - 1)) : main * main / (all * all);
}

/// Where large areas may be hit several times: those certain to be hit are drawn with any other for sure.
std::vector<double> joint_of_hits(const StratumInput& input, const Method& method,
                                  const std::vector<std::uint32_t>& units) {
  StratumInput once = input;
  if (method.keeps == Keeps::exactly) {
    for (std::size_t i = 0; i < once.sizes.size(); ++i)
      if (once.probabilities[i] >= 1) once.probabilities[i] = 1;
  }
  std::vector<double> matrix = joint_probabilities(method, once.view(), units);
  const std::size_t m = units.size();
  for (std::size_t a = 0; a < m && method.keeps == Keeps::exactly; ++a)
    for (std::size_t b = 0; b < m; ++b)
      if (a != b && once.probabilities[units[a]] == 1)
        matrix[a * m + b] = matrix[b * m + a] = once.probabilities[units[b]];
  return matrix;
}

}  // namespace

bool joint_is_exact(const Survey& survey) {
  return find_method(survey.areas.method)->joint == JointKnowledge::exact;
}

std::vector<double> joint_matrix(const Design& design, const AreaDraw& draw, const Survey& survey) {
  const Method& method = *find_method(survey.areas.method);
  AreaSample main;
  std::copy_if(draw.sample.begin(), draw.sample.end(), std::back_inserter(main),
               [](const DrawnArea& area) { return area.release.has_value(); });
  const std::size_t m = main.size();
  std::vector<double> matrix(m * m);
  for (std::size_t a = 0; a < m; ++a)
    for (std::size_t b = 0; b < m; ++b)
      matrix[a * m + b] =
          a == b ? main[a].inclusion_probability : main[a].inclusion_probability * main[b].inclusion_probability;
  for (std::uint32_t h = 0; h < draw.inputs.size(); ++h) {
    std::vector<std::size_t> rows;
    std::vector<std::uint32_t> units;
    const bool hits = survey.areas.certainty == CertaintyRule::hits;
    for (std::size_t a = 0; a < m; ++a) {
      if (main[a].stratum != h || (main[a].certainty && !hits)) continue;
      rows.push_back(a);
      units.push_back(main[a].unit);
    }
    if (units.size() < 2) continue;
    const std::vector<double> of_draw =
        hits ? joint_of_hits(draw.inputs[h], method, units) : joint_probabilities(method, draw.inputs[h].view(), units);
    const double released = hits ? 1 : both_released(draw.released[h], design.strata[h], method);
    for (std::size_t a = 0; a < rows.size(); ++a)
      for (std::size_t b = 0; b < rows.size(); ++b)
        if (a != b) matrix[rows[a] * m + rows[b]] = of_draw[a * rows.size() + b] * released;
  }
  return matrix;
}

JointProbabilities joint_of_released(const Frame& frame, const Design& design, const AreaDraw& draw,
                                     const Survey& survey) {
  JointProbabilities out{{}, joint_matrix(design, draw, survey)};
  for (const DrawnArea& area : draw.sample)
    if (area.release) out.psu_ids.emplace_back(frame.id[area.area]);
  return out;
}

}  // namespace fairdraw
