#pragma once

#include "config/survey.h"

#include <functional>
#include <string>
#include <vector>

namespace fairdraw {

/// Reads survey files, one for each country.
/// @throws Error(usage) with the complaints of all of them, and where two are of one country
std::vector<Survey> read_surveys(const std::vector<std::string>& files);

/// Does the same for each survey. With several, what goes wrong with one is gathered under its country's name while the
/// others go on, so that one run tells everything; a system that fails ends it at once.
void for_each_survey(const std::vector<Survey>& surveys, const std::function<void(const Survey&)>& work);

}  // namespace fairdraw
