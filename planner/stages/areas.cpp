#include "planner/stages/areas.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/wide.h"
#include "planner/sampling/methods.h"
#include "planner/sampling/parts.h"
#include "planner/stages/coordination.h"

#include <algorithm>
#include <numeric>

namespace fairdraw {
namespace {

Positions positions_of(const Positions& all, const std::vector<std::uint32_t>& areas) {
  Positions out{all.dimensions, {}};
  if (all.coordinates.empty()) return out;
  for (const std::uint32_t area : areas)
    out.coordinates.insert(out.coordinates.end(), all.of(area), all.of(area) + all.dimensions);
  return out;
}

StratumInput input_of(const Stratum& stratum, std::vector<std::uint64_t> sizes, std::uint32_t n,
                      const Auxiliary& auxiliary, const Method& method) {
  StratumInput input;
  input.sizes = std::move(sizes);
  input.n = n;
  input.total = std::accumulate(input.sizes.begin(), input.sizes.end(), std::uint64_t{0});
  for (const std::uint64_t size : input.sizes)
    input.probabilities.push_back(
        input.total > 0 ? std::min(1.0, static_cast<double>(size) * n / static_cast<double>(input.total)) : 0.0);
  if (method.needs_positions) {
    input.positions = positions_of(auxiliary.positions, stratum.areas);
    input.plane = positions_of(auxiliary.plane, stratum.areas);
  }
  if (method.needs_balance) {
    input.balance.variables = auxiliary.balance.variables;
    for (const std::uint32_t area : stratum.areas)
      input.balance.values.insert(input.balance.values.end(), auxiliary.balance.of(area),
                                  auxiliary.balance.of(area) + auxiliary.balance.variables);
  }
  return input;
}

/// The random part of a stratum's draw, parted into replicates, and its certainty units.
AreaSample assemble(const Stratum& stratum, const StratumDesign& design, const StratumInput& input, const Draw& draw,
                    const Method& method, const SeedKey& key) {
  const std::uint32_t asked = design.drawn_at_random();
  Stream parting = make_stream(key, {kRandomParts, "replicates", stratum.name});
  std::vector<std::uint32_t> replicate;
  if (method.fixed_size) {
    replicate = random_parts(design.parts, parting);
  } else {  // however many there are, each is in a replicate with the chance that it has of the places
    std::vector<double> reached(design.parts.size());
    std::partial_sum(design.parts.begin(), design.parts.end(), reached.begin());
    for (std::size_t k = 0; k < draw.units.size(); ++k)
      replicate.push_back(static_cast<std::uint32_t>(parting.choose(reached)));
  }
  AreaSample sample;
  std::size_t certain = 0;
  std::size_t random = 0;
  while (certain < design.certainty.size() || random < draw.units.size()) {
    DrawnArea area;
    if (random == draw.units.size() ||
        (certain < design.certainty.size() && design.certainty[certain] < draw.units[random])) {
      area.unit = design.certainty[certain++];
      area.area = stratum.areas[area.unit];
      area.certainty = true;
      area.draw_probability = area.inclusion_probability = 1;
    } else {
      const std::uint32_t unit = draw.units[random];
      const auto size = static_cast<double>(input.sizes[unit]);
      area.unit = unit;
      area.area = stratum.areas[unit];
      area.replicate = replicate[random];
      if (area.replicate != 0) area.release.reset();
      area.draw_probability = draw.probabilities[random];
      const bool proportional = method.keeps == Keeps::exactly || method.keeps == Keeps::nearly;
      area.inclusion_probability = proportional ? size * design.parts[0] / static_cast<double>(input.total)
                                                : area.draw_probability * design.parts[0] / asked;
      ++random;
    }
    sample.push_back(area);
  }
  return sample;
}

/// One stratum where a large area may be hit several times.
AreaSample draw_hits(const Stratum& stratum, const StratumDesign& design, const StratumInput& input,
                     const Method& method, const SeedKey& key) {
  AreaSample sample;
  Stream stream = make_stream(key, {method.version, "areas", stratum.name});
  const Draw draw = method.draw(input.view(), stream);
  for (std::size_t k = 0; k < draw.units.size(); ++k) {
    const std::uint32_t picked = draw.units[k];
    if (!sample.empty() && sample.back().area == stratum.areas[picked]) {
      ++sample.back().hits;
      continue;
    }
    DrawnArea area;
    area.unit = picked;
    area.area = stratum.areas[picked];
    area.certainty = method.keeps == Keeps::exactly &&
                     static_cast<Wide>(stratum.sizes[picked]) * design.allocated >= stratum.whole_size;
    area.draw_probability = area.inclusion_probability = draw.probabilities[k];
    sample.push_back(area);
  }
  return sample;
}

void check_two(const Strata& strata, const Design& design, const Method& method) {
  Complaints complaints;
  for (std::size_t h = 0; h < strata.size(); ++h)
    if (const std::uint32_t n = design.strata[h].drawn_at_random(); method.takes_two && n > 2)
      complaints.add("stratum \"" + printable(strata[h].name) + "\" has " + std::to_string(n) +
                     " areas to draw at random, and areas.method = \"" + std::string(method.name) +
                     "\" draws two; use more strata, fewer areas or another method");
  complaints.throw_if_any(ErrorKind::usage);
}

}  // namespace

std::vector<StratumInput> area_inputs(const Strata& strata, const Design& design, const Auxiliary& auxiliary,
                                      const Survey& survey) {
  const Method& method = *find_method(survey.areas.method);
  check_two(strata, design, method);
  std::vector<StratumInput> inputs;
  for (std::size_t h = 0; h < strata.size(); ++h) {
    std::vector<std::uint64_t> sizes = strata[h].sizes;
    for (const std::uint32_t certain : design.strata[h].certainty) sizes[certain] = 0;
    const bool hits = survey.areas.certainty == CertaintyRule::hits;
    const std::uint32_t n = hits ? design.strata[h].allocated : design.strata[h].drawn_at_random();
    inputs.push_back(input_of(strata[h], std::move(sizes), n, auxiliary, method));
  }
  return inputs;
}

void give_permanent_numbers(std::vector<StratumInput>& inputs, const DrawBasis& basis,
                            const Coordination* coordination) {
  if (!find_method(basis.survey.areas.method)->needs_permanent) return;
  for (std::size_t h = 0; h < basis.strata.size(); ++h) {
    inputs[h].uniforms.clear();
    for (const std::uint32_t area : basis.strata[h].areas) {
      const std::string_view id = basis.frame.id[area];
      inputs[h].uniforms.push_back(
          coordination != nullptr ? coordination->uniform(id)
                                  : permanent_uniform(permanent_number(basis.key, {kPermanentNumber, "areas", ""}, id),
                                                      basis.survey.areas.coordinate));
    }
  }
}

AreaSample draw_areas(const Strata& strata, const Design& design, const std::vector<StratumInput>& inputs,
                      const Survey& survey, const SeedKey& key) {
  const Method& method = *find_method(survey.areas.method);
  AreaSample all;
  std::vector<Draw> together;
  if (method.draw_across != nullptr) {
    std::vector<DrawInput> views;
    for (const StratumInput& input : inputs) views.push_back(input.view());
    Stream stream = make_stream(key, {method.version, "areas", ""});
    together = method.draw_across(views, stream);
  }
  for (std::uint32_t h = 0; h < strata.size(); ++h) {
    AreaSample sample;
    if (survey.areas.certainty == CertaintyRule::hits) {
      sample = draw_hits(strata[h], design.strata[h], inputs[h], method, key);
    } else {
      Draw draw;
      if (method.draw_across != nullptr) {
        draw = together[h];
      } else if (inputs[h].n > 0) {
        Stream stream = make_stream(key, {method.version, "areas", strata[h].name});
        draw = method.draw(inputs[h].view(), stream);
      }
      sample = assemble(strata[h], design.strata[h], inputs[h], draw, method, key);
    }
    std::uint32_t order = 0;
    for (DrawnArea& area : sample) {
      area.stratum = h;
      area.draw_order = ++order;
    }
    all.insert(all.end(), sample.begin(), sample.end());
  }
  return all;
}

std::vector<double> draw_probabilities(const StratumInput& input, const StratumDesign& design) {
  std::vector<double> out = input.probabilities;
  for (const std::uint32_t certain : design.certainty) out[certain] = 1;
  return out;
}

std::vector<double> main_probabilities(const Strata& strata, const Design& design,
                                       const std::vector<StratumInput>& inputs, const Survey& survey) {
  std::size_t areas = 0;
  for (const Stratum& stratum : strata) areas += stratum.areas.size();
  std::vector<double> out(areas, 0.0);
  for (std::size_t h = 0; h < strata.size(); ++h) {
    const StratumInput& input = inputs[h];
    const double part = survey.areas.certainty == CertaintyRule::hits ? 1
                        : input.n > 0 ? design.strata[h].parts[0] / static_cast<double>(input.n)
                                      : 0;
    for (std::size_t k = 0; k < strata[h].areas.size(); ++k) out[strata[h].areas[k]] = input.probabilities[k] * part;
    for (const std::uint32_t certain : design.strata[h].certainty) out[strata[h].areas[certain]] = 1;
  }
  return out;
}

AreaDraw draw_areas(const DrawBasis& basis, const Auxiliary& auxiliary, const Coordination* coordination) {
  AreaDraw all;
  all.inputs = area_inputs(basis.strata, basis.design, auxiliary, basis.survey);
  give_permanent_numbers(all.inputs, basis, coordination);
  all.sample = draw_areas(basis.strata, basis.design, all.inputs, basis.survey, basis.key);
  for (const StratumDesign& each : basis.design.strata) all.released.push_back(each.parts[0]);
  return all;
}

}  // namespace fairdraw
