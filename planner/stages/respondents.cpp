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

void pick_by_random_table(Respondent& respondent, const SeedKey& key, std::string_view psu, std::string_view household,
                          const std::optional<std::uint32_t>& eligible) {
  const auto pick = [&](std::uint32_t children) {
    const std::string stage = "respondents of " + std::to_string(children);
    return 1 + permanent_below(permanent_number(key, {kRandomTable, stage, psu}, household), children);
  };
  for (std::uint32_t children = 1; children <= kRandomColumns; ++children)
    respondent.selection.push_back(pick(children));
  if (!eligible || *eligible == 0) return;
  respondent.child = pick(*eligible);
  respondent.child_probability = 1.0 / *eligible;
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
    case RespondentMethod::all:
      return kAllChildren;
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

Respondent pick_respondent(RespondentMethod method, std::string_view psu, std::string_view household,
                           const std::optional<std::uint32_t>& children, const SeedKey& key) {
  Respondent out;
  switch (method) {
    case RespondentMethod::kish:
      pick_by_kish(out, permanent_number(key, {kKish, "respondents", psu}, household), children);
      break;
    case RespondentMethod::random_table:
      pick_by_random_table(out, key, psu, household, children);
      break;
    case RespondentMethod::next_birthday:
      if (children && *children > 0) out.child_probability = 1.0 / *children;
      break;
    case RespondentMethod::all:
      out.child_probability = 1;
      break;
  }
  return out;
}

ListedChild numbered_child(std::vector<ListedChild> children, ChildOrder order, std::uint32_t number) {
  const bool by_sex = order == ChildOrder::sex_and_age;
  std::stable_sort(children.begin(), children.end(), [&](const ListedChild& a, const ListedChild& b) {
    if (by_sex && a.sex != b.sex) return a.sex == 'm';
    return a.age > b.age;
  });
  return children.at(number - 1);
}

void draw_respondents(Plan& plan, const SeedKey& key, CaregiverRule caregiver) {
  plan.respondents.clear();
  for (std::size_t i = 0; i < plan.households.size(); ++i) {
    const Household& household = plan.households[i];
    const std::string called = household.number > 0 ? std::to_string(household.number) : household.id;
    Respondent respondent =
        pick_respondent(plan.respondent_method, plan.psus[household.psu].id, called, household.eligible_children, key);
    respondent.household = i;
    if (respondent.child && !household.children.empty())
      respondent.listed = numbered_child(household.children, plan.child_order, *respondent.child);
    respondent.caregiver = caregiver;
    if (respondent.child_probability && household.overall_probability)
      respondent.overall_probability = *household.overall_probability * *respondent.child_probability;
    plan.respondents.push_back(std::move(respondent));
  }
}

}  // namespace fairdraw
