#include "geo/read/listing_reader.h"
#include "planner/base/error.h"
#include "planner/base/json.h"
#include "planner/base/sha256.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/results.h"
#include "planner/cli/update.h"
#include "planner/record/plan_folder.h"
#include "planner/record/write_plan.h"
#include "planner/stages/listing.h"
#include "planner/tables/listing.h"
#include "planner/tables/table.h"
#include "planner/values/formats.h"

#include <cstdio>
#include <filesystem>
#include <memory>

namespace fairdraw {
namespace fs = std::filesystem;
namespace {

struct HouseholdsOptions {
  std::string plan;
  std::string listing;
  ListingColumns columns;
  AgainOptions drawn;
  bool match_ids = false;
  bool again = false;
  bool json = false;
};

/// How far the listing has come, and what in it should be looked at.
struct Progressed {
  std::size_t listed = 0;
  std::vector<std::string> outstanding;  ///< PSUs in the field without a listing
  std::vector<OddListing> odd;

  Progressed(const Plan& plan, const FrameSource& frame) : odd(odd_listings(plan, frame)) {
    for (const Psu& psu : plan.psus) {
      if (!psu.release) continue;
      if (psu.listed)
        ++listed;
      else
        outstanding.push_back(psu.id);
    }
  }

  void tell() const {
    for (const OddListing& each : odd)
      warn("PSU " + printable(each.psu_id) + ": " + std::to_string(each.listed) + " households listed, about " +
           formatted("%.0f", each.by_frame) + " by the frame");
    if (!odd.empty())
      warn(
          "the rule for listings below half or above twice the frame: a supervisor goes over the border and the list; "
          "what was left out or taken from a neighbour is mended (--again), and a list that is right stands, however "
          "long it is: probabilities stay as drawn, and the weights follow from what was listed");
  }
};

/// Says what teams on one trip did otherwise than their pages ask.
/// @return whether every page was kept to
bool tell_one_trip(const std::vector<OneTripCheck>& checks) {
  const auto named = [](const std::vector<std::string>& ids) {
    std::string out;
    for (std::size_t i = 0; i < std::min<std::size_t>(ids.size(), 5); ++i)
      out += (i == 0 ? "" : ", ") + printable(ids[i]);
    return out + (ids.size() > 5 ? ", ..." : "");
  };
  bool kept = true;
  for (const OneTripCheck& check : checks) {
    kept = kept && check.kept();
    const std::string who = "PSU " + printable(check.psu_id) + ": ";
    if (!check.told)
      warn(who +
           "the listing does not say which households were taken (column taken, 1 or 0), so that the page was kept to "
           "can't be confirmed");
    if (!check.not_taken.empty())
      warn(who + "the page asks for households that were not taken: " + named(check.not_taken));
    if (!check.taken_else.empty())
      warn(who + "households were taken that the page does not ask for: " + named(check.taken_else));
  }
  return kept;
}

void leave_out_names(Listing& listing) {
  std::string columns;
  for (const std::string& column : without_names(listing)) columns += (columns.empty() ? "" : ", ") + column;
  if (!columns.empty())
    warn(listing.source + ": what may name people is not kept (" + columns +
         "); documents.names = true in the survey file keeps it in the plan, for teams to find a household again");
}

/// Adds a listing to a plan: what was listed before and now, the households drawn from it, and its file.
void take_in(Listing fresh, const HouseholdsOptions& options, PlanState& state) {
  const Survey& survey = state.run.prepared.survey;
  state.listing = state.listing ? together(*state.listing, fresh, options.again) : std::move(fresh);
  check_children(*state.listing, survey.respondents);
  draw_from_listing(state.run.plan, *state.listing, {state.seed, survey.country}, survey.respondents.caregiver);
  const InputRecord input{std::string(kListingRole), fs::path(options.listing).filename().string(),
                          sha256_of_file(options.listing), sha256_of(to_csv(listing_table(*state.listing)))};
  std::erase_if(state.inputs, [&](const InputRecord& other) {  // the same file again, or another of its name
    return other.role == input.role && (other.file == input.file || other.sha256 == input.sha256);
  });
  state.inputs.push_back(input);
}

int households(const HouseholdsOptions& options) {
  const PlanFolder folder = open_plan(options.plan);
  if (folder.survey.households.mode != HouseholdMode::listing)
    throw Error(ErrorKind::usage, options.plan +
                                      ": its households are not drawn from a listing (households.mode is \"" +
                                      std::string(name_of(folder.survey.households.mode)) + "\")");
  ListingColumns columns = options.columns;
  if (columns.household.empty()) columns.household = folder.survey.households.id;
  const Updated updated = update(options.plan, options.drawn, [&](const Plan& plan, PlanState& state) {
    Listing listing = read_listing(options.listing, columns);
    if (options.match_ids) match_ids(listing, plan);
    if (!folder.survey.names) leave_out_names(listing);
    take_in(std::move(listing), options, state);
    return Event{"households", {{"listing", fs::absolute(options.listing).string()}}};
  });
  const Plan& plan = updated.state.run.plan;
  const Listing& listing = *updated.state.listing;
  const Progressed come(plan, folder.survey.frame);
  come.tell();
  const std::vector<OneTripCheck> checks = plan.one_trip ? check_one_trip(plan, listing) : std::vector<OneTripCheck>();
  const bool kept = tell_one_trip(checks);
  if (options.json) {
    Json json{
        {"plan", options.plan},       {"listed", listing.households.size()},  {"households", plan.households.size()},
        {"psus_listed", come.listed}, {"psus_outstanding", come.outstanding}, {"odd", Json::array()}};
    for (const OddListing& each : come.odd)
      json["odd"].push_back({{"psu_id", each.psu_id}, {"listed", each.listed}, {"by_frame", each.by_frame}});
    if (plan.one_trip) json["pages_kept"] = Json::array();
    for (const OneTripCheck& check : checks)
      json["pages_kept"].push_back({{"psu_id", check.psu_id},
                                    {"kept", check.kept()},
                                    {"told", check.told},
                                    {"not_taken", check.not_taken},
                                    {"taken_else", check.taken_else}});
    print_result(json);
  } else {
    std::printf("%zu households drawn from %zu listed, in %zu PSUs; %zu PSUs are still to be listed\n",
                plan.households.size(), listing.households.size(), come.listed, come.outstanding.size());
  }
  return kept ? kYes : kNo;
}

}  // namespace

void add_households(CommandLine& line) {
  auto options = std::make_shared<HouseholdsOptions>();
  Command command =
      line.add("households", "Second visit: draws households and respondents from the field's listing.",
               "fairdraw households examples/sampleland/plan --listing examples/sampleland/generated/listing.csv",
               [options] { return households(*options); });
  command.required("plan", &options->plan, "Plan folder");
  command.required("--listing", &options->listing,
                   "Listing: " + endings_for(FileUse::layer) + " with a row per household; PSU by PSU as they come in");
  add_again(command, options->drawn);
  command.flag("--again", options->again,
               "PSUs that were listed before are drawn anew where this listing has them otherwise");
  command.flag("--match-ids", options->match_ids,
               "PSUs' ids that differ from the plan's by zeros at their front alone are taken for these");
  command.json(options->json);
  command.defaulted("--psu-column", &options->columns.psu, "Its column with the PSU's id");
  options->columns.household.clear();
  command.optional("--household-column", &options->columns.household,
                   "Its column with the household's id, or columns that name it together (default: households.id)");
  command.defaulted("--children-column", &options->columns.children,
                    "Its column with each eligible child's sex and age, \"m14 f12\", where it has one");
  command.defaulted("--segments-column", &options->columns.segments,
                    "Its column with how many segments a sketch has, where one was made");
  command.defaulted("--taken-column", &options->columns.taken,
                    "One trip: its column with 1 for households that were taken, 0 for others");
  command.defaulted("--eligible-column", &options->columns.eligible, "Its column with the number of eligible children");
}

}  // namespace fairdraw
