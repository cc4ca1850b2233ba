#include "planner/stages/listing.h"

#include "planner/base/error.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

Plan two_psus() {
  Plan plan;
  plan.mode = HouseholdMode::listing;
  plan.respondent_method = RespondentMethod::kish;
  for (const char* id : {"p1", "p2", "p3"}) {
    Psu psu;
    psu.id = id;
    psu.inclusion_probability = 0.25;
    psu.households = 3;
    plan.psus.push_back(psu);
  }
  plan.psus[2].replicate = 1;
  plan.psus[2].release.reset();
  return plan;
}

Listing listing_of(int households) {
  Listing listing{"listing.csv", {}};
  for (const char* psu : {"p1", "p2"})
    for (int i = 0; i < households; ++i)
      listing.households.push_back({psu, "h" + std::to_string(i), static_cast<std::uint32_t>(i % 3)});
  return listing;
}

}  // namespace

TEST_CASE("every eligible household has the same, stated chance") {
  std::map<std::string, int> drawn;
  constexpr int kRounds = 20000;
  for (int i = 0; i < kRounds; ++i) {
    Plan plan = two_psus();
    draw_from_listing(plan, listing_of(12), {std::to_string(i), "SLD"}, CaregiverRule::knows_most);
    CHECK(plan.households.size() == 6);
    for (const Household& household : plan.households) {
      CHECK(*household.household_probability == 3.0 / 8);
      CHECK(*household.overall_probability == 0.25 * 3.0 / 8);
      CHECK(*household.eligible_children > 0);
      if (household.psu == 0) ++drawn[household.id];
    }
  }
  CHECK(drawn.size() == 8);
  for (const auto& [id, count] : drawn)
    CHECK(std::fabs(count - kRounds * 3.0 / 8) < 5 * std::sqrt(kRounds * 3.0 / 8 * 5.0 / 8));
}

TEST_CASE("the order of the listing's lines does not matter") {
  Plan first = two_psus();
  draw_from_listing(first, listing_of(30), {"s", "SLD"}, CaregiverRule::knows_most);
  Listing shuffled = listing_of(30);
  std::mt19937 random(4);
  std::shuffle(shuffled.households.begin(), shuffled.households.end(), random);
  Plan second = two_psus();
  draw_from_listing(second, shuffled, {"s", "SLD"}, CaregiverRule::knows_most);
  REQUIRE(first.households.size() == second.households.size());
  for (std::size_t i = 0; i < first.households.size(); ++i) {
    CHECK(first.households[i].id == second.households[i].id);
    CHECK(first.respondents[i].table == second.respondents[i].table);
  }
}

TEST_CASE("where fewer are eligible than wanted, all are taken with certainty") {
  Plan plan = two_psus();
  draw_from_listing(plan, listing_of(3), {"s", "SLD"}, CaregiverRule::knows_most);
  CHECK(plan.households.size() == 4);
  CHECK(*plan.households[0].household_probability == 1);
}

TEST_CASE("a wrong listing is reported whole and changes nothing") {
  Plan plan = two_psus();
  Listing listing{"l.csv", {{"p1", "h1", 1}, {"p1", "h1", 1}, {"p9", "h1", 1}, {"p3", "h1", 1}, {"p1", "", 1}}};
  try {
    draw_from_listing(plan, listing, {"s", "SLD"}, CaregiverRule::knows_most);
    FAIL("not refused");
  } catch (const Error& error) {
    const std::string all = error.what();
    CHECK(all.find("household h1 of PSU p1 comes more than once") != std::string::npos);
    CHECK(all.find("PSU p9 is not in the plan") != std::string::npos);
    CHECK(all.find("PSU p3 belongs to a reserve replicate") != std::string::npos);
    CHECK(all.find("PSU p1 has a household without id") != std::string::npos);
  }
  CHECK(plan.households.empty());
}

TEST_CASE("a PSU without a listing stays as it is, and one listed far from the frame is told") {
  Plan plan = two_psus();
  Listing one = listing_of(30);
  std::erase_if(one.households, [](const ListedHousehold& each) { return each.psu_id != "p1"; });
  draw_from_listing(plan, one, {"s", "SLD"}, CaregiverRule::knows_most);
  CHECK(plan.psus[0].listed == one.households.size());
  CHECK_FALSE(plan.psus[1].listed);
  plan.psus[0].measure_of_size = 4.4 * 61;  // people
  FrameSource frame;
  frame.size_per_household = 4.4;
  REQUIRE(odd_listings(plan, frame).size() == 1);
  CHECK(odd_listings(plan, frame)[0].by_frame == doctest::Approx(61));
  plan.psus[0].measure_of_size = 4.4 * 59;
  CHECK(odd_listings(plan, frame).empty());
}

TEST_CASE("an id without its zeros is matched where it fits one PSU, and refused where it fits two") {
  Plan plan = two_psus();
  plan.psus[0].id = "0007";
  plan.psus[1].id = "12";
  Listing listing{"l.csv", {{"7", "1", 1}, {"12", "1", 1}, {"9", "1", 1}}};
  match_ids(listing, plan);
  CHECK(listing.households[0].psu_id == "0007");
  CHECK(listing.households[1].psu_id == "12");
  CHECK(listing.households[2].psu_id == "9");
  plan.psus[1].id = "07";
  listing.households[0].psu_id = "7";
  CHECK_THROWS_WITH_AS(match_ids(listing, plan), "l.csv: PSU 7 could be 0007 or 07; write it as the plan does", Error);
}
