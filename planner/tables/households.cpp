#include "planner/tables/households.h"

#include "planner/tables/of_plan.h"
#include "planner/tables/table.h"

#include <span>

namespace fairdraw {
namespace {

std::vector<Column<Household>> walk_columns() {
  using Row = Household;
  std::vector<Column<Row>> out = {column_but_for<Row>(
      0U, "start", &Row::start, "Number of the walk's start that it is on, from 1; empty: no walk")};
  add(out, place_columns("start_", &Row::start_position, "the start of the walk, or of the building"));
  add(out, {column<Row>("direction", &Row::direction, "Compass point to walk to first; empty: no walk"),
            column<Row>("side", &Row::side, "Hand on which the houses stay, left or right; empty: no walk"),
            column_but_for<Row>(0U, "interval", &Row::interval,
                                "A door of every so many is knocked at: 5, every fifth; empty: no walk")});
  return out;
}

}  // namespace

std::vector<Column<Household>> household_columns(const Plan& plan, const DetailsTold& told) {
  using Row = Household;
  std::vector<Column<Row>> out = psu_reference<Row>(plan, &Row::psu);
  add(out, {column<Row>("household_id", &Row::id,
                        "Id of the household in the listing (a text), or the number of the contact or building")
                .always(),
            column<Row>("visit_order", &Row::visit_order, "Place in the order of visits in the PSU, from 1"),
            column<Row>("eligible_children", &Row::eligible_children,
                        "Eligible children by the listing; empty: not known before the visit")
                .in("children"),
            column<Row>("household_probability", &Row::household_probability,
                        "Probability of the household, given the PSU and its segment; empty: none that can be known"),
            column<Row>("overall_probability", &Row::overall_probability,
                        "Probability of the household: inclusion_probability of its PSU x segment_probability x "
                        "household_probability")});
  add(out, walk_columns());
  if (plan.mode == HouseholdMode::footprints)
    out.push_back(column<Row>("batch", &Row::batch,
                              "Batch that the building belongs to, from 1; batches are worked to their end"));
  add(out, detail_columns<Row>(told));
  return out;
}

TableView households_table(const Plan& plan) {
  return view_of<Household>(
      {kHouseholdsTable,
       "A row for each household, contact or building to visit; none before the PSU's listing is in",
       {"psu_id", "household_id"},
       {kToPsus, kToStrata}},
      household_columns(plan, details_told(plan.households)), std::span(plan.households));
}

}  // namespace fairdraw
