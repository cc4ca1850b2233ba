#include "planner/stages/plan_builder.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/design/field_yield.h"
#include "planner/design/segment_count.h"
#include "planner/design/takes.h"
#include "planner/sampling/methods.h"
#include "planner/sampling/replicate_size.h"
#include "planner/stages/footprints.h"
#include "planner/stages/listing.h"
#include "planner/stages/respondents.h"
#include "planner/stages/segments.h"
#include "planner/stages/walk.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace fairdraw {
namespace {

/// How many households the areas of a frame are to have drawn, or contacts listed.
class HouseholdNumbers {
 public:
  HouseholdNumbers(const Frame& frame, const Survey& survey)
      : frame_(frame),
        survey_(survey),
        yields_(frame, survey),
        takes_(yields_.kinds(), yields_.sizes_by_kind(frame), survey.households, survey.households.take) {}

  const Yields& yields(std::uint32_t row) const { return yields_.of(row); }

  bool self_weighting() const { return takes_.self_weighting(); }

  std::uint32_t take(std::uint32_t row) const { return yields(row).take_or(survey_.households.take); }

  double in_area(std::uint32_t row) const { return survey_.frame.households(frame_.count(row)); }

  /// In the area, or in the one segment of it that is worked.
  double worked(std::uint32_t row) const { return households_worked(in_area(row), survey_.areas); }

  AreaTake listed(std::uint32_t row, double households, double hits) const {
    return takes_.of(yields_.kind(row), households, hits);
  }

  /// Fills in what a PSU's listing or walk asks for.
  /// @param households  in the PSU, or the segment of it that is worked
  void tell(Psu& psu, std::uint32_t row, double households, double hits) const {
    if (by_contacts(survey_.households.mode)) psu.households = contacts_for(psu.take, yields(row));
    if (survey_.households.mode != HouseholdMode::listing) return;
    const AreaTake take = listed(row, households, hits);
    psu.households = take.most;
    if (take.rate == 0) return;
    psu.sampling_rate = take.rate;
    psu.households_least = take.least;
    psu.households_most = take.most;
    const double wanted = take.wanted(households * yields(row).eligible.mean);
    psu.households = static_cast<std::uint32_t>(wanted + 0.5);
    psu.take = static_cast<std::uint32_t>(wanted * yields(row).household.mean * yields(row).child.mean + 0.5);
  }

  /// Child interviews expected of one area that is hit once.
  /// @param share  which end of the yields
  double expected(std::uint32_t row, double hits, double Yield::*share) const {
    const Yields& here = yields(row);
    if (by_contacts(survey_.households.mode))
      return expected_of_walk(take(row), contacts_for(take(row), here), worked(row), here, share);
    if (survey_.households.mode != HouseholdMode::listing) return 0;
    return listed(row, worked(row), hits).wanted(worked(row) * here.eligible.*share) * (here.household.*share) *
           (here.child.*share);
  }

  /// More households in an area of these yields make no difference; infinity where they always do.
  double enough(std::uint32_t row) const {
    const Yields& here = yields(row);
    if (by_contacts(survey_.households.mode)) return contacts_for(take(row), here);
    if (survey_.households.mode != HouseholdMode::listing) return 0;
    return takes_.self_weighting() ? HUGE_VAL : listed(row, 1, 1).most / here.eligible.low;
  }

