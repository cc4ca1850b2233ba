#pragma once

#include "config/survey.h"
#include "planner/field/teams.h"
#include "planner/values/plan.h"

#include <filesystem>
#include <functional>

namespace fairdraw {

/// Writes one assignment sheet per PSU of the main sample, as many pages as its households need: where it is, what to
/// do there, whom to visit and interview, room for visits and result codes, consent and signatures, and a code with its
/// id and position. In mode listing, before the listing has come back, the sheet is the listing form.
/// @param progress  called with sheets done and sheets in all
void write_sheets(const Plan& plan, const Survey& survey, const TeamPlan& teams, const std::filesystem::path& file,
                  const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace fairdraw
