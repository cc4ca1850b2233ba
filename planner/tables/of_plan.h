#pragma once

#include "planner/tables/column.h"
#include "planner/tables/households.h"
#include "planner/tables/psus.h"
#include "planner/tables/strata.h"
#include "planner/values/plan.h"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace fairdraw {

inline constexpr const char* kStratumText = "Stratum, by the name that strata.csv has";
inline constexpr const char* kPsuIdText =
    "Id of the PSU, as the frame has it: a text, also where it looks like a number";

/// The reference to strata.csv that tables with a stratum have.
inline const TableReference kToStrata = {{"stratum"}, kStrataTable};

/// The reference to psus.csv that tables below it have.
inline const TableReference kToPsus = {{"psu_id"}, kPsusTable};

/// The reference to households.csv that tables below it have.
inline const TableReference kToHouseholds = {{"psu_id", "household_id"}, kHouseholdsTable};

/// The column that every table of a plan begins with, so that tables of several countries can be put together.
/// @param plan  outlives the column
template <class Row>
Column<Row> country_column(const Plan& plan) {
  return repeated<Row>(
      "country", [&plan](const Row&) { return plan.country; }, "Country, ISO 3166-1 alpha-3");
}

/// The columns with which tables below psus.csv begin: country, stratum and psu_id. Reading psu_id finds the PSU.
/// @param plan  outlives the columns
/// @param psu   member of the rows with the position in Plan::psus
template <class Row, class Owner>
std::vector<Column<Row>> psu_reference(const Plan& plan, std::size_t Owner::*psu) {
  Column<Row> id = repeated<Row>(
      "psu_id", [&plan, psu](const Row& row) { return plan.psus[row.*psu].id; }, kPsuIdText);
  const auto position_of = std::make_shared<std::map<std::string, std::size_t>>();
  id.set = [&plan, psu, position_of](Row& row, const Cell& cell) -> std::string {
    if (position_of->empty())
      for (std::size_t i = 0; i < plan.psus.size(); ++i) position_of->emplace(plan.psus[i].id, i);
    const auto found = position_of->find(std::get<std::string>(cell));
    if (found == position_of->end()) return "is not in psus.csv";
    row.*psu = found->second;
    return {};
  };
  return {country_column<Row>(plan),
          repeated<Row>(
              "stratum", [&plan, psu](const Row& row) { return plan.psus[row.*psu].stratum; }, kStratumText),
          std::move(id)};
}

/// Columns for the child to take where a household has 1, 2, ... eligible ones.
template <class Row>
std::vector<Column<Row>> selection_columns(std::vector<std::uint32_t> Row::*selection) {
  constexpr std::size_t kSelections = 8;
  std::vector<Column<Row>> out;
  for (std::size_t k = 0; k < kSelections; ++k) {
    Column<Row> each;
    each.name = "select_" + std::to_string(k + 1);
    each.type = ColumnType::whole;
    each.text = "Number of the child to take where the household has " + std::to_string(k + 1) +
                (k + 1 == kSelections ? " eligible children"
                 : k == 0             ? " eligible child"
                                      : " eligible children") +
                "; of more than the last column that is filled, as there";
    each.get = [selection, k](const Row& row) {
      return k < (row.*selection).size() ? cells::cell_of((row.*selection)[k]) : Cell();
    };
    each.set = [selection](Row& row, const Cell& cell) {
      if (std::holds_alternative<std::monostate>(cell)) return std::string();
      return cells::take(cell, (row.*selection).emplace_back());
    };
    out.push_back(std::move(each));
  }
  return out;
}

}  // namespace fairdraw
