#include "config/keys/sections.h"
#include "config/own_values.h"

#include <algorithm>
#include <array>

namespace fairdraw {
namespace {

std::string wrong_language(const Survey& survey) {
  const std::string& language = survey.field.language;
  const std::vector<std::string>& carried = survey.frame.carry;
  if (language.empty()) return {};
  if (std::find(carried.begin(), carried.end(), language) == carried.end())
    return "field.language is \"" + language + "\", which is not in frame.carry; add it there";
  if (survey.field.bases.empty())
    return "field.language needs field.bases, whose column languages says which team speaks what";
  return {};
}

constexpr std::array kFieldRows = {
    Key{"field.teams", WholeKey{place<&Survey::field, &FieldWork::teams>, 1}, "teams to give the PSUs to",
        "1, or as many as `field.bases` has"},
    Key{"field.per_team", OwnKey{"{ interviewers = 4, interviews_per_day = 3 }", read_crew},
        "`{ interviewers = 4, interviews_per_day = 3 }`; a random walk has a start for each interviewer", "1 and 1"},
    Key{"field.bases", TextKey{place<&Survey::field, &FieldWork::bases>},
        "CSV file of teams: `team, longitude, latitude` and, where wanted, `languages` (apart by spaces or ;) and "
        "`psus`, the most it can take; PSUs go to teams with the least travel ([how](../planner/documents/README.md))",
        "none: teams start anywhere"},
    Key{"field.language", TextKey{place<&Survey::field, &FieldWork::language>},
        "a column of `frame.carry`: only teams that speak what it says work there", "any team", wrong_language},
    Key{"field.speed",
        NumberKey{place<&Survey::field, &FieldWork::speed>, [](double x) { return x > 0 && x <= 1000; },
                  "above 0, in kilometres an hour"},
        "kilometres an hour over the ground"},
    Key{"field.travel_times", TextKey{place<&Survey::field, &FieldWork::travel_times>},
        "CSV file: `from, to` (PSU ids, or teams for their bases), `hours`; the way back takes as long where it is not "
        "given, and pairs that are not there go by `field.speed`"},
};

}  // namespace

const KeySection kFieldKeys = {"field", "", kFieldRows};

}  // namespace fairdraw
