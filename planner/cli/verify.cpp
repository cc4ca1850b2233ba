#include "planner/audit/verify.h"

#include "planner/cli/command.h"
#include "planner/cli/messages.h"

#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

namespace fairdraw {
namespace {

int verify(const VerifyOptions& options, bool json) {
  const Verdict verdict = verify_plan(options);
  const bool same = verdict.differences.empty();
  if (json) {
    const nlohmann::ordered_json result{
        {"verified", same}, {"differences", verdict.differences}, {"remarks", verdict.remarks}};
    std::puts(result.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
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
  CLI::App* command =
      line.add("verify", "Draws again and compares with the plan.", "fairdraw verify examples/sampleland/plan",
               [options, json] { return verify(*options, *json); });
  command->add_option("plan", options->plan, "Plan folder")->required();
  command->add_option("--frame", options->frame, "The frame, where it is not where it was drawn from (any format)");
  command->add_option("--layer", options->layer, "Layer of that file");
  command->add_option("--other", options->other, "The plan that it was drawn to prefer or avoid, where it has moved");
  add_json(command, *json);
}

}  // namespace fairdraw
