#pragma once

#include "config/survey.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {

/// A team and where it starts.
struct Base {
  std::string team;
  std::optional<Place> place;
  std::vector<std::string> languages;  ///< empty: it may go anywhere
  std::optional<std::uint32_t> most;   ///< PSUs it can take; nothing: any number
};

/// Reads field.bases; where there is none, as many teams as field.teams says, named "1", "2", ...
/// @throws Error(usage) with every row that is wrong
std::vector<Base> read_bases(const Survey& survey);

/// Hours between places, by their names.
using TravelTimes = std::map<std::pair<std::string, std::string>, double>;

/// Reads field.travel_times; empty where there is none.
/// @throws Error(usage) with every row that is wrong
TravelTimes read_travel_times(const Survey& survey);

}  // namespace fairdraw
