#include "planner/record/manifest.h"

#include "geo/maps/map_libraries.h"
#include "geo/open/versions.h"
#include "planner/base/error.h"
#include "planner/base/json.h"
#include "planner/base/sha256.h"
#include "planner/base/text.h"
#include "planner/base/version.h"
#include "planner/documents/workbook.h"
#include "planner/paper/paper_libraries.h"
#include "planner/sampling/list/systematic.h"
#include "planner/sampling/methods.h"
#include "planner/sampling/replicates.h"
#include "planner/stages/areas.h"
#include "planner/stages/footprints.h"
#include "planner/stages/household_draw.h"
#include "planner/stages/respondents.h"
#include "planner/stages/segments.h"
#include "planner/stages/walk.h"
#include "planner/values/database.h"
#include "planner/values/plan_files.h"

#include <boost/version.hpp>
#include <nlohmann/json.hpp>

namespace fairdraw {
namespace fs = std::filesystem;

std::map<std::string, std::string> methods_of(const Survey& survey) {
  std::map<std::string, std::string> methods{{"areas", std::string(find_method(survey.areas.method)->version)}};
  if (find_method(survey.areas.method)->needs_permanent) methods["permanent"] = kPermanentNumber;
  if (survey.areas.reserve_replicates > 0)
    methods["replicates"] = replicates_version(*find_method(survey.areas.method));
  if (survey.households.mode == HouseholdMode::listing)
    methods["households"] = survey.households.run > 1 ? kRuns : kSystematic;
  if (survey.households.trips == 1) methods["one trip"] = kOneTrip;
  if (survey.households.mode == HouseholdMode::random_walk) methods["households"] = kWalk;
  if (survey.households.mode == HouseholdMode::footprints) methods["households"] = kFootprints;
  if (survey.areas.segment_above > 0) methods["segments"] = kSegment;
  if (survey.households.mode != HouseholdMode::none) methods["respondents"] = version_of(survey.respondents.method);
  return methods;
}

namespace {

/// What the bytes of a plan hang on beside this program.
std::map<std::string, std::string> libraries_of(const Survey& survey) {
  std::map<std::string, std::string> out = library_versions();
  out.merge(map_libraries());
  out.merge(paper_libraries(survey.language));
  out["Boost"] = std::to_string(BOOST_VERSION / 100000) + "." + std::to_string(BOOST_VERSION / 100 % 1000) + "." +
                 std::to_string(BOOST_VERSION % 100);
  out["XlsxWriter"] = workbook_library();
  return out;
}

}  // namespace

Manifest new_manifest(const Survey& survey, const std::string& seed) {
  Manifest manifest;
  manifest.version = version();
  manifest.methods = methods_of(survey);
  manifest.libraries = libraries_of(survey);
  manifest.seed = seed;
  manifest.survey = survey.keys;
  return manifest;
}

std::string input_digest(const std::string& file) {
  if (is_database(file)) return {};
  const fs::path path(file);
  if (path.extension() != ".shp") return sha256_of_file(path);
  Sha256 all;
  for (const char* extension : {".shp", ".dbf", ".shx", ".prj", ".cpg"}) {
    const fs::path part = fs::path(path).replace_extension(extension);
    if (fs::exists(part)) all.add_part(extension).add_part(sha256_of_file(part));
  }
  return hex(all.finish());
}

InputRecord record_input(const Survey& survey, const InputFile& input) {
  // A connection may hold a password, and is nothing to compare.
  return {input.role, is_database(input.file) ? std::string(kDatabase) : input.file,
          input_digest(survey.resolve(input.file).string()), ""};
}

std::vector<InputRecord> record_inputs(const Survey& survey) {
  std::vector<InputRecord> out;
  for (const InputFile& input : input_files(survey)) {
    if (input.role == kFrameRole) continue;
    if (is_database(input.file) || fs::exists(survey.resolve(input.file)))
      out.push_back(record_input(survey, input));
    else
      out.push_back({input.role, input.file, "", ""});
  }
  return out;
}

std::string to_json(const Manifest& manifest) {
  Json json;
  json["fairdraw"] = manifest.version;
  json["methods"] = manifest.methods;
  json["libraries"] = manifest.libraries;
  json["seed"] = manifest.seed;
  json["survey"] = manifest.survey;
  json["inputs"] = Json::array();
  for (const InputRecord& input : manifest.inputs) {
    Json each{{"role", input.role}, {"file", input.file}, {"sha256", input.sha256}};
    if (!input.content.empty()) each["content"] = input.content;
    json["inputs"].push_back(std::move(each));
  }
  if (manifest.settled)
    json["settled"] = {{"take", manifest.settled->take}, {"allocation", manifest.settled->allocation}};
  if (const CoordinationRecord& other = manifest.coordination; !other.how.empty())
    json["coordination"] = {{"how", other.how}, {"with", other.with}, {"releases", other.releases}};
  json["counts"] = manifest.counts;
  if (!manifest.measures.empty()) json["measures"] = manifest.measures;
  if (!manifest.joint.empty()) json["joint_probabilities"] = manifest.joint;
  if (!manifest.documents.empty()) json["documents"] = manifest.documents;
  json["outputs"] = manifest.outputs;
  return json.pretty() + "\n";
}

Manifest parse_manifest(const std::string& text, const std::string& name) {
  try {
    const auto json = nlohmann::json::parse(text);
    Manifest manifest;
    json.at("fairdraw").get_to(manifest.version);
    json.at("methods").get_to(manifest.methods);
    json.at("libraries").get_to(manifest.libraries);
    json.at("seed").get_to(manifest.seed);
    json.at("survey").get_to(manifest.survey);
    for (const auto& each : json.at("inputs"))
      manifest.inputs.push_back({each.at("role"), each.at("file"), each.at("sha256"), each.value("content", "")});
    if (json.contains("settled")) {
      manifest.settled.emplace();
      json.at("settled").at("take").get_to(manifest.settled->take);
      json.at("settled").at("allocation").get_to(manifest.settled->allocation);
    }
    if (json.contains("coordination")) {
      json.at("coordination").at("how").get_to(manifest.coordination.how);
      json.at("coordination").at("with").get_to(manifest.coordination.with);
      json.at("coordination").at("releases").get_to(manifest.coordination.releases);
    }
    json.at("counts").get_to(manifest.counts);
    if (json.contains("measures")) json.at("measures").get_to(manifest.measures);
    manifest.joint = json.value("joint_probabilities", "");
    if (json.contains("documents")) json.at("documents").get_to(manifest.documents);
    json.at("outputs").get_to(manifest.outputs);
    return manifest;
  } catch (const nlohmann::json::exception& error) {
    throw Error(ErrorKind::usage, name + ": is not a manifest of fairdraw, or was changed by hand; " +
                                      words_of("the reader of JSON", error.what()));
  }
}

std::map<std::string, std::string> digests_below(const fs::path& folder) {
  std::map<std::string, std::string> digests;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string relative = fs::relative(entry.path(), folder).generic_string();
    if (relative != kManifestFile && relative != kLogFile) digests[relative] = sha256_of_file(entry.path());
  }
  return digests;
}

}  // namespace fairdraw
