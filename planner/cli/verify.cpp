#include "planner/record/verify.h"

#include "planner/base/json.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/results.h"
#include "planner/cli/update.h"

#include <cstdio>
#include <memory>

namespace fairdraw {
namespace {

struct VerifyLine {
  std::string plan;
  AgainOptions drawn;
  bool json = false;
};

/// What was found to be the same.
std::string in_words(const Verdict& verdict) {
  std::string out = "verified: drawn again, " + std::to_string(verdict.tables) + " tables are the same";
  if (verdict.documents > 0) out += "; made again, " + std::to_string(verdict.documents) + " documents are, too";
  return out;
}

int verify(const VerifyLine& line) {
  Verdict verdict;
  {
    Progress shown("making documents again:");
    verdict = verify_plan(line.plan, line.drawn,
                          [&](const std::string&, std::size_t done, std::size_t of) { shown.at(done, of); });
  }
  const bool same = verdict.differences.empty();
  if (line.json) {
    const Json result{{"verified", same},
                      {"differences", verdict.differences},
                      {"remarks", verdict.remarks},
                      {"tables", verdict.tables},
                      {"documents", verdict.documents}};
    print_result(result);
  } else {
    for (const std::string& remark : verdict.remarks) std::printf("%s\n", remark.c_str());
    for (const std::string& difference : verdict.differences) std::printf("%s\n", difference.c_str());
    std::printf("%s: %s\n", line.plan.c_str(), same ? in_words(verdict).c_str() : "does NOT verify");
  }
  return same ? kYes : kNo;
}

}  // namespace

void add_verify(CommandLine& line) {
  auto options = std::make_shared<VerifyLine>();
  Command command = line.add("verify", "Draws again and compares with the plan.",
                             "fairdraw verify examples/sampleland/plan", [options] { return verify(*options); });
  command.required("plan", &options->plan, "Plan folder");
  add_again(command, options->drawn);
  command.json(options->json);
}

}  // namespace fairdraw
