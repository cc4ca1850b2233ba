#include "config/keys/sections.h"
#include "config/own_values.h"

#include <array>

namespace fairdraw {
namespace {

/// A share that nobody has said is not 1: it would be the most favourable of all.
std::string not_said(const Survey& survey, std::string_view path, std::string_view where) {
  if (survey.households.mode == HouseholdMode::none) return {};
  return missing(survey, path,
                 std::string(where) + "; give a number, or { mean, low, high }, and 1 only where nobody is lost");
}

std::string wrong_eligible(const Survey& survey) {
  return not_said(survey, "yields.eligible",
                  "households with an eligible child are known from a census, from DHS or MICS household files times "
                  "the share of children who use the internet, or from a pilot");
}

std::string wrong_household(const Survey& survey) {
  return not_said(survey, "yields.household",
                  "how many households let interviewers in is in the response tables of DHS or MICS reports");
}

std::string wrong_child(const Survey& survey) {
  return not_said(
      survey, "yields.child",
      "how many selected children are interviewed is known from earlier surveys of children, or from a pilot");
}

std::string wrong_caregiver(const Survey& survey) {
  return not_said(survey, "yields.caregiver",
                  "how many caregivers are interviewed with the child is known from earlier surveys, or from a pilot");
}

constexpr std::array kYieldsRows = {
    Key{"yields.eligible", YieldKey{place<&Survey::yields, &Yields::eligible>},
        "households that have an eligible child; to be said where interviews are wanted", "none", wrong_eligible},
    Key{"yields.household", YieldKey{place<&Survey::yields, &Yields::household>},
        "of these, households that let the interviewer in; likewise", "none", wrong_household},
    Key{"yields.child", YieldKey{place<&Survey::yields, &Yields::child>},
        "of these, selected children who are interviewed; likewise", "none", wrong_child},
    Key{"yields.caregiver", YieldKey{place<&Survey::yields, &Yields::caregiver>},
        "of these, caregivers who are interviewed too; likewise", "none", wrong_caregiver},
    Key{"yields.area_spread",
        OwnKey{"a number, or { eligible = 0.35, household = 0.05, child = 0.05 }", read_area_spread},
        "coefficient of variation of `eligible` between areas, or `{ eligible, household, child }`", "0"},
    Key{"yields.where", OwnKey{"a list of tables, [[yields.where]]", read_yields_where},
        "`[[yields.where]]` with `column`, `value` and any of the four: other yields where a column has a value; later "
        "entries win"},
};

}  // namespace

const KeySection kYieldsKeys = {
    "yields",
    "Shares along the way from a household to an interview: a number, or `{ mean, low, high }` with a 90 % range. They "
    "decide\nhow many households are drawn for a take, how long a walk's contact list is, and what strata.csv expects.",
    kYieldsRows};

}  // namespace fairdraw
