#include "planner/record/new_plan.h"

#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/inputs/input_files.h"
#include "planner/inputs/read_inputs.h"
#include "planner/record/manifest.h"
#include "planner/record/other_plan.h"
#include "planner/tables/renamed.h"

#include <future>
#include <optional>
#include <utility>

namespace fairdraw {

NewPlan draw_new_plan(const Survey& survey, const NewPlanOptions& options) {
  NewPlan out{{}, {"draw", {{"survey_folder", std::filesystem::absolute(survey.file).parent_path().string()}}}};
  PlanState& state = out.state;
  state.seed = seed_for(survey, options.seed);
  state.documents = options.documents;
  // The frame's bytes are hashed while it is read and drawn from.
  auto frame = std::async(std::launch::async, [&] { return record_input(survey, input_files(survey).front()); });
  std::optional<Coordination> coordination;
  const bool avoid = !options.avoid.empty();
  if (const std::filesystem::path& other = avoid ? options.avoid : options.prefer; !other.empty()) {
    coordination = coordinate_with(other, avoid);
    if (!options.renamed.empty()) {
      const std::string name = options.renamed.string();
      coordination->rename(read_renamed(parse_csv(read_file(options.renamed), name), name));
    }
    state.coordination = {avoid ? "avoid" : "prefer", coordination->digest, coordination->releases};
    out.event.details.emplace_back("coordinated_with", std::filesystem::absolute(other).string());
  }
  state.run = run_draw(survey, state.seed,
                       {.joint = options.joint,
                        .measures = true,
                        .expected = true,
                        .coordination = coordination ? &*coordination : nullptr});
  state.inputs.push_back(frame.get());
  state.inputs.front().content = state.run.prepared.frame_content;
  for (InputRecord& input : record_inputs(survey)) state.inputs.push_back(std::move(input));
  return out;
}

}  // namespace fairdraw
