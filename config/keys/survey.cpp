#include "config/keys/sections.h"
#include "config/own_values.h"

#include <algorithm>
#include <array>

namespace fairdraw {
namespace {

std::string wrong_country(const Survey& survey) {
  const std::string& code = survey.country;
  if (!is_given(survey, "survey.country"))
    return missing(survey, "survey.country", "three letters, ISO 3166-1 alpha-3, such as country = \"KEN\"");
  if (code.empty() ||
      (code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; })))
    return {};
  return "survey.country should be three capital letters (ISO 3166-1 alpha-3), such as \"KEN\"";
}

constexpr std::array kSurveyRows = {
    Key{"survey.title", TextKey{place<&Survey::title>}, "printed on everything"},
    Key{"survey.country", TextKey{place<&Survey::country>},
        "three capital letters, ISO 3166-1 alpha-3; part of every random stream", "required", wrong_country},
    Key{"survey.date", OwnKey{"a date such as 2026-11-20", read_date}, "a date, printed on lists and maps", "none"},
    Key{"survey.seed", TextKey{place<&Survey::seed>},
        "any text that nobody could choose to please himself; `--seed` wins", "none: `draw` refuses"},
};

}  // namespace

const KeySection kSurveyKeys = {"survey", "", kSurveyRows};

}  // namespace fairdraw
