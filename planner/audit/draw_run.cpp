#include "planner/audit/draw_run.h"

#include "geo/frame_reader.h"
#include "geo/places.h"
#include "geo/shapes.h"
#include "planner/base/error.h"
#include "planner/design/design.h"
#include "planner/frame/canonical.h"
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

DrawRun run_draw(const Survey& survey, const std::string& seed, DrawExtras extras) {
  DrawRun run;
  // Whether an area has geometry matters before the draw only where a rule depends on it.
  const bool see_geometry = survey.frame.on_missing_geometry != OnMissing::keep;
  Frame frame = canonical(read_frame(survey, see_geometry));
  run.frame_content = content_digest(frame);
  run.frame_areas = frame.areas();
  FrameCheck check = check_frame(frame, survey);
  run.findings = check.findings;
  for (Finding& finding : check_strata(frame, check.drawable, survey.areas.minimum_per_stratum))
    run.findings.push_back(std::move(finding));
  run.frame = drawable_frame(frame, check);
  frame = Frame();

  const SeedKey key{seed, survey.country};
  const Auxiliary auxiliary =
      make_auxiliary(run.frame, survey, needs_places(survey) ? read_places(survey, run.frame) : AreaPlaces());
  Strata strata = build_strata(run.frame);
  if (find_method(survey.areas.method)->equal) make_sizes_equal(strata);
  if (survey.frame.hilbert_order) order_along_curve(strata, auxiliary);
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
