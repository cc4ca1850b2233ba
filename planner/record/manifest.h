#pragma once

#include "config/survey.h"
#include "planner/inputs/input_files.h"
#include "planner/values/manifest.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fairdraw {

/// The methods that this program draws with, as the manifest names them.
std::map<std::string, std::string> methods_of(const Survey& survey);

/// A manifest of this program and its libraries, for this survey and seed; inputs, counts and outputs still empty.
Manifest new_manifest(const Survey& survey, const std::string& seed);

/// SHA-256 of an input file's bytes; of a Shapefile, of its parts together (.shp, .dbf, .shx, .prj, .cpg). Empty for a
/// database.
/// @throws Error(system) where it can't be read
std::string input_digest(const std::string& file);

/// The record of a file that the survey names, with its digest.
/// @throws Error(system) where it can't be read
InputRecord record_input(const Survey& survey, const InputFile& input);

/// The records of all files that the survey names but its frame's; of one that is not there, without a digest.
std::vector<InputRecord> record_inputs(const Survey& survey);

std::string to_json(const Manifest& manifest);

/// @throws Error(usage) where the text is no manifest
Manifest parse_manifest(const std::string& text, const std::string& name);

/// Digests of every file below a folder, but for manifest.json and log.jsonl.
std::map<std::string, std::string> digests_below(const std::filesystem::path& folder);

}  // namespace fairdraw