 private:
  const Frame& frame_;
  const Survey& survey_;
  AreaYields yields_;
  Takes takes_;
};

Psu make_psu(const Frame& frame, const Stratum& stratum, const DrawnArea& drawn, const Shape& shape,
             std::uint32_t take) {
  Psu psu;
  psu.stratum = stratum.name;
  psu.id = frame.id[drawn.area];
  if (!frame.name.empty()) psu.name = frame.name[drawn.area];
  psu.replicate = drawn.replicate;
  psu.release = drawn.release;
  psu.draw_order = drawn.draw_order;
  psu.hits = drawn.hits;
  if (!frame.counted.empty()) psu.size = frame.counted[drawn.area];
  psu.measure_of_size = frame.size[drawn.area];
  psu.stratum_size = stratum.size;
  psu.draw_probability = drawn.draw_probability;
  psu.inclusion_probability = drawn.inclusion_probability;
  psu.design_weight = 1 / drawn.inclusion_probability;
  psu.certainty = drawn.certainty;
  psu.take = take * drawn.hits;
  psu.position = inner_place(shape);
  if (const auto several = frame.members.find(drawn.area); several != frame.members.end())
    psu.members = several->second;
  for (const std::size_t column : frame.carry) psu.carried.emplace_back(frame.columns[column][drawn.area]);
  return psu;
}

/// How often each area of a stratum is expected in what is released.
std::vector<double> expected_hits(const Stratum& stratum, const StratumDesign& design, const std::vector<double>& level,
                                  CertaintyRule rule) {
  if (rule == CertaintyRule::once) return level;
  std::vector<double> out;
  for (const std::uint64_t size : stratum.sizes)
    out.push_back(static_cast<double>(size) * design.allocated / static_cast<double>(stratum.whole_size));
  return out;
}

/// Expected over the draw, not of this draw: each area counts with its chance to be in what is released.
/// @param hits  how often each area is expected there
void add_expectations(StratumResult& result, const Stratum& stratum, const StratumDesign& design,
                      const std::vector<double>& hits, const HouseholdNumbers& numbers) {
  std::vector<bool> certain(stratum.areas.size(), false);
  for (const std::uint32_t i : design.certainty) certain[i] = true;

  // Areas of one kind (the same yields, enough households) share their answer, and there are few kinds.
  struct Expected {
    double mean, low, high;
  };
  const auto expect = [&](std::uint32_t row, double of_take) {
    return Expected{numbers.expected(row, of_take, &Yield::mean), numbers.expected(row, of_take, &Yield::low),
                    numbers.expected(row, of_take, &Yield::high)};
  };
  struct Kind {
    double enough;
    std::optional<Expected> plenty;
  };
  std::map<const Yields*, Kind> kinds;
  for (std::uint32_t i = 0; i < stratum.areas.size(); ++i) {
    const std::uint32_t row = stratum.areas[i];
    const Yields& here = numbers.yields(row);
    const auto [kind, added] = kinds.try_emplace(&here);
    if (added) kind->second.enough = numbers.enough(row);
    Expected one{};
    if (numbers.worked(row) > kind->second.enough) {
      if (!kind->second.plenty) kind->second.plenty = expect(row, 1);
      one = *kind->second.plenty;
    } else {
      one = expect(row, certain[i] && numbers.self_weighting() ? hits_by_size(stratum, design, i) : 1);
    }
    result.expected_interviews += hits[i] * one.mean;
    result.expected_low += hits[i] * one.low;
    result.expected_high += hits[i] * one.high;
    result.expected_caregivers += hits[i] * one.mean * here.caregiver.mean;
  }
}

/// A level of a stratum's draw in figures: how many are certain, and what the others share.
ReplicateResult level_result(const DrawBasis& basis, std::size_t h, const StratumInput& input, std::uint32_t level) {
  const Stratum& stratum = basis.strata[h];
  const bool equal = find_method(basis.survey.areas.method)->equal;
  const bool hits = basis.survey.areas.certainty == CertaintyRule::hits;
  const std::vector<double>& p = input.levels[level];
  ReplicateResult out;
  out.stratum = stratum.name;
  out.replicate = level;
  out.psus = basis.design.strata[h].levels[level];
  out.size_at_random = equal ? static_cast<double>(stratum.areas.size()) : stratum.size;
  for (std::size_t i = 0; i < p.size() && !hits; ++i) {
    if (p[i] != 1) continue;
    ++out.certainty;
    out.size_at_random -= equal ? 1 : basis.frame.size[stratum.areas[i]];
  }
  out.drawn_at_random = out.psus - out.certainty;
  if (out.certainty == p.size()) out.size_at_random = 0;  // but for rounding
  return out;
}

/// What a stratum is, and what is expected of it; nothing is drawn yet.
StratumResult expected_result(const Stratum& stratum, const StratumDesign& design, const ReplicateResult& level,
                              std::uint32_t take) {
  StratumResult result;
  result.stratum = stratum.name;
  result.areas = stratum.areas.size();
  result.size = stratum.size;
  result.release_level = level.replicate;
  result.size_at_random = level.size_at_random;
  result.drawn_at_random = level.drawn_at_random;
  result.allocated = design.allocated;
  result.take = take;
  return result;
}

/// To the millionth: what is worked out with exponentials may differ between machines in its last digits, and tables
/// may not.
double to_millionth(double value) {
  return std::round(value * 1e6) / 1e6;
}

/// The replicates of a stratum, and its reserve in sum.
void add_replicates(Plan& plan, std::vector<ReplicateResult> levels, const StratumInput& input, const Method& method) {
  StratumResult& stratum = plan.strata.back();
  levels.front().expected = levels.front().psus;
  for (std::size_t k = 1; k < levels.size(); ++k) {
    levels[k].expected = levels[k].psus - levels[k - 1].psus;
    levels[k].deviation = to_millionth(replicate_deviation(method, input.levels, k));
  }
  stratum.reserve_expected = levels.back().psus - levels.front().psus;
  stratum.reserve_deviation = to_millionth(reserve_deviation(method, input.levels));
  if (levels.size() > 1) plan.replicates.insert(plan.replicates.end(), levels.begin(), levels.end());
}

void count_in(StratumResult& result, const Psu& psu) {
  if (psu.replicate > 0) ++result.reserve_drawn;
  if (!psu.release) {
    ++result.reserve;
    return;
  }
  ++result.drawn;
  result.certainty += psu.certainty ? 1 : 0;
  result.households += psu.households;
}

}  // namespace

