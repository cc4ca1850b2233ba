#include "planner/audit/draw_run.h"

#include "geo/footprints.h"
#include "geo/shapes.h"
#include "planner/audit/prepared_draw.h"
#include "planner/base/error.h"
#include "planner/design/solver.h"
#include "planner/sampling/methods.h"
#include "planner/stages/area_joint.h"
#include "planner/stages/area_measures.h"
#include "planner/stages/areas.h"
#include "planner/stages/plan_builder.h"
#include "planner/stages/releases.h"

#include <utility>

namespace fairdraw {

std::string seed_for(const Survey& survey, const std::string& given) {
  if (!given.empty()) return given;
  if (!survey.seed.empty()) return survey.seed;
  throw Error(ErrorKind::usage, survey.file.string() +
                                    ": no seed: a draw needs one that nobody could choose to please himself, such as "
                                    "numbers from a public lottery; give survey.seed or --seed TEXT");
}

namespace {

/// What the design is expected to bring; nothing where the survey file's beliefs do not let it be worked out, which
/// keeps nobody from drawing.
std::optional<Proposal> expected_of(DrawRun& run, const Strata& strata) {
  try {
    return given(DesignProblem(run.frame, strata, run.survey, read_earlier_survey(run.survey)), kFinalPoints);
  } catch (const Error& error) {
    run.remarks.push_back(std::string("the chance to reach the target is not known: ") + error.what());
    return std::nullopt;
  }
}

/// The buildings of those drawn areas whose plan depends on them; empty where none does.
std::vector<std::vector<Place>> read_buildings(DrawRun& run, const AreaDraw& draw, const Survey& survey) {
  std::vector<Shape> wanted(run.shapes.size());
  bool any = false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!needs_buildings(run.frame, draw.sample[i], survey)) continue;
    wanted[i] = run.shapes[i];
    any = any || !wanted[i].empty();
  }
  if (!any) return {};
  Footprints found = read_footprints(survey, wanted);
  std::size_t without = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) without += !wanted[i].empty() && found.in_area[i].empty() ? 1 : 0;
  if (without > 0 && survey.households.mode != HouseholdMode::footprints)
    run.remarks.push_back(found.label + ": not one building in " + std::to_string(without) +
                          " of the PSUs that would use them: walks start anywhere there, and segments are sketched");
  return std::move(found.in_area);
}

}  // namespace

DrawRun run_draw(const Survey& asked, const std::string& seed, DrawExtras extras) {
  PreparedDraw prepared = prepare_draw(asked, extras.settled);
  DrawRun run;
  run.frame = std::move(prepared.read.frame);
  run.frame_content = std::move(prepared.read.content);
  run.frame_areas = prepared.read.areas_in_file;
  run.findings = std::move(prepared.read.findings);
  run.settled = std::move(prepared.settled);
  run.survey = std::move(prepared.survey);
  run.remarks = prepared.design.remarks;
  if (extras.coordination != nullptr && !find_method(asked.areas.method)->needs_permanent)
    throw Error(ErrorKind::usage, asked.file.string() + ": areas.method = \"" + asked.areas.method +
                                      "\" does not draw by permanent random numbers, through which draws are "
                                      "coordinated; use pareto, sequential-poisson, poisson or bernoulli");
  if (asked.respondents.method == RespondentMethod::all)
    run.remarks.emplace_back(
        "respondents.method = \"all\": what is expected counts one child interview a household, and is a lower bound");

  const SeedKey key{seed, asked.country};
  const Survey& survey = run.survey;
  const Strata& strata = prepared.strata;
  const Design& design = prepared.design;
  AreaDraw draw = draw_areas(run.frame, strata, design, prepared.auxiliary, survey, key, extras.coordination);
  if (extras.releases != nullptr) apply_releases(draw, strata, design, *extras.releases);
  std::vector<std::uint32_t> areas;
  for (const DrawnArea& drawn : draw.sample) areas.push_back(drawn.area);
  run.shapes = read_shapes(survey, run.frame, areas);
  const DrawnGround ground{run.shapes, read_buildings(run, draw, survey)};
  run.plan = build_plan(run.frame, strata, design, draw, ground, survey, key);
  if (extras.releases != nullptr) run.plan.releases = *extras.releases;
  if (extras.coordination != nullptr) run.overlap = overlap_of(*extras.coordination, run.frame, strata, draw, design);
  if (extras.measures) run.measures = area_measures(run.frame, strata, design, draw, prepared.auxiliary, survey);
  if (extras.expected && survey.households.mode != HouseholdMode::none) run.expected = expected_of(run, strata);
  if (extras.joint) run.joint = joint_table(run.frame, design, draw, survey);
  run.strata = std::move(prepared.strata);
  run.design = std::move(prepared.design);
  return run;
}

}  // namespace fairdraw
