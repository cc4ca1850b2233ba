#pragma once

#include "config/survey.h"
#include "planner/design/proposal.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// One country of a study of several: what its survey asks for, and what its design comes to.
struct CountryDesign {
  Survey survey;
  std::optional<Proposal> design;  ///< nothing where no interviews are planned
  std::uint64_t areas = 0;         ///< of the main sample

  bool reached() const { return !design || design->meets(); }
};

/// A table of countries for a terminal, and the chance that all of them reach their targets: surveys of different
/// countries being independent, the product.
std::string countries_in_text(const std::vector<CountryDesign>& countries);

/// The file of that table, beside the countries' folders.
inline constexpr std::string_view kCountriesFile = "countries.csv";

/// One record per country: country, survey, target, target_caregivers, areas, take, households, expected_interviews,
/// expected_caregivers, chance, wanted_chance, cost, margin, deff, reached.
std::string countries_in_csv(const std::vector<CountryDesign>& countries);

}  // namespace fairdraw
