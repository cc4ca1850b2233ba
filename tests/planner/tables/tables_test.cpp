#include "planner/base/error.h"
#include "planner/tables/listing.h"
#include "planner/tables/plan_tables.h"
#include "planner/tables/table.h"
#include "tests/support/sample_frame.h"

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

Plan hostile_plan() {
  Plan plan;
  plan.country = "SLD";
  plan.mode = HouseholdMode::listing;
  plan.respondent_method = RespondentMethod::kish;
  plan.carried = {"ward"};
  StratumResult stratum;
  stratum.stratum = "A, \"B\" / ไทย";
  stratum.size = 12345.5;
  stratum.expected_interviews = 1.0 / 3;
  plan.strata.push_back(stratum);
  Psu psu;
  psu.stratum = stratum.stratum;
  psu.id = "=cmd(),\"x\"";
  psu.draw_probability = 1.0 / 7;
  psu.inclusion_probability = 1.0 / 21;
  psu.design_weight = 21;
  psu.position = Place{3912345678, -512345678};
  psu.carried = {"../../etc"};
  psu.households = 3;
  plan.psus.push_back(psu);
  Household household;
  household.id = "1";
  household.visit_order = 1;
  household.eligible_children = 2;
  household.household_probability = 0.1;
  household.overall_probability = 0.1 / 21;
  plan.households.push_back(household);
  Respondent respondent;
  respondent.table = "B1";
  respondent.selection = {1, 1, 1, 1, 2, 2};
  respondent.child = 1;
  respondent.child_probability = 0.5;
  respondent.caregiver = CaregiverRule::knows_most;
  plan.respondents.push_back(respondent);
  return plan;
}

}  // namespace

TEST_CASE("psus.csv begins with the promised columns") {
  const std::string psus = plan_tables(hostile_plan()).at("psus.csv");
  CHECK(psus.starts_with(
      "country,stratum,psu_id,psu_name,replicate,draw_order,hits,measure_of_size,stratum_size,draw_probability,"
      "inclusion_probability,design_weight,certainty,take,longitude,latitude,ward"));
}

TEST_CASE("a plan reads back from its tables to the last byte") {
  const auto tables = plan_tables(hostile_plan());
  const Survey survey = parse_survey(
      "[survey]\ncountry = \"SLD\"\n[frame]\nfile = \"f\"\nid = \"id\"\nsize = \"n\"\ncarry = [\"ward\"]\n"
      "[areas]\ncount = 1\n[yields]\neligible = 1\nhousehold = 1\nchild = 1\ncaregiver = 1\n[households]\ntake = 1\n",
      "s");
  CHECK(plan_tables(read_plan(tables, survey)) == tables);
}

TEST_CASE("tables that are not the plan's are refused with table and record") {
  auto tables = plan_tables(hostile_plan());
  const Survey survey = parse_survey(
      "[survey]\ncountry = \"SLD\"\n[frame]\nfile = \"f\"\nid = \"id\"\nsize = \"n\"\ncarry = [\"ward\"]\n"
      "[areas]\ncount = 1\n[yields]\neligible = 1\nhousehold = 1\nchild = 1\ncaregiver = 1\n[households]\ntake = 1\n",
      "s");
  auto broken = tables;
  broken["households.csv"].replace(broken["households.csv"].find("=cmd"), 1, "#");
  CHECK_THROWS_WITH_AS(read_plan(broken, survey), "households.csv: record 1: psu_id is not in psus.csv", Error);
  broken = tables;
  broken.erase("strata.csv");
  CHECK_THROWS_WITH_AS(read_plan(broken, survey), "the plan has no table strata.csv", Error);
  broken = tables;
  broken["psus.csv"].replace(0, 7, "COUNTRY");
  CHECK_THROWS_AS(read_plan(broken, survey), Error);
}

TEST_CASE("a carried column that is called as one of the table, in whatever letters, has frame_ before its name") {
  Plan plan = hostile_plan();
  plan.carried = {"ward", "Take", "release", "frame_take"};
  plan.psus[0].carried = {"w", "t", "r", "f"};
  const CsvTable table = parse_csv(plan_tables(plan).at("psus.csv"), "psus.csv");
  for (const char* name : {"ward", "frame_Take", "frame_release", "frame_frame_take"}) {
    CAPTURE(name);
    CHECK(table.column(name).has_value());
  }
  CHECK(table.records[0][*table.column("frame_Take")] == "t");
}

TEST_CASE("a whole number has no exponent, and a cell that is not of its column's type is refused") {
  Plan plan = hostile_plan();
  plan.strata[0].areas = 100000;
  const auto tables = plan_tables(plan);
  CHECK(tables.at("strata.csv").find(",100000,") != std::string::npos);
  std::string wrong;
  parse_cell("1e5", {"areas", ColumnType::whole, "", "", true}, wrong);
  CHECK(wrong == "is not a whole number");
  wrong.clear();
  parse_cell("nan", {"size", ColumnType::number, "", "", true}, wrong);
  CHECK(wrong == "is not a number");
  wrong.clear();
  parse_cell("yes", {"certainty", ColumnType::flag, "", "", true}, wrong);
  CHECK(wrong == "is neither 1 nor 0");
  wrong.clear();
  parse_cell("", {"take", ColumnType::whole, "", "", true}, wrong);
  CHECK(wrong == "is missing");
}

TEST_CASE("the listing table is sorted and reads back") {
  const Listing listing{"x", {{"b", "2", 1}, {"a", "1", 0}}};
  CHECK(to_csv(listing_table(listing)) == "psu_id,household_id,eligible_children\na,1,0\nb,2,1\n");
  CHECK(read_listing_table(to_csv(listing_table(listing)), "x").households.size() == 2);
}
