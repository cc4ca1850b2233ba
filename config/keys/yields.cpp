#include "config/keys/sections.h"
#include "config/own_values.h"

#include <array>

namespace fairdraw {
namespace {

constexpr std::array kKeys = {
    Key{"yields.eligible", YieldKey{place<&Survey::yields, &Yields::eligible>},
        "households that have an eligible child"},
    Key{"yields.household", YieldKey{place<&Survey::yields, &Yields::household>},
        "of these, households that let the interviewer in"},
    Key{"yields.child", YieldKey{place<&Survey::yields, &Yields::child>},
        "of these, selected children who are interviewed"},
    Key{"yields.caregiver", YieldKey{place<&Survey::yields, &Yields::caregiver>},
        "of these, caregivers who are interviewed too"},
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
    "decide\n"
    "how many households are drawn for a take, how long a walk's contact list is, and what strata.csv expects.",
    kKeys};

}  // namespace fairdraw
