#include "planner/tables/one_trip.h"

#include "planner/base/text.h"
#include "planner/tables/of_plan.h"
#include "planner/tables/table.h"

#include <span>
#include <sstream>
#include <string>
#include <vector>

namespace fairdraw {
namespace {

/// The numbers of the households to take, apart by spaces.
Column<OneTripRow> take_column() {
  Column<OneTripRow> out;
  out.name = "take";
  out.text = "Numbers of the households to take where so many are listed, apart by spaces";
  out.get = [](const OneTripRow& row) {
    std::string text;
    for (const std::uint32_t number : row.taken) text += (text.empty() ? "" : " ") + std::to_string(number);
    return Cell(text);
  };
  out.set = [](OneTripRow& row, const Cell& cell) -> std::string {
    const auto* text = std::get_if<std::string>(&cell);
    std::istringstream numbers(text == nullptr ? "" : *text);
    for (std::string number; numbers >> number;) {
      const auto whole = parse_whole(number);
      if (!whole || *whole == 0 || *whole > row.number)
        return "is not a list of numbers up to " + std::to_string(row.number);
      row.taken.push_back(static_cast<std::uint32_t>(*whole));
    }
    return {};
  };
  return out;
}

std::vector<Column<OneTripRow>> one_trip_columns(const Plan& plan) {
  using Row = OneTripRow;
  std::vector<Column<Row>> out = psu_reference<Row>(plan, &Row::psu);
  add(out, {column<Row>("number", &Row::number,
                        "Eligible households that the team may list; also that of a household among them")
                .in("households"),
            column<Row>("household_probability", &Row::probability,
                        "Probability of each household, given the PSU and its segment, where so many are listed"),
            take_column(),
            column<Row>("table", &Row::table,
                        "Letter of Kish's table for the household of this number; empty by other methods")});
  add(out, selection_columns<Row>(&Row::selection));
  return out;
}

}  // namespace

TableView one_trip_table(const Plan& plan) {
  return view_of<OneTripRow>(
      {kOneTripTable,
       "A row for each number of eligible households that a team on one trip may list in a PSU, as its page has them",
       {"psu_id", "number"},
       {kToPsus}},
      one_trip_columns(plan), std::span(plan.one_trip_rows));
}

void read_one_trip(const CsvTable& csv, Plan& plan) {
  plan.one_trip_rows = read_rows(csv, csv_file(kOneTripTable), one_trip_columns(plan));
}

}  // namespace fairdraw
