#include "planner/tables/listing.h"

#include "planner/tables/details.h"
#include "planner/tables/of_plan.h"
#include "planner/tables/table.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace fairdraw {
namespace {

using Row = ListedHousehold;

constexpr const char* kTaken = "taken";
constexpr const char* kSegments = "segments";
constexpr const char* kChildren = "children";

/// Columns that a listing may lack.
struct Told {
  bool taken = false;
  bool segments = false;
  bool children = false;
  DetailsTold details;
};

Column<Row> children_column() {
  Column<Row> out;
  out.name = kChildren;
  out.text = "Eligible children by sex and age: \"m14 f12\"";
  out.get = [](const Row& row) { return Cell(children_text(row.children)); };
  out.set = [](Row& row, const Cell& cell) -> std::string {
    const auto* text = std::get_if<std::string>(&cell);
    auto children = parse_children(text == nullptr ? "" : *text);
    if (!children) return "is not a list of children";
    row.children = std::move(*children);
    return {};
  };
  return out;
}

std::vector<Column<Row>> listing_columns(const Told& told) {
  std::vector<Column<Row>> out = {
      column<Row>("psu_id", &Row::psu_id, kPsuIdText).always(),
      column<Row>("household_id", &Row::household_id, "Id of the household in the listing: a text"),
      column<Row>("eligible_children", &Row::eligible_children, "Eligible children in it").in("children")};
  if (told.taken)
    out.push_back(
        column<Row>(kTaken, &Row::taken, "1: a team on one trip took it; 0: it did not; empty: it is not said"));
  if (told.segments)
    out.push_back(
        column<Row>(kSegments, &Row::segments, "Segments that the team made on its sketch; empty: as planned"));
  if (told.children) out.push_back(children_column());
  add(out, detail_columns<Row>(told.details));
  return out;
}

}  // namespace

TableView listing_table(const Listing& listing) {
  std::vector<Row> rows = listing.households;
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(a.psu_id, a.household_id) < std::tie(b.psu_id, b.household_id);
  });
  const auto any = [&](auto tells) { return std::any_of(rows.begin(), rows.end(), tells); };
  const Told told{any([](const Row& row) { return row.taken.has_value(); }),
                  any([](const Row& row) { return row.segments.has_value(); }),
                  any([](const Row& row) { return !row.children.empty(); }), details_told(rows)};
  return view_of<Row>({kListingTable,
                       "A row for each household that the field has listed so far",
                       {"psu_id", "household_id"},
                       {kToPsus}},
                      listing_columns(told), std::move(rows));
}

Listing read_listing_table(const std::string& csv, const std::string& name) {
  const CsvTable table = parse_csv(csv, name);
  const Told told{table.column(kTaken).has_value(), table.column(kSegments).has_value(),
                  table.column(kChildren).has_value(), details_told_by(table)};
  return {name, read_rows(table, name, listing_columns(told))};
}

}  // namespace fairdraw
