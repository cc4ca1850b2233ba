#include "planner/record/other_plan.h"

#include "planner/base/error.h"
#include "planner/base/sha256.h"
#include "planner/inputs/read_inputs.h"
#include "planner/record/plan_folder.h"
#include "planner/record/replay.h"
#include "planner/sampling/methods.h"
#include "planner/stages/releases.h"
#include "planner/tables/plan_tables.h"

#include <algorithm>
#include <span>

namespace fairdraw {

Coordination coordinate_with(const std::filesystem::path& path, bool avoid, std::optional<std::size_t> releases) {
  PlanFolder plan = open_plan(path);
  require_untouched(plan);
  find_frame(plan, "", "");
  const auto& settled = plan.manifest.settled;
  const Inputs inputs = read_inputs(plan.survey, {.see_earlier_survey = !settled});
  const Preparation preparation = prepare(plan.survey, inputs, {.settled = settled ? &*settled : nullptr});
  const Prepared& prepared = require_fit(preparation);
  const InputRecord* frame = plan.manifest.input("frame");
  if (frame == nullptr || prepared.frame_content != frame->content)
    throw Error(ErrorKind::usage,
                path.string() + ": " + prepared.frame.source + " is not the frame that it was drawn from");
  Coordination out;
  out.avoid = avoid;
  out.key = {plan.manifest.seed, plan.survey.country};
  // Numbers of a draw that was coordinated itself are not those of its key: others are made up that led to it.
  out.permanent = find_method(plan.survey.areas.method)->needs_permanent && plan.manifest.coordination.how.empty();
  out.coordinate = plan.survey.areas.coordinate;
  out.grid = prepared.frame.grid;
  const Plan recorded = read_plan(plan.tables, plan.survey);
  out.releases = std::min(releases.value_or(recorded.releases.size()), recorded.releases.size());
  const std::span counted = std::span(recorded.releases).first(out.releases);
  const std::vector<StratumInput> strata =
      area_inputs(prepared.strata, prepared.design, prepared.auxiliary, prepared.survey);
  for (std::size_t h = 0; h < prepared.strata.size(); ++h) {
    const Stratum& stratum = prepared.strata[h];
    const std::vector<double>& released = strata[h].levels[release_level(stratum.name, counted)];
    for (std::size_t unit = 0; unit < released.size(); ++unit)
      out.areas[std::string(prepared.frame.id[stratum.areas[unit]])].probability = released[unit];
  }
  for (const Psu& psu : recorded.psus)
    if (psu.release && *psu.release <= out.releases) out.areas[psu.id].drawn = true;
  Sha256 digest;
  digest.add_part(plan.manifest.seed);
  for (const auto& [id, area] : out.areas)
    if (area.drawn) digest.add_part(id);
  out.digest = hex(digest.finish());
  return out;
}

}  // namespace fairdraw
