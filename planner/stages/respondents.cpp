#include "planner/stages/respondents.h"

#include <algorithm>
#include <array>

namespace fairdraw {
namespace {

struct KishTable {
  std::string_view letter;
  std::uint32_t twelfths;  ///< of the households that use it
  std::array<std::uint32_t, kKishColumns> selection;
};

constexpr std::array<KishTable, 8> kTables = {{{"A", 2, {1, 1, 1, 1, 1, 1}},
                                               {"B1", 1, {1, 1, 1, 1, 2, 2}},
                                               {"B2", 1, {1, 1, 1, 2, 2, 2}},
                                               {"C", 2, {1, 1, 2, 2, 3, 3}},
                                               {"D", 2, {1, 2, 2, 3, 4, 4}},
                                               {"E1", 1, {1, 2, 3, 3, 3, 5}},
                                               {"E2", 1, {1, 2, 3, 4, 5, 5}},
                                               {"F", 2, {1, 2, 3, 4, 5, 6}}}};

const KishTable& kish_table(std::uint32_t twelfth) {
  for (const KishTable& table : kTables) {
    if (twelfth < table.twelfths) return table;
    twelfth -= table.twelfths;
  }
  return kTables.back();
}

void pick_by_kish(Respondent& respondent, std::uint64_t number, const std::optional<std::uint32_t>& children) {
  const KishTable& table = kish_table(permanent_below(number, 12));
  respondent.table = table.letter;
  respondent.selection.assign(table.selection.begin(), table.selection.end());
  if (!children || *children == 0) return;
  respondent.child = table.selection[std::min(*children, kKishColumns) - 1];
  respondent.child_probability = kish_probability(*children, *respondent.child);
}

void pick_by_random_table(Respondent& respondent, const SeedKey& key, std::string_view psu,
                          const Household& household) {
  const auto pick = [&](std::uint32_t children) {
    const std::string stage = "respondents of " + std::to_string(children);
    return 1 + permanent_below(permanent_number(key, {kRandomTable, stage, psu}, household.id), children);
  };
  for (std::uint32_t children = 1; children <= kRandomColumns; ++children)
    respondent.selection.push_back(pick(children));
  if (!household.eligible_children || *household.eligible_children == 0) return;
  respondent.child = pick(*household.eligible_children);
  respondent.child_probability = 1.0 / *household.eligible_children;
}

}  // namespace

std::string_view version_of(RespondentMethod method) {
  switch (method) {
    case RespondentMethod::kish:
      return kKish;
    case RespondentMethod::random_table:
      return kRandomTable;
    case RespondentMethod::next_birthday:
      return kNextBirthday;
  }
  return {};
}

double kish_probability(std::uint32_t children, std::uint32_t child) {
  const std::uint32_t column = std::min(children, kKishColumns) - 1;
  std::uint32_t twelfths = 0;
  for (const KishTable& table : kTables)
    if (table.selection[column] == child) twelfths += table.twelfths;
  return twelfths / 12.0;
}

void draw_respondents(Plan& plan, const SeedKey& key, const std::string& caregiver) {
  plan.respondents.clear();
  for (std::size_t i = 0; i < plan.households.size(); ++i) {
    const Household& household = plan.households[i];
    const std::string& psu = plan.psus[household.psu].id;
    Respondent respondent;
    respondent.household = i;
    respondent.caregiver = caregiver;
    if (plan.respondent_method == "kish")
      pick_by_kish(respondent, permanent_number(key, {kKish, "respondents", psu}, household.id),
                   household.eligible_children);
    else if (plan.respondent_method == "random-table")
      pick_by_random_table(respondent, key, psu, household);
    else if (household.eligible_children && *household.eligible_children > 0)
      respondent.child_probability = 1.0 / *household.eligible_children;
    if (respondent.child_probability && household.overall_probability)
      respondent.overall_probability = *household.overall_probability * *respondent.child_probability;
    plan.respondents.push_back(std::move(respondent));
  }
}

}  // namespace fairdraw
