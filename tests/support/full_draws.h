#pragma once

#include "config/survey.h"
#include "planner/values/frame.h"
#include "planner/values/plan.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace fairdraw::test {

/// The eligible children of every household, by area; households are called by their place in the list.
using Population = std::map<std::string, std::vector<std::uint32_t>>;

/// Draws a survey 2,000 times from its areas to the children, with a listing of the whole population in every PSU, and
/// checks (doctest) that the stated probabilities up to the child are those that come out: of every child that is
/// expected ten times or more, of children of each rank among their siblings, and of all children, whose number is to
/// be estimated without bias.
/// @param releases  of the reserve
void check_full_draws(const Frame& frame, const Survey& survey, const Population& population,
                      const std::vector<Release>& releases = {});

}  // namespace fairdraw::test
