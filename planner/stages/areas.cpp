#include "planner/stages/areas.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/wide.h"
#include "planner/sampling/methods.h"
#include "planner/sampling/probabilities.h"
#include "planner/sampling/replicates.h"
#include "planner/sampling/sizes.h"
#include "planner/stages/coordination.h"

#include <algorithm>
#include <string>

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
  const auto total = static_cast<double>(total_size(input.sizes));
  for (const std::uint64_t size : input.sizes)
    input.probabilities.push_back(total > 0 ? std::min(1.0, static_cast<double>(size) * n / total) : 0.0);
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

/// The probabilities of a stratum's areas at every level of its draw.
Levels levels_of(const Stratum& stratum, const StratumDesign& design, const std::vector<double>& at_random) {
  Levels out{at_random};
  for (const std::uint32_t certain : design.certainty) out[0][certain] = 1;
  for (std::size_t k = 1; k < design.levels.size(); ++k)
    out.push_back(inclusion_probabilities(stratum.sizes, design.levels[k], stratum.certain));
  return out;
}

/// What the main sample of a stratum has: the certain areas, and those that the method drew.
AreaSample main_sample(const Stratum& stratum, const StratumDesign& design, const StratumInput& input, const Draw& draw,
                       const Method& method) {
  AreaSample sample;
  for (const std::uint32_t unit : design.certainty) {
    DrawnArea area;
    area.unit = unit;
    area.certainty = area.take_by_size = true;
    area.draw_probability = area.inclusion_probability = 1;
    sample.push_back(area);
  }
  const bool as_asked = method.keeps == Keeps::exactly || method.keeps == Keeps::nearly;
  for (std::size_t k = 0; k < draw.units.size(); ++k) {
    DrawnArea area;
    area.unit = draw.units[k];
    area.draw_probability = as_asked ? input.levels.back()[area.unit] : draw.probabilities[k];
    area.inclusion_probability = as_asked ? input.levels.front()[area.unit] : draw.probabilities[k];
    sample.push_back(area);
  }
  std::sort(sample.begin(), sample.end(), [](const DrawnArea& a, const DrawnArea& b) { return a.unit < b.unit; });
  for (DrawnArea& area : sample) area.area = stratum.areas[area.unit];
  return sample;
}

/// What a stratum has drawn, level by level.
class StratumLevels {
 public:
  StratumLevels(const StratumDesign& design, const StratumInput& input, AreaSample& sample)
      : design_(&design), input_(&input), sample_(&sample), drawn_(input.sizes.size(), false) {
    for (const DrawnArea& area : sample) drawn_[area.unit] = true;
  }

  /// Before replicate k is drawn.
  ReplicateInput before(std::uint32_t k) const {
    return {input_->view(), input_->levels[k - 1], input_->levels[k], &drawn_,
            design_->levels[k] - design_->levels[k - 1]};
  }

  void add(std::uint32_t k, const std::vector<std::uint32_t>& units, const Stratum& stratum) {
    for (const std::uint32_t unit : units) {
      DrawnArea area;
      area.area = stratum.areas[unit];
      area.unit = unit;
      area.replicate = k;
      area.release.reset();
      area.draw_probability = input_->levels.back()[unit];
      area.inclusion_probability = input_->levels.front()[unit];
      drawn_[unit] = true;
      sample_->push_back(area);
    }
  }

 private:
  const StratumDesign* design_;
  const StratumInput* input_;
  AreaSample* sample_;
  std::vector<bool> drawn_;
};

/// Adds the replicates in reserve to the main samples of all strata.
void add_reserve(std::vector<AreaSample>& samples, const Strata& strata, const Design& design,
                 const std::vector<StratumInput>& inputs, const Survey& survey, const SeedKey& key) {
  const Method& method = *find_method(survey.areas.method);
  const std::string version = replicates_version(method);
  std::vector<StratumLevels> levels;
  for (std::size_t h = 0; h < strata.size(); ++h) levels.emplace_back(design.strata[h], inputs[h], samples[h]);
  for (std::uint32_t k = 1; k <= survey.areas.reserve_replicates; ++k) {
    const std::string stage = "areas, replicate " + std::to_string(k);
    std::vector<ReplicateInput> all;
    for (const StratumLevels& each : levels) all.push_back(each.before(k));
    std::vector<std::vector<std::uint32_t>> drawn;
    if (method.draw_across != nullptr) {
      Stream stream = make_stream(key, {version, stage, ""});
      drawn = draw_replicate_across(method, all, stream);
    } else {
      for (std::size_t h = 0; h < strata.size(); ++h) {
        Stream stream = make_stream(key, {version, stage, strata[h].name});
        drawn.push_back(draw_replicate(method, all[h], stream));
      }
    }
    for (std::size_t h = 0; h < strata.size(); ++h) levels[h].add(k, drawn[h], strata[h]);
  }
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
    area.take_by_size = area.certainty;
    area.draw_probability = area.inclusion_probability = draw.probabilities[k];
    sample.push_back(area);
  }
  return sample;
}

