#include "planner/draw/draw.h"

#include "planner/base/error.h"
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

/// Some of the drawn areas' shapes, and whether there are any.
struct WantedShapes {
  std::vector<Shape> shapes;  ///< per drawn area; empty where it is not wanted
  bool any = false;

  template <class Wanted>
  WantedShapes(const std::vector<DrawnGround>& ground, Wanted wanted) : shapes(ground.size()) {
    for (std::size_t i = 0; i < ground.size(); ++i) {
      if (!wanted(i)) continue;
      shapes[i] = ground[i].shape;
      any = any || !shapes[i].empty();
    }
  }
};

/// Buildings where a plan depends on where people live, cells of people where there are no buildings, and the roads and
/// banks of areas that are split.
/// @param remarks  gets in how many areas nobody is known to live
void add_people(std::vector<DrawnGround>& ground, const AreaDraw& draw, const Prepared& prepared, const Ground& read,
                std::vector<std::string>& remarks) {
  const Survey& survey = prepared.survey;
  const auto needed = [&](std::size_t i) { return needs_people(prepared.frame, draw.sample[i], survey); };
  if (const WantedShapes wanted(ground, needed); wanted.any && !survey.households.footprints.empty()) {
    std::vector<GroundPoints> found = read.buildings(wanted.shapes);
    for (std::size_t i = 0; i < ground.size(); ++i) ground[i].buildings = std::move(found[i]);
  }
  const bool by_population =
      !survey.households.population.empty() && survey.households.mode != HouseholdMode::footprints;
  const auto without = [&](std::size_t i) { return needed(i) && ground[i].buildings.empty(); };
  if (const WantedShapes wanted(ground, without); wanted.any && by_population) {
    std::vector<GroundPoints> found = read.population(wanted.shapes);
    for (std::size_t i = 0; i < ground.size(); ++i) ground[i].population = std::move(found[i]);
  }
  const auto cut = [&](std::size_t i) {
    return is_split(prepared.frame, draw.sample[i], survey) &&
           !(ground[i].buildings.empty() && ground[i].population.empty());
  };
  if (const WantedShapes wanted(ground, cut); wanted.any) {
    std::vector<std::vector<GroundLine>> found = read.lines(wanted.shapes);
    for (std::size_t i = 0; i < ground.size(); ++i) ground[i].lines = std::move(found[i]);
  }

  if (survey.households.mode == HouseholdMode::footprints) return;
  if (survey.households.footprints.empty() && survey.households.population.empty()) return;
  std::size_t nobody = 0;
  for (std::size_t i = 0; i < ground.size(); ++i)
    nobody += without(i) && !ground[i].shape.empty() && ground[i].population.empty() ? 1 : 0;
  if (nobody > 0)
    remarks.push_back("neither buildings nor people of a raster are known in " + std::to_string(nobody) +
                      " of the PSUs that would use them: walks start anywhere there, and segments are sketched");
}

/// Says how many of the other plan's areas come again, and what of them can't be found.
void tell_overlap(const Coordination& coordination, const AreaDraw& draw, DrawRun& run) {
  require_renamed(coordination, run.prepared.frame);
  run.plan.renamed = coordination.renamed();
  run.overlap = overlap_of(coordination, run.prepared.frame, run.prepared.strata, draw);
  if (run.overlap->gone > 0)
    run.remarks.push_back(std::to_string(run.overlap->gone) + " of the other plan's " +
                          std::to_string(run.overlap->other) +
                          " areas are not in the frame under their ids; say with --renamed what they became");
}

}  // namespace

DrawRun draw_plan(Preparation preparation, const Inputs& inputs, const std::string& seed, const DrawExtras& extras) {
  require_fit(preparation);
  DrawRun run;
  run.prepared = std::move(*preparation.prepared);
  run.findings = std::move(preparation.findings);
  const Prepared& prepared = run.prepared;
  const Survey& survey = prepared.survey;
  run.remarks = prepared.design.remarks;
  if (extras.coordination != nullptr && !find_method(survey.areas.method)->needs_permanent)
    throw Error(ErrorKind::usage,
                survey.file.string() + ": areas.method = \"" + survey.areas.method +
                    "\" does not draw by permanent random numbers, through which draws are coordinated; use one of " +
                    methods_that([](const Method& each) { return each.needs_permanent; }));
  if (survey.respondents.method == RespondentMethod::all)
    run.remarks.emplace_back(
        "respondents.method = \"all\": what is expected counts one child interview a household, and is a lower bound");

  const DrawBasis basis{prepared.frame, prepared.strata, prepared.design, survey, {seed, survey.country}};
  AreaDraw draw = draw_areas(basis, prepared.auxiliary, extras.coordination);
  if (extras.releases != nullptr) apply_releases(draw, prepared.strata, *extras.releases);
  std::vector<std::uint32_t> areas;
  for (const DrawnArea& drawn : draw.sample) areas.push_back(drawn.area);
  run.shapes = inputs.ground->shapes(prepared.frame, areas);
  std::vector<DrawnGround> ground(run.shapes.size());
  for (std::size_t i = 0; i < ground.size(); ++i) ground[i].shape = run.shapes[i];
  add_people(ground, draw, prepared, *inputs.ground, run.remarks);
  run.plan = build_plan(basis, draw, ground);
  if (extras.releases != nullptr) run.plan.releases = *extras.releases;
  if (extras.coordination != nullptr) tell_overlap(*extras.coordination, draw, run);
  if (extras.measures) run.measures = area_measures(prepared.frame, prepared.strata, draw, prepared.auxiliary);
  if (extras.expected) run.expected = expected_of(prepared, run.remarks);
  if (extras.joint) run.joint = joint_of_released(prepared.frame, draw, survey);
  return run;
}

}  // namespace fairdraw
