#pragma once

#include "config/survey.h"
#include "planner/values/plan.h"
#include "planner/words/words.h"

#include <filesystem>

namespace fairdraw {

/// Writes the listing form as a workbook: lines for every PSU in the field that is not listed yet, under the names of
/// columns by which `fairdraw households` reads it back.
/// @return false where no PSU is to be listed; nothing is written then
bool write_listing_form(const Plan& plan, const Survey& survey, const Words& words, const std::filesystem::path& file);

}  // namespace fairdraw