Plan start_plan(const Survey& survey) {
  Plan plan;
  plan.title = survey.title;
  plan.country = survey.country;
  plan.date = survey.date;
  plan.mode = survey.households.mode;
  plan.self_weighting = survey.households.take_rule == TakeRule::self_weighting;
  plan.run = survey.households.run;
  plan.segmented = survey.areas.segment_above > 0;
  plan.sizes_bounded = survey.frame.size_min > 0 || survey.frame.size_max > 0;
  plan.one_trip = survey.households.mode == HouseholdMode::listing && survey.households.trips == 1;
  plan.respondent_method = survey.respondents.method;
  plan.child_order = survey.respondents.order;
  plan.carried = survey.frame.carry;
  plan.reserve_replicates = survey.areas.reserve_replicates;
  return plan;
}

namespace {

/// Makes the plan PSU by PSU.
class PlanBuilder {
 public:
  PlanBuilder(Plan& plan, const HouseholdNumbers& numbers, const Survey& survey, const SeedKey& key)
      : plan_(plan), numbers_(numbers), survey_(survey), key_(key) {}

  /// @param hits  by which the take goes; see Takes::of()
  void add(Psu psu, std::uint32_t row, double hits, const DrawnGround& ground) {
    const GroundPoints people = segment(psu, row, ground);
    const double households = numbers_.in_area(row) * psu.segment_probability;
    numbers_.tell(psu, row, households, hits);
    if (psu.release) {
      try {
        if (survey_.households.mode == HouseholdMode::random_walk) walk(psu, ground.shape, people, households);
        if (survey_.households.mode == HouseholdMode::footprints)
          visit(psu, row, ground.buildings.empty() ? GroundPoints() : people, households);
      } catch (const Error& error) {
        complaints_.add(error.what());
      }
    }
    plan_.psus.push_back(std::move(psu));
  }

  void finish() const { complaints_.throw_if_any(ErrorKind::usage); }

 private:
  /// Splits a large PSU and draws its segment.
  /// @return where people live in what of it is worked
  GroundPoints segment(Psu& psu, std::uint32_t row, const DrawnGround& ground) {
    const GroundPoints& people = ground.buildings.empty() ? ground.population : ground.buildings;
    const std::uint32_t wanted = segments_wanted(numbers_.in_area(row), survey_.areas);
    if (wanted == 1) return people;
    std::vector<GroundPart> parts;
    if (!people.empty()) parts = part_ground(ground.shape, people, ground.lines, wanted);
    const bool sketched = parts.size() < 2;
    psu.segments_by = sketched                   ? SegmentsBy::sketch
                      : ground.buildings.empty() ? SegmentsBy::population
                                                 : SegmentsBy::buildings;
    const double households = numbers_.in_area(row);
    const std::vector<Segment> segments = sketched ? sketch_segments(plan_.psus.size(), psu, wanted, households, key_)
                                                   : draw_segment(plan_.psus.size(), psu, parts, households, key_);
    const auto worked = std::find_if(segments.begin(), segments.end(), [](const Segment& each) { return each.worked; });
    psu.segments = worked->segments;
    psu.segment = worked->number;
    psu.segment_probability = worked->probability;
    plan_.segments.insert(plan_.segments.end(), segments.begin(), segments.end());
    return sketched ? people : std::move(parts[psu.segment - 1].points);
  }

