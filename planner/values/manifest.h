#pragma once

#include "planner/values/settled_design.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// A file that the draw read.
struct InputRecord {
  std::string role;     ///< as InputFile has it, or listing
  std::string file;     ///< as the survey file names it
  std::string sha256;   ///< of its bytes; empty for a database
  std::string content;  ///< digest of its content whatever its format; empty where only bytes count
};

/// How a draw was coordinated with another plan.
struct CoordinationRecord {
  std::string how;           ///< "prefer" or "avoid"; empty: it was not
  std::string with;          ///< Coordination::digest of that plan
  std::size_t releases = 0;  ///< of its reserve, made by then
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
  CoordinationRecord coordination;
  std::map<std::string, std::uint64_t> counts;
  std::map<std::string, double> measures;        ///< of spread and balance of the main sample
  std::string joint;                             ///< "exact" or "approximate", where joint.csv was written
  std::map<std::string, std::string> documents;  ///< what each document was made from: relative path to a digest
  std::map<std::string, std::string> outputs;    ///< relative path to SHA-256

  const InputRecord* input(const std::string& role) const;
};

}  // namespace fairdraw
