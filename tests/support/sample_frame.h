#pragma once

#include "config/survey.h"
#include "planner/values/frame.h"

#include <string>
#include <vector>

namespace fairdraw::test {

/// A frame in memory: ids a0, a1, ..., the given sizes, one stratum column.
Frame frame_of(const std::vector<double>& sizes, const std::vector<std::string>& strata = {});

/// A survey file's text with those yields that it does not give said to be 1.
std::string with_yields(std::string text);

/// A survey file's text for a frame with columns ea_code, households, region, urban, district, ward, with further
/// lines.
std::string survey_text(const std::string& frame_file, const std::string& more = "");

/// A survey parsed from the least that a survey file must say, and further lines.
Survey survey_of(const std::string& more);

}  // namespace fairdraw::test