  void walk(const Psu& psu, const Shape& shape, const GroundPoints& people, double households) {
    const WalkRules rules{survey_.field.interviewers, survey_.households.walk_interval};
    for (Household& contact : lay_out_walk(plan_.psus.size(), psu, {shape, people, households}, rules, key_))
      plan_.households.push_back(std::move(contact));
  }

  void visit(Psu& psu, std::uint32_t row, const GroundPoints& buildings, double households) {
    if (buildings.empty())
      throw Error(ErrorKind::usage, "PSU " + printable(psu.id) +
                                        ": not one building of households.footprints stands there; mend the file, "
                                        "leave the area out with frame.exclude, or list it");
    const Yields& yields = numbers_.yields(row);
    const FootprintBatches batches = plan_batches(
        contacts_for(psu.take, yields), psu.take / (yields.eligible.mean * yields.household.mean * yields.child.mean),
        households, static_cast<std::uint32_t>(buildings.size()));
    psu.households = batches.all;
    for (Household& building : draw_footprints(plan_.psus.size(), psu, buildings, batches, key_))
      plan_.households.push_back(std::move(building));
  }

  Plan& plan_;
  const HouseholdNumbers& numbers_;
  const Survey& survey_;
  const SeedKey& key_;
  Complaints complaints_;
};

}  // namespace

bool is_split(const Frame& frame, const DrawnArea& area, const Survey& survey) {
  return segments_wanted(survey.frame.households(frame.count(area.area)), survey.areas) > 1;
}

bool needs_people(const Frame& frame, const DrawnArea& area, const Survey& survey) {
  return by_contacts(survey.households.mode) || is_split(frame, area, survey);
}

namespace {

/// Fills in every stratum before anything of it is counted.
void add_strata(Plan& plan, const DrawBasis& basis, const AreaDraw& draw, const HouseholdNumbers& numbers) {
  const Method& method = *find_method(basis.survey.areas.method);
  for (std::size_t h = 0; h < basis.strata.size(); ++h) {
    const Stratum& stratum = basis.strata[h];
    const StratumDesign& design = basis.design.strata[h];
    std::vector<ReplicateResult> levels;
    for (std::uint32_t k = 0; k < draw.inputs[h].levels.size(); ++k)
      levels.push_back(level_result(basis, h, draw.inputs[h], k));
    plan.strata.push_back(expected_result(stratum, design, levels[draw.level[h]], numbers.take(stratum.areas.front())));
    add_expectations(plan.strata.back(), stratum, design,
                     expected_hits(stratum, design, draw.released(h), basis.survey.areas.certainty), numbers);
    add_replicates(plan, std::move(levels), draw.inputs[h], method);
  }
}

void count_replicates(Plan& plan) {
  std::map<std::pair<std::string_view, std::uint32_t>, std::uint32_t> drawn;
  for (const Psu& psu : plan.psus) ++drawn[{psu.stratum, psu.replicate}];
  for (ReplicateResult& each : plan.replicates) each.drawn = drawn[{each.stratum, each.replicate}];
}

}  // namespace

Plan build_plan(const DrawBasis& basis, const AreaDraw& draw, const std::vector<DrawnGround>& ground) {
  const Strata& strata = basis.strata;
  const Design& design = basis.design;
  const HouseholdNumbers numbers(basis.frame, basis.survey);
  Plan plan = start_plan(basis.survey);
  add_strata(plan, basis, draw, numbers);

  PlanBuilder builder(plan, numbers, basis.survey, basis.key);
  for (std::size_t i = 0; i < draw.sample.size(); ++i) {
    const DrawnArea& drawn = draw.sample[i];
    const Stratum& stratum = strata[drawn.stratum];
    builder.add(make_psu(basis.frame, stratum, drawn, ground[i].shape, numbers.take(drawn.area)), drawn.area,
                drawn.take_by_size && numbers.self_weighting()
                    ? hits_by_size(stratum, design.strata[drawn.stratum], drawn.unit)
                    : drawn.hits,
                ground[i]);
    count_in(plan.strata[drawn.stratum], plan.psus.back());
  }
  builder.finish();
  count_replicates(plan);
  draw_respondents(plan, basis.key, basis.survey.respondents.caregiver);
  draw_one_trip_rows(plan, basis.survey.frame, basis.key);
  return plan;
}

}  // namespace fairdraw
