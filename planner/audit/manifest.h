#pragma once

#include "config/survey.h"
#include "planner/design/settle.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// A file that the draw read.
struct InputRecord {
  std::string role;     ///< frame, boundaries, layer, listing
  std::string file;     ///< as the survey file names it
  std::string sha256;   ///< of its bytes; empty for a database
  std::string content;  ///< digest of its content whatever its format; empty where only bytes count
};

/// What was read, what was asked, what was drawn: the content of manifest.json.
struct Manifest {
  std::string version;                           ///< of fairdraw
  std::map<std::string, std::string> methods;    ///< stage to algorithm and version
  std::map<std::string, std::string> libraries;  ///< name to version
  std::string seed;
  std::map<std::string, std::string> survey;  ///< every key of the survey file with its value
  std::vector<InputRecord> inputs;
  std::optional<SettledDesign> settled;  ///< what the survey file left to be worked out
  std::string coordination;              ///< "prefer" or "avoid", where the draw was coordinated with another plan
  std::string coordinated_with;          ///< Coordination::digest of that plan
  std::map<std::string, std::uint64_t> counts;
  std::map<std::string, double> measures;      ///< of spread and balance of the main sample
  std::string joint;                           ///< "exact" or "approximate", where joint.csv was written
  std::map<std::string, std::string> outputs;  ///< relative path to SHA-256

  const InputRecord* input(const std::string& role) const;
};

/// The methods that this program draws with, as the manifest names them.
std::map<std::string, std::string> methods_of(const Survey& survey);

/// A manifest of this program and its libraries, for this survey and seed; inputs, counts and outputs still empty.
Manifest new_manifest(const Survey& survey, const std::string& seed);

/// SHA-256 of an input file's bytes; of a Shapefile, of its parts together (.shp, .dbf, .shx, .prj, .cpg). Empty for a
/// database.
/// @throws Error(system) where it can't be read
std::string input_digest(const std::string& file);

/// The record of a file the survey names, with its digest.
InputRecord record_input(const Survey& survey, const std::string& role, const std::string& file);

std::string to_json(const Manifest& manifest);

/// @throws Error(usage) where the text is no manifest
Manifest parse_manifest(const std::string& text, const std::string& name);

/// Digests of every file below a folder, but for manifest.json and log.jsonl.
std::map<std::string, std::string> digests_below(const std::filesystem::path& folder);

}  // namespace fairdraw
