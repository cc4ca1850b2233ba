#include "planner/audit/draw_run.h"

#include "geo/read/footprints.h"
#include "geo/read/ground_lines.h"
#include "geo/read/population.h"
#include "geo/read/shapes.h"
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
void read_people(std::vector<DrawnGround>& ground, const AreaDraw& draw, DrawRun& run) {
  const Survey& survey = run.survey;
  const auto needed = [&](std::size_t i) { return needs_people(run.frame, draw.sample[i], survey); };
  if (const WantedShapes wanted(ground, needed); wanted.any && !survey.households.footprints.empty()) {
    Footprints found = read_footprints(survey, wanted.shapes);
    for (std::size_t i = 0; i < ground.size(); ++i)
      for (const Place& place : found.in_area[i]) ground[i].buildings.push_back({place, 1, {}});
  }
  const bool by_population =
      !survey.households.population.empty() && survey.households.mode != HouseholdMode::footprints;
  const auto without = [&](std::size_t i) { return needed(i) && ground[i].buildings.empty(); };
  if (const WantedShapes wanted(ground, without); wanted.any && by_population) {
    std::vector<GroundPoints> found = read_population(survey, wanted.shapes);
    for (std::size_t i = 0; i < ground.size(); ++i) ground[i].population = std::move(found[i]);
  }
  const auto cut = [&](std::size_t i) {
    return is_split(run.frame, draw.sample[i], survey) &&
           !(ground[i].buildings.empty() && ground[i].population.empty());
  };
  if (const WantedShapes wanted(ground, cut); wanted.any) {
    std::vector<std::vector<GroundLine>> found = read_ground_lines(survey, wanted.shapes);
    for (std::size_t i = 0; i < ground.size(); ++i) ground[i].lines = std::move(found[i]);
  }

  if (survey.households.mode == HouseholdMode::footprints) return;
  if (survey.households.footprints.empty() && survey.households.population.empty()) return;
  std::size_t nobody = 0;
  for (std::size_t i = 0; i < ground.size(); ++i)
    nobody += without(i) && !ground[i].shape.empty() && ground[i].population.empty() ? 1 : 0;
  if (nobody > 0)
    run.remarks.push_back("neither buildings nor people of a raster are known in " + std::to_string(nobody) +
                          " of the PSUs that would use them: walks start anywhere there, and segments are sketched");
}

}  // namespace

DrawRun run_draw(const Survey& asked, const std::string& seed, DrawExtras extras) {
  PreparedDraw prepared =
      prepare_draw(asked, extras.settled, extras.coordination != nullptr ? extras.coordination->grid : nullptr);
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

  const Survey& survey = run.survey;
  const Strata& strata = prepared.strata;
  const Design& design = prepared.design;
  const DrawBasis basis{run.frame, strata, design, survey, {seed, asked.country}};
  AreaDraw draw = draw_areas(basis, prepared.auxiliary, extras.coordination);
  if (extras.releases != nullptr) apply_releases(draw, strata, design, *extras.releases);
  std::vector<std::uint32_t> areas;
  for (const DrawnArea& drawn : draw.sample) areas.push_back(drawn.area);
  run.shapes = read_shapes(survey, run.frame, areas);
  std::vector<DrawnGround> ground(run.shapes.size());
  for (std::size_t i = 0; i < ground.size(); ++i) ground[i].shape = run.shapes[i];
  read_people(ground, draw, run);
  run.plan = build_plan(basis, draw, ground);
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