void check_two(const Strata& strata, const Design& design, const Method& method) {
  Complaints complaints;
  for (std::size_t h = 0; h < strata.size(); ++h)
    if (const std::uint32_t n = design.strata[h].at_random; method.takes_two && n > 2)
      complaints.add("stratum \"" + printable(strata[h].name) + "\" has " + std::to_string(n) +
                     " areas to draw at random, and areas.method = \"" + std::string(method.name) +
                     "\" draws two; use more strata, fewer areas or another method");
  complaints.throw_if_any(ErrorKind::usage);
}

}  // namespace

std::vector<StratumInput> area_inputs(const Strata& strata, const Design& design, const Auxiliary& auxiliary,
                                      const Survey& survey, bool independent) {
  const Method& method = *find_method(survey.areas.method);
  check_two(strata, design, method);
  std::vector<StratumInput> inputs;
  for (std::size_t h = 0; h < strata.size(); ++h) {
    std::vector<std::uint64_t> sizes = strata[h].sizes;
    for (const std::uint32_t certain : design.strata[h].certainty) sizes[certain] = 0;
    inputs.push_back(input_of(strata[h], std::move(sizes), design.strata[h].at_random, auxiliary, method));
    StratumInput& input = inputs.back();
    std::vector<double> exact;
    if (method.exactly != nullptr && independent && input.n > 0) exact = method.exactly(input.view());
    input.exact = !exact.empty();
    input.levels = levels_of(strata[h], design.strata[h], input.exact ? exact : input.probabilities);
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
  std::vector<Draw> together;
  if (method.draw_across != nullptr) {
    std::vector<DrawInput> views;
    for (const StratumInput& input : inputs) views.push_back(input.view());
    Stream stream = make_stream(key, {method.version, "areas", ""});
    together = method.draw_across(views, stream);
  }
  std::vector<AreaSample> samples;
  for (std::uint32_t h = 0; h < strata.size(); ++h) {
    if (survey.areas.certainty == CertaintyRule::hits) {
      samples.push_back(draw_hits(strata[h], design.strata[h], inputs[h], method, key));
      continue;
    }
    Draw draw;
    if (method.draw_across != nullptr) {
      draw = together[h];
    } else if (inputs[h].n > 0) {
      Stream stream = make_stream(key, {method.version, "areas", strata[h].name});
      draw = method.draw(inputs[h].view(), stream);
    }
    samples.push_back(main_sample(strata[h], design.strata[h], inputs[h], draw, method));
  }
  if (survey.areas.reserve_replicates > 0) add_reserve(samples, strata, design, inputs, survey, key);
  AreaSample all;
  for (std::uint32_t h = 0; h < strata.size(); ++h) {
    std::uint32_t order = 0;
    for (DrawnArea& area : samples[h]) {
      area.stratum = h;
      area.draw_order = ++order;
    }
    all.insert(all.end(), samples[h].begin(), samples[h].end());
  }
  return all;
}

std::vector<double> level_probabilities(const Strata& strata, const std::vector<StratumInput>& inputs,
                                        const std::vector<std::uint32_t>& level) {
  std::size_t areas = 0;
  for (const Stratum& stratum : strata) areas += stratum.areas.size();
  std::vector<double> out(areas, 0.0);
  for (std::size_t h = 0; h < strata.size(); ++h)
    for (std::size_t k = 0; k < strata[h].areas.size(); ++k) out[strata[h].areas[k]] = inputs[h].levels[level[h]][k];
  return out;
}

std::vector<double> main_probabilities(const Strata& strata, const std::vector<StratumInput>& inputs) {
  return level_probabilities(strata, inputs, std::vector<std::uint32_t>(strata.size(), 0));
}

AreaDraw draw_areas(const DrawBasis& basis, const Auxiliary& auxiliary, const Coordination* coordination) {
  AreaDraw all;
  all.inputs = area_inputs(basis.strata, basis.design, auxiliary, basis.survey, coordination == nullptr);
  give_permanent_numbers(all.inputs, basis, coordination);
  all.sample = draw_areas(basis.strata, basis.design, all.inputs, basis.survey, basis.key);
  all.level.assign(basis.strata.size(), 0);
  return all;
}

}  // namespace fairdraw
