#include "planner/tables/strata.h"

#include "planner/tables/of_plan.h"
#include "planner/tables/table.h"

#include <span>

namespace fairdraw {

namespace {

using Row = StratumResult;

/// Only where the survey asks for a reserve.
std::vector<Column<Row>> reserve_columns() {
  return {
      column<Row>("reserve_expected", &Row::reserve_expected,
                  "PSUs that the replicates of the reserve are expected to have together, over all draws")
          .in("PSUs"),
      column<Row>("reserve_standard_deviation", &Row::reserve_deviation,
                  "Standard deviation of their number over all draws (nearly: see replicates.csv)")
          .in("PSUs"),
      column<Row>("reserve_drawn", &Row::reserve_drawn, "PSUs that they have in this draw, opened or not").in("PSUs")};
}

std::vector<Column<Row>> interview_columns() {
  return {column<Row>("take", &Row::take, "Child interviews wanted of a PSU, for each time that it was hit")
              .in("interviews"),
          column<Row>("households", &Row::households,
                      "Households to draw from listings, or contacts and buildings to visit, of the PSUs drawn")
              .in("households"),
          column<Row>("expected_interviews", &Row::expected_interviews,
                      "Child interviews expected of the main sample and of what was released, over all draws")
              .in("interviews"),
          column<Row>("expected_interviews_low", &Row::expected_low, "The same with every yield at its low end")
              .in("interviews"),
          column<Row>("expected_interviews_high", &Row::expected_high, "The same with every yield at its high end")
              .in("interviews"),
          column<Row>("expected_caregivers", &Row::expected_caregivers, "Caregiver interviews expected with them")
              .in("interviews")};
}

}  // namespace

std::vector<Column<StratumResult>> stratum_columns(const Plan& plan) {
  std::vector<Column<Row>> out = {
      country_column<Row>(plan),
      column<Row>("stratum", &Row::stratum, "Name of the stratum: the values of its columns, joined by \" / \"")
          .always(),
      column<Row>("areas", &Row::areas, "Areas of the frame that could be drawn").in("areas"),
      column<Row>("size", &Row::size, "Sum of their measures of size").in("measure of size"),
      column<Row>("release_level", &Row::release_level,
                  "Up to which replicate it is released: 0, the main sample alone"),
      column<Row>("size_at_random", &Row::size_at_random,
                  "Sum of the measures of size of the areas that are not certain at that level, among which the draw "
                  "was random: S of the formulas; by a method of equal probabilities, their number")
          .in("measure of size"),
      column<Row>(
          "drawn_at_random", &Row::drawn_at_random,
          "PSUs to be drawn at random at that level: m - c of the formulas; of areas.certainty = \"hits\", hits")
          .in("PSUs"),
      column<Row>("allocated", &Row::allocated, "PSUs (or hits) that the allocation gives the main sample: n")
          .in("PSUs"),
      column<Row>("drawn", &Row::drawn, "PSUs of the main sample and of what was released").in("PSUs"),
      column<Row>("certainty", &Row::certainty, "Of these, PSUs that were certain to be drawn").in("PSUs"),
      column<Row>("reserve", &Row::reserve, "PSUs that are in reserve").in("PSUs")};
  if (plan.reserve_replicates > 0) add(out, reserve_columns());
  add(out, interview_columns());
  return out;
}

TableView strata_table(const Plan& plan) {
  return view_of<StratumResult>(
      {kStrataTable, "A row for each stratum: what it holds, and what was drawn of it", {"stratum"}, {}},
      stratum_columns(plan), std::span(plan.strata));
}

}  // namespace fairdraw
