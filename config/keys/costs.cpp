#include "config/keys/sections.h"
#include "config/own_values.h"

#include <array>

namespace fairdraw {
namespace {

constexpr std::array kCostsRows = {
    Key{"costs.per_area", NumberKey{place<&Survey::costs, &Costs::per_area>, is_cost, kCostShould},
        "to reach an area and work there"},
    Key{"costs.per_listed", NumberKey{place<&Survey::costs, &Costs::per_listed>, is_cost, kCostShould},
        "each household listed"},
    Key{"costs.per_household", NumberKey{place<&Survey::costs, &Costs::per_household>, is_cost, kCostShould},
        "each household visited; drawn, or a walk's contact"},
    Key{"costs.per_interview", NumberKey{place<&Survey::costs, &Costs::per_interview>, is_cost, kCostShould},
        "each child interviewed, with the caregiver"},
    Key{"costs.where", OwnKey{"a list of tables, [[costs.where]], with column, value and per_area", read_costs_where},
        "`[[costs.where]]` with `column`, `value`, `per_area`: other costs where a column has a value"},
    Key{"costs.rho",
        OwnKey{"a number, { column = \"children_online\", of = \"children\" }, or { file = \"earlier.csv\", psu = "
               "\"cluster\", answer = \"online\" }",
               read_rho},
        "intraclass correlation within areas: a number; `{ column, of }` of the frame; or `{ file, psu, answer, "
        "stratum }`, the CSV of an earlier survey with a record per respondent",
        "0.05, and it is said"},
};

}  // namespace

const KeySection kCostsKeys = {"costs", "What field work costs, in the survey's currency.", kCostsRows};

}  // namespace fairdraw
