#include "planner/cli/update.h"

#include "planner/cli/messages.h"

namespace fairdraw {

void add_again(Command& command, AgainOptions& into) {
  command.optional("--frame", &into.frame, "The frame, where it is not where the plan was drawn from (any format)");
  command.optional("--layer", &into.layer, "Layer of that file");
  command.optional("--other", &into.other, "The plan that it was drawn to prefer or avoid, where it has moved");
}

Updated update(const std::string& plan, const AgainOptions& options, const Change& change) {
  Updated out;
  {
    Progress shown("making documents:");
    out = update_plan(plan, options, change,
                      [&](const std::string&, std::size_t done, std::size_t of) { shown.at(done, of); });
  }
  for (const std::string& remark : out.written.remarks) warn(remark);
  return out;
}

}  // namespace fairdraw
