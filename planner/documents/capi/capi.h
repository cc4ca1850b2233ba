#pragma once

#include "config/survey.h"
#include "planner/base/output_folder.h"
#include "planner/documents/teams.h"
#include "planner/values/plan.h"
#include "planner/words/words.h"

namespace fairdraw {

/// Writes the files for the data collection systems that documents.capi names, each in capi/ and its name; how they are
/// loaded is in planner/documents/capi/README.md. Nothing of an earlier plan of the same folder is left there.
void write_capi(const OutputFolder& folder, const Plan& plan, const Survey& survey, const TeamPlan& teams,
                const Words& words);

}  // namespace fairdraw
