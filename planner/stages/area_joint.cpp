#include "planner/stages/area_joint.h"

#include "planner/sampling/methods.h"
#include "planner/sampling/probabilities.h"
#include "planner/sampling/replicate_size.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace fairdraw {
namespace {

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

/// Of the main sample: by the method, and certain areas with any other for sure.
std::vector<double> joint_of_main(const StratumInput& input, const Method& method,
                                  const std::vector<std::uint32_t>& units) {
  const std::vector<double>& p = input.levels.front();
  std::vector<std::uint32_t> at_random;
  std::vector<std::size_t> place(units.size());
  for (std::size_t a = 0; a < units.size(); ++a) {
    if (p[units[a]] == 1) continue;
    place[a] = at_random.size();
    at_random.push_back(units[a]);
  }
  std::vector<double> of_method;
  if (at_random.size() > 1) of_method = joint_probabilities(method, input.view(), at_random);
  const std::size_t m = units.size();
  std::vector<double> matrix(m * m);
  for (std::size_t a = 0; a < m; ++a)
    for (std::size_t b = 0; b < m; ++b) {
      const double pa = p[units[a]];
      const double pb = p[units[b]];
      matrix[a * m + b] =
          a == b || pa == 1 || pb == 1 ? pa * (a == b ? 1 : pb) : of_method[place[a] * at_random.size() + place[b]];
    }
  return matrix;
}

/// After replicate k: both were in the level before it, or one of them and replicate k takes the other (which is exact,
/// as that does not hang on what the level before drew), or replicate k takes both.
void add_replicate(std::vector<double>& matrix, const Levels& levels, std::size_t k,
                   const std::vector<std::uint32_t>& units) {
  const ReplicatePairs pairs(levels, k);
  const std::vector<double>& before = levels[k - 1];
  const std::size_t m = units.size();
  for (std::size_t a = 0; a < m; ++a)
    for (std::size_t b = 0; b < m; ++b) {
      if (a == b) continue;
      const double pa = before[units[a]];
      const double pb = before[units[b]];
      const double both = matrix[a * m + b];
      matrix[a * m + b] = both + (pa - both) * pairs.one(units[b]) + (pb - both) * pairs.one(units[a]) +
                          std::max(0.0, 1 - pa - pb + both) * pairs(units[a], units[b]);
    }
  for (std::size_t a = 0; a < m; ++a) matrix[a * m + a] = levels[k][units[a]];
}

std::vector<double> joint_of_level(const StratumInput& input, std::uint32_t level, const Method& method,
                                   const std::vector<std::uint32_t>& units) {
  if (level > 0 && method.nests) {
    StratumInput larger = input;
    larger.probabilities = input.levels[level];
    larger.n = static_cast<std::uint32_t>(std::lround(exact_sum(larger.probabilities)));
    return joint_probabilities(method, larger.view(), units);
  }
  std::vector<double> matrix = joint_of_main(input, method, units);
  for (std::uint32_t k = 1; k <= level; ++k) add_replicate(matrix, input.levels, k, units);
  return matrix;
}

/// Whether the joint probabilities are known exactly; else they are Hájek's approximation, at least in part.
bool is_exact(const AreaDraw& draw, const Method& method) {
  const bool alone = std::all_of(draw.level.begin(), draw.level.end(), [](std::uint32_t level) { return level == 0; });
  return method.joint == JointKnowledge::exact && (alone || method.nests);
}

}  // namespace

JointProbabilities joint_of_released(const Frame& frame, const AreaDraw& draw, const Survey& survey) {
  const Method& method = *find_method(survey.areas.method);
  AreaSample released;
  std::copy_if(draw.sample.begin(), draw.sample.end(), std::back_inserter(released),
               [](const DrawnArea& area) { return area.release.has_value(); });
  JointProbabilities out{{}, {}, is_exact(draw, method)};
  const std::size_t m = released.size();
  for (const DrawnArea& area : released) out.psu_ids.emplace_back(frame.id[area.area]);
  out.matrix.resize(m * m);
  for (std::size_t a = 0; a < m; ++a)
    for (std::size_t b = 0; b < m; ++b)
      out.matrix[a * m + b] = a == b ? released[a].inclusion_probability
                                     : released[a].inclusion_probability * released[b].inclusion_probability;
  const bool hits = survey.areas.certainty == CertaintyRule::hits;
  for (std::uint32_t h = 0; h < draw.inputs.size(); ++h) {
    std::vector<std::size_t> rows;
    std::vector<std::uint32_t> units;
    for (std::size_t a = 0; a < m; ++a) {
      if (released[a].stratum != h || (released[a].certainty && !hits)) continue;
      rows.push_back(a);
      units.push_back(released[a].unit);
    }
    if (units.size() < 2) continue;
    const std::vector<double> own = hits ? joint_of_hits(draw.inputs[h], method, units)
                                         : joint_of_level(draw.inputs[h], draw.level[h], method, units);
    for (std::size_t a = 0; a < rows.size(); ++a)
      for (std::size_t b = 0; b < rows.size(); ++b)
        if (a != b) out.matrix[rows[a] * m + rows[b]] = own[a * rows.size() + b];
  }
  return out;
}

}  // namespace fairdraw
