#include "planner/audit/draw_run.h"

#include "geo/places.h"
#include "geo/shapes.h"
#include "planner/audit/drawable_frame.h"
#include "planner/base/error.h"
#include "planner/design/design.h"
#include "planner/sampling/methods.h"
#include "planner/stages/area_joint.h"
#include "planner/stages/area_measures.h"
#include "planner/stages/areas.h"
#include "planner/stages/auxiliary.h"
#include "planner/stages/plan_builder.h"

#include <algorithm>
#include <utility>

namespace fairdraw {

std::string seed_for(const Survey& survey, const std::string& given) {
  if (!given.empty()) return given;
  if (!survey.seed.empty()) return survey.seed;
  throw Error(ErrorKind::usage, survey.file.string() +
                                    ": no seed: a draw needs one that nobody could choose to please himself, such as "
                                    "numbers from a public lottery; give survey.seed or --seed TEXT");
}

DrawRun run_draw(const Survey& asked, const std::string& seed, DrawExtras extras) {
  DrawRun run;
  DrawableFrame read = read_drawable_frame(asked);
  run.frame = std::move(read.frame);
  run.frame_content = std::move(read.content);
  run.frame_areas = read.areas_in_file;
  run.findings = std::move(read.findings);

  const SeedKey key{seed, asked.country};
  const Auxiliary auxiliary =
      make_auxiliary(run.frame, asked, needs_places(asked) ? read_places(asked, run.frame) : AreaPlaces());
  Strata strata = build_strata(run.frame);
  if (find_method(asked.areas.method)->equal) make_sizes_equal(strata);
  if (asked.frame.hilbert_order) order_along_curve(strata, auxiliary);
  run.survey = asked;
  if (needs_settling(asked)) {
    run.settled = extras.settled != nullptr
                      ? *extras.settled
                      : settle(DesignProblem(run.frame, strata, asked, read_earlier_survey(asked)));
    run.survey = with_settled(asked, *run.settled);
  }
  const Survey& survey = run.survey;
  const Design design = make_design(strata, survey);
  run.remarks = design.remarks;
  const AreaDraw draw = draw_areas(run.frame, strata, design, auxiliary, survey, key);
  std::vector<std::uint32_t> areas;
  for (const DrawnArea& drawn : draw.sample) areas.push_back(drawn.area);
  run.shapes = read_shapes(survey, run.frame, areas);
  run.plan = build_plan(run.frame, strata, design, draw.sample, run.shapes, survey, key);
  if (extras.measures) run.measures = area_measures(run.frame, strata, design, draw, auxiliary, survey);
  if (extras.joint) run.joint = joint_table(run.frame, design, draw, survey);
  return run;
}

}  // namespace fairdraw
