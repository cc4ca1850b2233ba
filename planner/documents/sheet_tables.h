#pragma once

#include "planner/values/plan.h"
#include "planner/words/words.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// A column of a sheet's table; columns under one `group` share a heading.
struct SheetColumn {
  std::string heading;
  double width = 0;  ///< millimetres
  std::string group = {};
  bool box = false;  ///< to be ticked
  double size = 9;   ///< of what stands in it, points
};

/// A row of it: texts by column (there may be fewer than columns), and the column to be followed.
struct SheetRow {
  std::vector<std::string> cells;
  std::optional<std::size_t> marked;
};

/// Whether some columns share a heading above their own.
bool grouped(const std::vector<SheetColumn>& columns);

/// Columns of a listing form.
/// @param width  of the table, millimetres
std::vector<SheetColumn> listing_columns(const Plan& plan, const Words& words, double width);

/// Columns for visits to households that were drawn, contacts of a walk or buildings.
/// @param width  of the table, millimetres
std::vector<SheetColumn> visit_columns(const Plan& plan, const Words& words, double width);

/// Columns for visits to households whose ids nobody knows before the trip.
/// @param width  of the table, millimetres
std::vector<SheetColumn> one_trip_visit_columns(const Words& words, double width);

/// A household's row under visit_columns().
/// @param household  position in Plan::households
/// @param columns    of the table
SheetRow visit_row(const Plan& plan, std::size_t household, std::size_t columns);

}  // namespace fairdraw
