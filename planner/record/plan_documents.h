#pragma once

#include "planner/base/output_folder.h"
#include "planner/documents/documents.h"
#include "planner/record/plan_folder.h"
#include "planner/record/plan_state.h"
#include "planner/record/write_plan.h"
#include "planner/values/manifest.h"

#include <map>
#include <string>
#include <vector>

namespace fairdraw {

/// Makes what people carry and read: lists, layers, maps and the report. What would come out the same is copied: of
/// each document the manifest keeps a digest of what it was made from (the program, its libraries, the survey file, the
/// tables and files that it shows).
/// @param tables    of the plan, by file name
/// @param manifest  gets what each document was made from
/// @param before    the plan as it was; nullptr: it is new
Written make_documents(const OutputFolder& folder, const PlanState& state,
                       const std::map<std::string, std::string>& tables, Manifest& manifest,
                       const DocumentProgress& progress, const PlanFolder* before);

/// What making a plan's documents again showed.
struct DocumentComparison {
  std::vector<std::string> differences;
  std::vector<std::string> remarks;  ///< what could not be compared, and why
  std::size_t same = 0;              ///< files that came out byte for byte as recorded
};

/// Makes every document of a plan again, in a folder for the purpose, and compares it byte for byte with what the plan
/// recorded, where it was made from the same files with the same libraries.
/// @param manifest  as it would be written now
DocumentComparison compare_documents(const PlanFolder& plan, const PlanState& state,
                                     const std::map<std::string, std::string>& tables, Manifest manifest,
                                     const DocumentProgress& progress);

/// Copies a file of a plan into the folder that is to take its place.
void copy_file_into(const std::filesystem::path& plan, const std::string& file, const OutputFolder& folder);

}  // namespace fairdraw
