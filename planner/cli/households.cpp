#include "geo/listing_reader.h"
#include "planner/audit/manifest.h"
#include "planner/audit/plan_folder.h"
#include "planner/base/error.h"
#include "planner/base/sha256.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/field/documents.h"
#include "planner/stages/listing.h"
#include "planner/stages/tables.h"

#include <cstdio>
#include <filesystem>
#include <memory>

#include <nlohmann/json.hpp>

namespace fairdraw {
namespace fs = std::filesystem;
namespace {

struct HouseholdsOptions {
  std::string plan;
  std::string listing;
  ListingColumns columns;
  bool again = false;
  bool json = false;
};

constexpr std::string_view kListingTable = "listing.csv";

/// How far the listing has come, and what in it should be looked at.
struct Progressed {
  std::size_t listed = 0;
  std::vector<std::string> outstanding;  ///< PSUs of the main sample without a listing
  std::vector<OddListing> odd;

  Progressed(const Plan& plan, double size_per_household) : odd(odd_listings(plan, size_per_household)) {
    for (const Psu& psu : plan.psus) {
      if (psu.replicate != 0) continue;
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

/// What was listed before, and now.
Listing listing_so_far(const PlanFolder& folder, const HouseholdsOptions& options) {
  Listing fresh = read_listing(options.listing, options.columns);
  const auto kept = folder.tables.find(std::string(kListingTable));
  if (kept == folder.tables.end()) return fresh;
  return together(read_listing_table(kept->second, "tables/listing.csv"), fresh, options.again);
}

/// Refuses to go on from a plan whose tables are not those that were drawn.
void require_untouched(const PlanFolder& plan) {
  Complaints complaints;
  for (const auto& [name, text] : plan.tables) {
    const auto recorded = plan.manifest.outputs.find("tables/" + name);
    if (recorded == plan.manifest.outputs.end() || recorded->second != sha256_of(text))
      complaints.add((plan.path / "tables" / name).string() +
                     ": was changed after it was written; fairdraw verify says where");
  }
  complaints.throw_if_any(ErrorKind::usage);
}

void copy_unchanged(const PlanFolder& plan, const OutputFolder& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(plan.path)) {
    if (!entry.is_regular_file()) continue;
    const fs::path relative = fs::relative(entry.path(), plan.path);
    std::error_code error;
    fs::copy_file(entry.path(), folder.file(relative), fs::copy_options::overwrite_existing, error);
    if (error) throw Error(ErrorKind::system, relative.string() + ": can't be copied: " + error.message());
  }
}

int households(const HouseholdsOptions& options) {
  PlanFolder folder = open_plan(options.plan);
  if (folder.survey.households.mode != HouseholdMode::listing)
    throw Error(ErrorKind::usage, options.plan +
                                      ": its households are not drawn from a listing (households.mode is \"" +
                                      std::string(name_of(folder.survey.households.mode)) + "\")");
  require_untouched(folder);
  Plan plan = read_plan(folder.tables, folder.survey);
  const Listing listing = listing_so_far(folder, options);
  draw_from_listing(plan, listing, {folder.manifest.seed, folder.survey.country}, folder.survey.respondents.caregiver);

  OutputFolder out(options.plan, kManifestFile, true);
  copy_unchanged(folder, out);
  write_tables(out, folder.survey, plan);
  out.write("tables/listing.csv", listing_table(listing));
  if (fs::exists(folder.path / "lists")) {
    Progress shown("making documents:");
    write_lists(out, plan, folder.survey,
                [&](const std::string&, std::size_t done, std::size_t of) { shown.at(done, of); });
  }
  Manifest manifest = folder.manifest;
  const InputRecord input{"listing", fs::path(options.listing).filename().string(), sha256_of_file(options.listing),
                          sha256_of(listing_table(listing))};
  std::erase_if(manifest.inputs, [&](const InputRecord& other) {  // the same file again, or another of its name
    return other.role == "listing" && (other.file == input.file || other.sha256 == input.sha256);
  });
  manifest.inputs.push_back(input);
  manifest.counts["households"] = plan.households.size();
  write_manifest(out, std::move(manifest));
  add_to_log(out, "households", {{"listing", fs::absolute(options.listing).string()}});
  out.commit();
  const Progressed come(plan, folder.survey.frame.size_per_household);
  come.tell();
  if (options.json) {
    nlohmann::ordered_json json{
        {"plan", options.plan},       {"listed", listing.households.size()},  {"households", plan.households.size()},
        {"psus_listed", come.listed}, {"psus_outstanding", come.outstanding}, {"odd", nlohmann::ordered_json::array()}};
    for (const OddListing& each : come.odd)
      json["odd"].push_back({{"psu_id", each.psu_id}, {"listed", each.listed}, {"by_frame", each.by_frame}});
    std::puts(json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
  } else {
    std::printf("%zu households drawn from %zu listed, in %zu PSUs; %zu PSUs are still to be listed\n",
                plan.households.size(), listing.households.size(), come.listed, come.outstanding.size());
  }
  return kYes;
}

}  // namespace

void add_households(CommandLine& line) {
  auto options = std::make_shared<HouseholdsOptions>();
  CLI::App* command =
      line.add("households", "Second visit: draws households and respondents from the field's listing.",
               "fairdraw households examples/sampleland/plan --listing examples/sampleland/generated/listing.csv",
               [options] { return households(*options); });
  command->add_option("plan", options->plan, "Plan folder")->required();
  command
      ->add_option("--listing", options->listing,
                   "Listing: .csv, .xlsx, .ods or .gpkg with a row per household; PSU by PSU as they come in")
      ->required();
  command->add_flag("--again", options->again,
                    "PSUs that were listed before are drawn anew where this listing has them otherwise");
  command->add_flag("--json", options->json, "Print the result as JSON");
  command->add_option("--psu-column", options->columns.psu, "Its column with the PSU's id")->capture_default_str();
  command->add_option("--household-column", options->columns.household, "Its column with the household's id")
      ->capture_default_str();
  command->add_option("--eligible-column", options->columns.eligible, "Its column with the number of eligible children")
      ->capture_default_str();
}

}  // namespace fairdraw
