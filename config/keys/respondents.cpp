#include "config/keys/sections.h"
#include "config/own_values.h"

#include <array>

namespace fairdraw {
namespace {

constexpr std::array kRespondentsRows = {
    Key{"respondents.age", OwnKey{"two whole numbers, from and to, such as [12, 17]", read_ages},
        "`[from, to]`: ages of eligible children", "[12, 17]"},
    Key{"respondents.method", choice<RespondentMethod, &Survey::respondents, &RespondentsStage::method>(),
        "`\"kish\"` (the eight tables of 1949; uneven with five children, and blind to more than six), "
        "`\"random-table\"` (even for any number), `\"next-birthday\"` (the child whose birthday comes next: nothing "
        "to look up, but nobody can check it), `\"all\"` (every eligible child)"},
    Key{"respondents.order", choice<ChildOrder, &Survey::respondents, &RespondentsStage::order>(),
        "how children are numbered: `\"age\"` (eldest first) or `\"sex-and-age\"` (boys by age, then girls by age, as "
        "Kish did)"},
    Key{"respondents.caregiver", choice<CaregiverRule, &Survey::respondents, &RespondentsStage::caregiver>(),
        "`\"knows-most\"`: the parent or caregiver who knows most of the child's life online"},
    Key{"respondents.children", OwnKey{"a list of shares that sum to 1, such as [0.6, 0.3, 0.1]", read_children},
        "shares of eligible households with 1, 2, ... eligible children: one child of several has a larger weight",
        "not counted"},
};

}  // namespace

const KeySection kRespondentsKeys = {"respondents", "", kRespondentsRows};

}  // namespace fairdraw
