#include "planner/audit/verify.h"

#include "planner/base/json.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/results.h"

#include <cstdio>
#include <memory>

namespace fairdraw {
namespace {

int verify(const VerifyOptions& options, bool json) {
  const Verdict verdict = verify_plan(options);
  const bool same = verdict.differences.empty();
  if (json) {
    const Json result{{"verified", same}, {"differences", verdict.differences}, {"remarks", verdict.remarks}};
    print_result(result);
  } else {
    for (const std::string& remark : verdict.remarks) std::printf("%s\n", remark.c_str());
    for (const std::string& difference : verdict.differences) std::printf("%s\n", difference.c_str());
    std::printf("%s: %s\n", options.plan.string().c_str(),
                same ? "verified: drawn again, every table is the same" : "does NOT verify");
  }
  return same ? kYes : kNo;
}

}  // namespace

void add_verify(CommandLine& line) {
  auto options = std::make_shared<VerifyOptions>();
  auto json = std::make_shared<bool>(false);
  Command command =
      line.add("verify", "Draws again and compares with the plan.", "fairdraw verify examples/sampleland/plan",
               [options, json] { return verify(*options, *json); });
  command.required("plan", &options->plan, "Plan folder");
  command.optional("--frame", &options->frame, "The frame, where it is not where it was drawn from (any format)");
  command.optional("--layer", &options->layer, "Layer of that file");
  command.optional("--other", &options->other, "The plan that it was drawn to prefer or avoid, where it has moved");
  command.json(*json);
}

}  // namespace fairdraw
