#pragma once

#include "planner/documents/one_trip_pages.h"
#include "planner/documents/sheet_sources.h"
#include "planner/documents/sheet_tables.h"
#include "planner/paper/paper.h"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fairdraw {

// What laying out and printing have in common, lengths in millimetres.
inline constexpr double kSheetMargin = 10;       ///< left and right
inline constexpr double kFullSheetHeader = 38;   ///< of a sheet's first page
inline constexpr double kShortSheetHeader = 17;  ///< of the pages after it
inline constexpr double kWalkStartsRow = 4.4;    ///< from starts of walks to those beneath them
inline constexpr TextStyle kInstructionsStyle{8.5, false, Align::left, kBlack, true};
inline constexpr TextStyle kCodesStyle{7.5, false, Align::left, kBlack, true};
inline constexpr TextStyle kConsentStyle{7.5, true, Align::left, kBlack, true};

/// What the headers of a sheet's pages say.
struct SheetHeader {
  std::string name;  ///< of the PSU
  std::string psu;
  std::string where;  ///< its stratum, and what is carried from the frame
  std::string team_and_map;
  std::string position;  ///< empty: not known
  std::string code;      ///< to be read by a camera
  std::string continued;
};

/// Rows on one page.
struct SheetTable {
  double top = 0;  ///< of its headings
  bool headed = true;
  std::vector<SheetColumn> columns;
  double row_height = 0;
  std::vector<SheetRow> rows;
};

/// The page on which a team sketches segments.
struct SheetSketch {};

/// A page of SheetLayout::one_trip.
struct SheetOneTrip {
  std::size_t page = 0;
};

/// What stands on a page between its header and its foot.
using SheetPage = std::variant<SheetTable, SheetSketch, SheetOneTrip>;

/// What stands on a sheet, and where; lengths are in millimetres. Its first page has a full header, instructions, and
/// consent and signatures in its foot.
struct SheetLayout {
  std::size_t number = 0;  ///< from 0
  std::size_t psu = 0;     ///< position in Plan::psus
  SheetHeader header;
  std::string instructions;
  std::vector<std::string> starts;  ///< of walks, two in a row
  double starts_top = 0;
  double first_foot = 0;                 ///< height of the first page's foot
  double foot = 0;                       ///< of the others'
  Area2d area;                           ///< between header and foot of these
  std::optional<OneTripPages> one_trip;  ///< where the team lists and visits on one trip
  std::vector<SheetPage> pages;          ///< one at least, which is a table's
};

/// The width between a page's margins.
double sheet_width(const Paper& paper);

/// The height of the headings above a table's columns.
double headings_height(const std::vector<SheetColumn>& columns);

/// Lays out the sheet of this number, from 0; see sheets() for what it says.
/// @param paper  measures texts and outlives the layout; nothing is drawn on it
SheetLayout lay_out_sheet(const SheetSources& sources, Paper& paper, std::size_t number);

}  // namespace fairdraw
