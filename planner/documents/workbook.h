#pragma once

#include "config/survey.h"
#include "planner/documents/teams.h"
#include "planner/values/plan.h"
#include "planner/words/words.h"

#include <filesystem>
#include <string>

namespace fairdraw {

/// Writes the workbook of assignments: an index, then for each team a sheet of its PSUs and, once they are drawn, one
/// of its households or contacts. Every cell is a text or a number, never a formula.
void write_workbook(const Plan& plan, const Survey& survey, const TeamPlan& teams, const Words& words,
                    const std::filesystem::path& file);

/// The version of the library that writes it.
std::string workbook_library();

}  // namespace fairdraw
