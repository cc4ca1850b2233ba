#include "planner/stages/respondents.h"

#include <cmath>
#include <map>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

Plan plan_of(RespondentMethod method, int households, std::uint32_t children) {
  Plan plan;
  plan.respondent_method = method;
  Psu psu;
  psu.id = "p";
  plan.psus.push_back(psu);
  for (int i = 0; i < households; ++i) {
    Household household;
    household.id = std::to_string(i);
    household.eligible_children = children;
    household.overall_probability = 0.1;
    plan.households.push_back(household);
  }
  return plan;
}

}  // namespace

TEST_CASE("Kish's tables give every child of up to four, and of six, the same chance") {
  for (const std::uint32_t children : {1U, 2U, 3U, 4U, 6U})
    for (std::uint32_t child = 1; child <= children; ++child)
      CHECK(kish_probability(children, child) == doctest::Approx(1.0 / children).epsilon(1e-15));
}

TEST_CASE("with five children Kish's tables are uneven, and say how") {
  // Kish (1949) p. 384: the price of tables in twelfths.
  CHECK(kish_probability(5, 1) == doctest::Approx(2.0 / 12));
  CHECK(kish_probability(5, 3) == doctest::Approx(3.0 / 12));
  CHECK(kish_probability(5, 4) == doctest::Approx(2.0 / 12));
  CHECK(kish_probability(5, 5) == doctest::Approx(3.0 / 12));
  double sum = 0;
  for (std::uint32_t child = 1; child <= 5; ++child) sum += kish_probability(5, child);
  CHECK(sum == doctest::Approx(1));
  CHECK(kish_probability(8, 7) == 0);
}

TEST_CASE("draws pick children as often as stated, by either method") {
  constexpr int kHouseholds = 24000;
  for (const RespondentMethod method : {RespondentMethod::kish, RespondentMethod::random_table}) {
    for (const std::uint32_t children : {2U, 3U, 5U}) {
      Plan plan = plan_of(method, kHouseholds, children);
      draw_respondents(plan, {"s", "SLD"}, CaregiverRule::knows_most);
      std::map<std::uint32_t, int> picked;
      for (const Respondent& respondent : plan.respondents) {
        ++picked[*respondent.child];
        CHECK(*respondent.child == respondent.selection[children - 1]);
        CHECK(*respondent.overall_probability == doctest::Approx(0.1 * *respondent.child_probability));
      }
      for (std::uint32_t child = 1; child <= children; ++child) {
        const double p = method == RespondentMethod::kish ? kish_probability(children, child) : 1.0 / children;
        CHECK(std::fabs(picked[child] - kHouseholds * p) < 5 * std::sqrt(kHouseholds * p * (1 - p)));
      }
    }
  }
}

TEST_CASE("a household's numbers do not depend on the others") {
  Plan all = plan_of(RespondentMethod::random_table, 10, 3);
  draw_respondents(all, {"s", "SLD"}, CaregiverRule::knows_most);
  Plan one = plan_of(RespondentMethod::random_table, 1, 3);
  one.households[0].id = "7";
  draw_respondents(one, {"s", "SLD"}, CaregiverRule::knows_most);
  CHECK(one.respondents[0].selection == all.respondents[7].selection);
}

TEST_CASE("where the children are not known yet, the table is there and no child") {
  Plan plan = plan_of(RespondentMethod::kish, 1, 0);
  plan.households[0].eligible_children.reset();
  draw_respondents(plan, {"s", "SLD"}, CaregiverRule::knows_most);
  CHECK(plan.respondents[0].selection.size() == kKishColumns);
  CHECK_FALSE(plan.respondents[0].child.has_value());
}

TEST_CASE("more children than columns are picked from by the random table all the same") {
  Plan plan = plan_of(RespondentMethod::random_table, 500, 11);
  draw_respondents(plan, {"s", "SLD"}, CaregiverRule::knows_most);
  std::uint32_t most = 0;
  for (const Respondent& respondent : plan.respondents) most = std::max(most, *respondent.child);
  CHECK(most == 11);
}

TEST_CASE("by the next birthday nothing is drawn ahead, and each of the children has the same chance") {
  Plan plan = plan_of(RespondentMethod::next_birthday, 3, 3);
  plan.households[1].eligible_children.reset();
  draw_respondents(plan, {"s", "SLD"}, CaregiverRule::knows_most);
  CHECK(plan.respondents[0].selection.empty());
  CHECK_FALSE(plan.respondents[0].child);
  CHECK(*plan.respondents[0].child_probability == doctest::Approx(1.0 / 3));
  CHECK(*plan.respondents[0].overall_probability == doctest::Approx(0.1 / 3));
  CHECK_FALSE(plan.respondents[1].child_probability);
}
