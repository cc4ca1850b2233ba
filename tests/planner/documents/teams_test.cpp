#include "planner/documents/teams.h"

#include "planner/base/error.h"
#include "tests/support/sample_frame.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// A plan of so many PSUs strewn over a land of about 400 by 400 km, half of them speaking "sw", half "en".
Plan plan_of(std::size_t psus, unsigned seed, std::uint32_t most_take = 8) {
  std::mt19937 engine(seed);
  Plan plan;
  plan.country = "SLD";
  plan.mode = HouseholdMode::listing;
  plan.carried = {"language"};
  for (std::size_t i = 0; i < psus; ++i) {
    Psu psu;
    psu.id = "p" + std::to_string(i);
    psu.stratum = i < psus / 2 ? "A" : "B";
    psu.release = 0;
    psu.take = most_take == 8 ? 8 : 3 + static_cast<std::uint32_t>(engine() % most_take);
    const auto east = static_cast<std::int64_t>(engine() % 400'000'000);
    psu.position = Place{3'600'000'000 + east, -500'000'000 + static_cast<std::int64_t>(engine() % 400'000'000)};
    psu.carried = {i % 2 == 0 ? "sw" : "en"};
    plan.psus.push_back(psu);
  }
  return plan;
}

struct Land {
  test::TempFolder folder;

  Survey survey(const std::string& field) const {
    Survey out = parse_survey(
        "[survey]\ncountry = \"SLD\"\n[frame]\nfile = \"f.csv\"\nid = \"id\"\nsize = \"n\"\n"
        "carry = [\"language\"]\n[areas]\ncount = 5\n[yields]\neligible = 1\nhousehold = 1\nchild = 1\ncaregiver = "
        "1\n[households]\ntake = 8\n[field]\n" +
            field + "per_team = { interviewers = 2, interviews_per_day = 3 }\n",
        folder / "survey.toml");
    return out;
  }
};

std::uint64_t spread_of_loads(const TeamPlan& teams, const Plan& plan) {
  std::vector<std::uint64_t> loads;
  for (const Team& team : teams.teams) {
    loads.push_back(0);
    for (const Stop& stop : team.stops) loads.back() += plan.psus[stop.psu].take;
  }
  const auto [least, most] = std::minmax_element(loads.begin(), loads.end());
  return *most - *least;
}

void check_everybody(const TeamPlan& teams, const Plan& plan) {
  std::set<std::size_t> given;
  std::size_t stops = 0;
  for (const Team& team : teams.teams) {
    std::uint32_t day = 0;
    for (const Stop& stop : team.stops) {
      given.insert(stop.psu);
      ++stops;
      CHECK(stop.first_day > day);
      CHECK(stop.last_day - stop.first_day + 1 == days_needed(plan, plan.psus[stop.psu], {1, 2, 3, {}, {}, 40, {}}));
      day = stop.last_day;
    }
  }
  CHECK(stops == given.size());
  CHECK(static_cast<std::ptrdiff_t>(stops) ==
        std::count_if(plan.psus.begin(), plan.psus.end(), [](const Psu& psu) { return psu.release.has_value(); }));
}

}  // namespace

TEST_CASE("work is shared within one PSU, and travel is less than along the list") {
  const Land land;
  for (unsigned seed = 0; seed < 24; ++seed) {
    const Plan plan = plan_of(30 + seed * 5, seed, seed % 2 == 0 ? 8 : 40);
    const TeamPlan teams = plan_teams(plan, land.survey("teams = " + std::to_string(2 + seed % 6) + "\n"));
    CHECK(teams.teams.size() == 2 + seed % 6);
    check_everybody(teams, plan);
    std::uint64_t largest = 0;
    for (const Psu& psu : plan.psus) largest = std::max<std::uint64_t>(largest, psu.take);
    CHECK(spread_of_loads(teams, plan) <= largest);
    CHECK(teams.kilometres() < teams.kilometres_by_region);
    CHECK(teams.saved() > 0.1);
  }
}

