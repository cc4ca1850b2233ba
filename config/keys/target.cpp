#include "config/keys/sections.h"
#include "config/own_values.h"
#include "planner/base/text.h"

#include <array>

namespace fairdraw {
namespace {

std::string wrong_caregivers(const Survey& survey) {
  const Target& target = survey.target;
  if (target.caregivers <= target.interviews) return {};
  return "target.caregivers is " + std::to_string(target.caregivers) + ", more than the " +
         std::to_string(target.interviews) + " children of target.interviews that bring them";
}

std::string wrong_margin(const Survey& survey) {
  const Target& target = survey.target;
  if (target.margin <= target.margin_by_domain || target.margin_by_domain == 0) return {};
  return "target.margin (" + number_text(target.margin) + ") is wider than target.margin_by_domain (" +
         number_text(target.margin_by_domain) +
         "): the country is estimated at least as well as its largest domain; are they exchanged?";
}

std::string wrong_margin_by_domain(const Survey& survey) {
  if (survey.target.margin_by_domain == 0 || !survey.target.domains.empty()) return {};
  return "target.margin_by_domain needs target.domains, the columns whose groups are meant";
}

std::string wrong_budget(const Survey& survey) {
  if (survey.target.budget == 0) return {};
  if (!survey.costs.any()) return "target.budget needs [costs], what field work costs";
  if (survey.areas.count > 0 || survey.areas.allocation == AllocationRule::fixed)
    return "target.budget says how many areas there can be: leave areas.count out, and areas.allocation = \"fixed\"";
  return {};
}

std::string wrong_overlap(const Survey& survey) {
  if (survey.target.wave_overlap == 0) return {};
  return missing(survey, "target.wave_correlation",
                 "with areas that come back it says how much what is particular to them stays as it was");
}

std::string wrong_correlation(const Survey& survey) {
  return only_with(survey, "target.wave_correlation", survey.target.wave_overlap > 0, "target.wave_overlap");
}

constexpr bool is_part(double x) {
  return x >= 0 && x <= 1;
}

constexpr std::array kTargetRows = {
    Key{"target.interviews", WholeKey{place<&Survey::target, &Target::interviews>, 1},
        "completed child interviews wanted in all; `draw` warns where fewer are expected"},
    Key{"target.caregivers", WholeKey{place<&Survey::target, &Target::caregivers>},
        "completed caregiver interviews wanted; each comes after a child's", "as many as the children bring",
        wrong_caregivers},
    Key{"target.chance",
        NumberKey{place<&Survey::target, &Target::chance>, [](double x) { return x > 0 && x < 1; },
                  "above 0 and below 1: no sample reaches its target for certain"},
        "the chance, above 0 and below 1, with which the plan must reach them"},
    Key{"target.margin", NumberKey{place<&Survey::target, &Target::margin>, is_margin, kMarginShould},
        "half-width of a 95 % interval for a share of 50 %, for the country", "not asked for", wrong_margin},
    Key{"target.domains", TextsKey{place<&Survey::target, &Target::domains>}, "columns whose groups are reported"},
    Key{"target.margin_by_domain",
        NumberKey{place<&Survey::target, &Target::margin_by_domain>, is_margin, kMarginShould},
        "the same margin in each group of these columns", "not asked for", wrong_margin_by_domain},
    Key{"target.shares",
        OwnKey{"a list of tables such as { column = \"children_online\", of = \"children\", margin = 0.05 }",
               read_share_targets},
        "`[[target.shares]]` with `column`, `of` (default: the size), `by` (a column; default: the country), and "
        "`margin` or `relative_margin` (the margin over the share): a share that the frame knows by area, and how well "
        "the survey should estimate it"},
    Key{"target.budget",
        NumberKey{place<&Survey::target, &Target::budget>, [](double x) { return x > 0 && x <= 1e15; },
                  "above 0, in the survey's currency"},
        "what field work may cost: the design is then the one with the narrowest margin (of several that are wanted, "
        "the one that is furthest from what is wanted) that costs no more and reaches the target",
        "the least that reaches the target", wrong_budget},
    Key{"target.wave_overlap",
        NumberKey{place<&Survey::target, &Target::wave_overlap>, is_part, "from 0 to 1"},
        "the part of the areas that a next wave of this survey comes back to: `design` tells the change between the "
        "two that is found",
        {},
        wrong_overlap},
    Key{"target.wave_correlation", NumberKey{place<&Survey::target, &Target::wave_correlation>, is_part, "from 0 to 1"},
        "how much of what is particular to an area stays until then: its correlation in time",
        "required with an overlap", wrong_correlation},
};

}  // namespace

const KeySection kTargetKeys = {"target", "", kTargetRows};

}  // namespace fairdraw
