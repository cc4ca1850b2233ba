#include "geo/listing_reader.h"
#include "planner/audit/manifest.h"
#include "planner/audit/plan_folder.h"
#include "planner/base/error.h"
#include "planner/base/sha256.h"
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
  bool json = false;
};

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
  const Listing listing = read_listing(options.listing, options.columns);
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
  std::erase_if(manifest.inputs, [](const InputRecord& input) { return input.role == "listing"; });
  manifest.inputs.push_back({"listing", fs::path(options.listing).filename().string(), sha256_of_file(options.listing),
                             sha256_of(listing_table(listing))});
  manifest.counts["households"] = plan.households.size();
  write_manifest(out, std::move(manifest));
  add_to_log(out, "households", {{"listing", fs::absolute(options.listing).string()}});
  out.commit();
  if (options.json) {
    const nlohmann::ordered_json json{
        {"plan", options.plan}, {"listed", listing.households.size()}, {"households", plan.households.size()}};
    std::puts(json.dump(2).c_str());
  } else {
    std::printf("%zu households drawn from %zu listed\n", plan.households.size(), listing.households.size());
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
  command->add_option("--listing", options->listing, "Listing: .csv, .xlsx, .ods or .gpkg with a row per household")
      ->required();
  command->add_flag("--json", options->json, "Print the result as JSON");
  command->add_option("--psu-column", options->columns.psu, "Its column with the PSU's id")->capture_default_str();
  command->add_option("--household-column", options->columns.household, "Its column with the household's id")
      ->capture_default_str();
  command->add_option("--eligible-column", options->columns.eligible, "Its column with the number of eligible children")
      ->capture_default_str();
}

}  // namespace fairdraw
