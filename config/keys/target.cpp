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

constexpr std::array kKeys = {
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
        "`[[target.shares]]` with `column`, `of` (default: the size), `by` (a column; default: the country), `margin`: "
        "a "
        "share that the frame knows by area, and how well the survey should estimate it"},
};

}  // namespace

const KeySection kTargetKeys = {"target", "", kKeys};

}  // namespace fairdraw
