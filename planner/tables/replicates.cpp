#include "planner/tables/replicates.h"

#include "planner/tables/of_plan.h"
#include "planner/tables/strata.h"
#include "planner/tables/table.h"

#include <span>

namespace fairdraw {

std::vector<Column<ReplicateResult>> replicate_columns(const Plan& plan) {
  using Row = ReplicateResult;
  return {
      country_column<Row>(plan),
      column<Row>("stratum", &Row::stratum, kStratumText).always(),
      column<Row>("replicate", &Row::replicate, "0: the main sample; 1, 2, ...: the replicates of the reserve"),
      column<Row>("psus", &Row::psus, "PSUs to be drawn up to this replicate, the main sample with them: m").in("PSUs"),
      column<Row>("certainty", &Row::certainty, "Areas that are certain among so many: c").in("areas"),
      column<Row>("drawn_at_random", &Row::drawn_at_random, "The others: m - c of the formulas").in("PSUs"),
      column<Row>("size_at_random", &Row::size_at_random,
                  "Sum of the measures of size of the areas that are not certain among so many: S of the formulas; by "
                  "a method of equal probabilities, their number")
          .in("measure of size"),
      column<Row>("expected", &Row::expected, "PSUs that this replicate is expected to have, over all draws")
          .in("PSUs"),
      column<Row>("standard_deviation", &Row::deviation,
                  "Standard deviation of their number over all draws; nearly, as of a draw of the largest entropy, but "
                  "for methods of independent draws")
          .in("PSUs"),
      column<Row>("drawn", &Row::drawn, "PSUs that it has in this draw").in("PSUs")};
}

TableView replicates_table(const Plan& plan) {
  return view_of<ReplicateResult>(
      {kReplicatesTable,
       "A row for each stratum and replicate: what the probabilities up to it hang on, and how many PSUs it has",
       {"stratum", "replicate"},
       {kToStrata}},
      replicate_columns(plan), std::span(plan.replicates));
}

}  // namespace fairdraw