TEST_CASE("two towns and two teams: each team has its town") {
  Plan plan = plan_of(20, 1);
  for (std::size_t i = 0; i < plan.psus.size(); ++i) {  // strewn on the list
    plan.psus[i].position->longitude = (i * 7 % 20 < 10 ? 3'600'000'000 : 3'900'000'000) + static_cast<std::int64_t>(i);
    plan.psus[i].position->latitude = static_cast<std::int64_t>(i * i % 13) * 1000;
  }
  const Land land;
  const TeamPlan teams = plan_teams(plan, land.survey("teams = 2\n"));
  for (const Team& team : teams.teams) {
    std::set<bool> towns;
    for (const Stop& stop : team.stops) towns.insert(plan.psus[stop.psu].position->longitude > 3'700'000'000);
    CHECK(towns.size() == 1);
  }
  CHECK(teams.kilometres() < 1);
}

TEST_CASE("bases: routes begin and end there, teams speak the language, nobody has more than he can take") {
  const Land land;
  const Plan plan = plan_of(40, 5);
  land.folder.write("bases.csv",
                    "team,longitude,latitude,languages,psus\nNorth,36.5,-1.2,sw,\nSouth,37,-4.5,en; sw,10\n"
                    "East,39.5,-3,en,\nAny,38,-3,,\n");
  const std::string field = "bases = \"bases.csv\"\nlanguage = \"language\"\n";
  const TeamPlan teams = plan_teams(plan, land.survey(field));
  check_everybody(teams, plan);
  REQUIRE(teams.teams.size() == 4);
  CHECK(teams.teams[0].name == "North");
  for (const Team& team : teams.teams) {
    CHECK(team.base.has_value());
    CHECK(team.kilometres_back > 0);
    CHECK(team.stops.front().kilometres > 0);
    for (const Stop& stop : team.stops) {
      const std::string& language = plan.psus[stop.psu].carried[0];
      if (team.name == "North") CHECK(language == "sw");
      if (team.name == "East") CHECK(language == "en");
    }
    if (team.name == "South") CHECK(team.stops.size() <= 10);
  }
  const std::string text = teams_csv(teams, plan);
  CHECK(teams_csv(read_teams(text, plan), plan) == text);

  const auto said = [&](const std::string& csv) {
    land.folder.write("bases.csv", csv);
    try {
      plan_teams(plan, land.survey(field));
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(said("team,longitude,latitude,languages\nA,36,-1,sw\n").find("PSU p1: no team of field.bases speaks \"en\"") !=
        std::string::npos);
  CHECK(said("team,longitude,latitude,languages,psus\nA,36,-1,,5\nB,36,-1,,30\n").find("no room for the 40 PSUs") !=
        std::string::npos);
  CHECK(said("team,longitude,latitude\nA,36,-1\n").find("has no column languages") != std::string::npos);
  const std::string wrong = said("team,longitude,latitude,languages,psus\nA,x,-1,,0\nA,36,91,,\n");
  for (const char* words : {"row 1: longitude is \"x\"", "row 1: psus is \"0\"", "row 2: team A is there twice",
                            "row 2: latitude is \"91\""})
    CHECK(wrong.find(words) != std::string::npos);
}

TEST_CASE("given hours count before the distance, and a far journey takes days") {
  const Land land;
  Plan plan = plan_of(3, 2);
  plan.psus[0].position = place_at(36, -1);
  plan.psus[1].position = place_at(36.01, -1);
  plan.psus[2].position = place_at(36.02, -1);
  land.folder.write("times.csv", "from,to,hours\np0,p1,20\np1,p2,0.5\np0,p2,1\n");
  const TeamPlan teams = plan_teams(plan, land.survey("travel_times = \"times.csv\"\n"));
  REQUIRE(teams.teams.size() == 1);
  const std::vector<std::size_t> route = teams.teams[0].psus();
  CHECK(route[1] == 2);  // never p0 to p1, a swamp between
  land.folder.write("times.csv", "from,to,hours\np0,p1,20\np1,p2,20\np0,p2,20\n");
  const TeamPlan slow = plan_teams(plan, land.survey("travel_times = \"times.csv\"\n"));
  const Team& team = slow.teams[0];
  CHECK(team.stops[1].first_day - team.stops[0].last_day == 4);  // 20 hours are three days
  CHECK(team.stops[1].hours == 20);
}

TEST_CASE("a release leaves every team what it had") {
  const Land land;
  Plan plan = plan_of(40, 9);
  for (std::size_t i = 30; i < 40; ++i) plan.psus[i].release.reset();
  const Survey survey = land.survey("teams = 4\n");
  const TeamPlan before = plan_teams(plan, survey);
  for (std::size_t i = 30; i < 40; ++i) plan.psus[i].release = 1;
  const TeamPlan after = plan_teams(plan, survey, &before);
  check_everybody(after, plan);
  REQUIRE(after.teams.size() == before.teams.size());
  for (std::size_t t = 0; t < before.teams.size(); ++t)
    for (std::size_t k = 0; k < before.teams[t].stops.size(); ++k) {
      CHECK(after.teams[t].stops[k].psu == before.teams[t].stops[k].psu);
      CHECK(after.teams[t].stops[k].first_day == before.teams[t].stops[k].first_day);
    }
  CHECK(spread_of_loads(after, plan) <= 8);
  // The same comes out when both are given out at once.
  CHECK(teams_csv(plan_teams(plan, survey), plan) == teams_csv(after, plan));
}

TEST_CASE("PSUs whose place is not known are dealt out along the list, and fewer PSUs than teams leave teams out") {
  const Land land;
  Plan plan = plan_of(9, 3);
  plan.psus[4].position.reset();
  const TeamPlan teams = plan_teams(plan, land.survey("teams = 3\n"));
  REQUIRE(teams.teams.size() == 3);
  CHECK(teams.teams[0].psus() == std::vector<std::size_t>{0, 1, 2});
  CHECK(teams.kilometres() == 0);
  CHECK(plan_teams(plan_of(2, 1), land.survey("teams = 5\n")).teams.size() == 2);
}

TEST_CASE("a file of teams that was tampered with is refused") {
  const Plan plan = plan_of(3, 1);
  const Land land;
  const std::string text = teams_csv(plan_teams(plan, land.survey("teams = 1\n")), plan);
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string changed = text;
    changed.replace(changed.find(from), from.size(), to);
    CHECK_THROWS_AS(read_teams(changed, plan), Error);
  };
  refused("p1", "p9");
  refused("p1", "p2");
  refused("day_from", "day");
  refused(",1,3,", ",x,3,");
}
