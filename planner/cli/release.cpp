#include "planner/base/json.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/results.h"
#include "planner/cli/update.h"
#include "planner/draw/outlook.h"
#include "planner/record/write_plan.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include <pwd.h>
#include <unistd.h>

namespace fairdraw {
namespace {

struct ReleaseOptions {
  std::string plan;
  Release release;
  AgainOptions drawn;
  bool json = false;
};

/// The name of the account that runs this, where nobody is named.
std::string account() {
  const passwd* found = ::getpwuid(::geteuid());
  return found == nullptr ? std::to_string(::geteuid()) : found->pw_name;
}

/// Up to which replicate strata were released before, and are now: with replicates.csv, this gives every inclusion
/// probability that ever held.
std::string levels_changed(const Plan& before, const Plan& after) {
  Json out = Json::object();
  for (std::size_t h = 0; h < before.strata.size(); ++h) {
    const std::uint32_t was = before.strata[h].release_level;
    const std::uint32_t is = after.strata[h].release_level;
    if (was != is) out[before.strata[h].stratum] = Json::array({was, is});
  }
  return out.line();
}

void print(const ReleaseOptions& options, std::size_t opened, const Outlook& before, const Outlook& after) {
  if (options.json) {
    Json json{{"plan", options.plan},
              {"replicate", options.release.replicate},
              {"stratum", options.release.stratum},
              {"psus_opened", opened},
              {"psus_in_the_field", after.psus},
              {"psus_listed", after.listed},
              {"psus_unreachable", after.unreachable},
              {"chance_before", before.chance},
              {"chance", after.chance}};
    print_result(json);
    return;
  }
  std::printf("replicate %u opened%s: %zu PSUs more, %llu in the field\n", options.release.replicate,
              options.release.stratum.empty() ? "" : (" in stratum " + printable(options.release.stratum)).c_str(),
              opened, static_cast<unsigned long long>(after.psus));
  std::printf(
      "the target is reached with a chance of %.3f, from %llu listings that are in; without this release %.3f\n",
      after.chance, static_cast<unsigned long long>(after.listed), before.chance);
}

int release(ReleaseOptions& options) {
  if (options.release.who.empty()) options.release.who = account();
  options.drawn.release = options.release;
  const Updated updated = update(options.plan, options.drawn, [&](const Plan& recorded, const PlanState& state) {
    return Event{"release",
                 {{"replicate", std::to_string(options.release.replicate)},
                  {"stratum", options.release.stratum},
                  {"why", options.release.why},
                  {"who", options.release.who},
                  {"levels_before_and_after", levels_changed(recorded, state.run.plan)}}};
  });
  const DrawRun& run = updated.state.run;
  const std::size_t number = run.plan.releases.size();
  const auto opened = static_cast<std::size_t>(
      std::count_if(run.plan.psus.begin(), run.plan.psus.end(), [&](const Psu& psu) { return psu.release == number; }));
  const std::vector<Outlook> without_and_with = outlooks(run, {number - 1, number});
  print(options, opened, without_and_with[0], without_and_with[1]);
  return kYes;
}

}  // namespace

void add_release(CommandLine& line) {
  auto options = std::make_shared<ReleaseOptions>();
  Command command =
      line.add("release", "Opens a reserve replicate, and records it.",
               "fairdraw release examples/sampleland/plan --replicate 1 --why \"fewer eligible than planned\"",
               [options] { return release(*options); });
  command.required("plan", &options->plan, "Plan folder");
  command.required("--replicate", &options->release.replicate, "Replicate to open; in their order");
  command.required("--why", &options->release.why, "The reason, for the record");
  command.optional("--stratum", &options->release.stratum, "In this stratum only, by its name in strata.csv");
  command.optional(
      "--unreachable", &options->release.unreachable,
      "PSUs that can't be reached, where that is the reason: they are recorded, and nothing else takes their place");
  command.optional("--who", &options->release.who, "Who decides it; default: the account that runs this");
  add_again(command, options->drawn);
  command.json(options->json);
}

}  // namespace fairdraw
