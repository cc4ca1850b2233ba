#include "planner/documents/sheet_layout.h"

#include "geo/maps/map_furniture.h"
#include "planner/stages/household_draw.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace fairdraw {
namespace {

constexpr double kFoot = 10;       ///< of every page
constexpr double kRoomyRow = 12;   ///< where there are few
constexpr double kTallRow = 8.2;   ///< room to write a date, an hour and a result
constexpr double kShortRow = 6.6;  ///< where tall rows would need a third page
constexpr double kListingRow = 7.0;
constexpr double kPlainHeadings = 6;      ///< of a table whose columns have no groups
constexpr double kGroupedHeadings = 8.5;  ///< of others

SheetHeader header_of(const SheetSources& sources, std::size_t number) {
  const Words& words = sources.words;
  const std::size_t index = sources.order[number];
  const Psu& psu = sources.plan.psus[index];
  SheetHeader out;
  out.name = psu.name.empty() ? psu.id : psu.name;
  out.psu = words("psu", {{"id", psu.id}});
  out.where = words("stratum", {{"stratum", psu.stratum}});
  for (std::size_t i = 0; i < psu.carried.size(); ++i)
    if (!psu.carried[i].empty()) out.where += "   " + sources.plan.carried[i] + ": " + psu.carried[i];
  const auto team = sources.team_of.find(index);
  out.team_and_map = words("team_and_map", {{"team", team == sources.team_of.end() ? "" : team->second},
                                            {"map", std::to_string(number + 1)}});
  if (psu.position) out.position = words("position", {{"place", position_text(*psu.position)}});
  out.code = code_text(psu.id, psu.position);
  out.continued = words("continued", {{"what", out.psu + "   " + psu.name}});
  return out;
}

/// Where a table begins on a page, and the height that is left for its rows.
struct RowRoom {
  double top = 0;  ///< of the headings
  double height = 0;
};

RowRoom room_below(double top, double foot, const std::vector<SheetColumn>& columns, const Paper& paper) {
  return {top, paper.height() - foot - (top + headings_height(columns))};
}

std::size_t rows_in(const RowRoom& room, double row_height) {
  return static_cast<std::size_t>(std::max(0.0, room.height / row_height + 1e-6));
}

/// Roomy where the first page holds all rows, short where tall ones would need a third page.
double visit_row_height(const RowRoom& first, const RowRoom& later, std::size_t lines) {
  const std::size_t on_first = rows_in(first, kTallRow);
  if (lines > 0 && on_first >= lines) return std::min(kRoomyRow, first.height / static_cast<double>(lines));
  return on_first + rows_in(later, kTallRow) < lines ? kShortRow : kTallRow;
}

/// A table that goes on from page to page.
struct LongTable {
  std::vector<SheetColumn> columns;
  std::size_t lines = 0;
  double row_height = 0;
  std::function<SheetRow(std::size_t)> row;  ///< by its number, from 0
  bool filled = false;                       ///< its last page is, to the end
};

/// Adds the pages that a table takes, one at least.
void add_table(std::vector<SheetPage>& pages, const LongTable& table, const RowRoom& first, const RowRoom& later) {
  const RowRoom* room = &first;
  std::size_t next = 0;
  std::size_t most = rows_in(first, table.row_height);
  do {
    SheetTable page{room->top, table.lines > 0, table.columns, table.row_height, {}};
    const std::size_t end = table.filled ? next + most : std::min(table.lines, next + most);
    for (; next < end; ++next) page.rows.push_back(table.row(next));
    pages.emplace_back(std::move(page));
    room = &later;
    most = std::max<std::size_t>(1, rows_in(later, table.row_height));
  } while (next < table.lines);
}

/// The listing form has room for a fifth more households than the frame knows; there may be more still.
void add_listing_form(SheetLayout& sheet, const SheetSources& sources, const Paper& paper, double top) {
  const double known = households_by_frame(sources.plan.psus[sheet.psu], sources.survey.frame);
  LongTable table;
  table.columns = listing_columns(sources.plan, sources.words, sheet_width(paper));
  table.lines = static_cast<std::size_t>(std::min(600.0, std::ceil(1.2 * known)));
  table.row_height = kListingRow;
  table.row = [](std::size_t line) { return SheetRow{{std::to_string(line + 1)}, {}}; };
  table.filled = true;
  add_table(sheet.pages, table, room_below(top, sheet.first_foot, table.columns, paper),
            room_below(kShortSheetHeader, sheet.foot, table.columns, paper));
}

void add_visit_table(SheetLayout& sheet, const SheetSources& sources, const Paper& paper, double top) {
  const std::vector<std::size_t>& households = sources.households_of[sheet.psu];
  LongTable table;
  table.columns = visit_columns(sources.plan, sources.words, sheet_width(paper));
  table.lines = households.size();
  table.row = [&](std::size_t line) { return visit_row(sources.plan, households[line], table.columns.size()); };
  const RowRoom first = room_below(top, sheet.first_foot, table.columns, paper);
  const RowRoom later = room_below(kShortSheetHeader, sheet.foot, table.columns, paper);
  table.row_height = visit_row_height(first, later, table.lines);
  add_table(sheet.pages, table, first, later);
}

/// What the team takes, and rows for visits to as many households as that says.
void add_one_trip(SheetLayout& sheet, const SheetSources& sources, Paper& paper) {
  sheet.one_trip.emplace(sources.plan, sheet.psu, sources.words, paper, sheet.area);
  for (std::size_t page = 0; page < sheet.one_trip->pages(); ++page) sheet.pages.emplace_back(SheetOneTrip{page});
  LongTable table;
  table.columns = one_trip_visit_columns(sources.words, sheet_width(paper));
  table.lines = sources.plan.psus[sheet.psu].households;
  table.row_height = kTallRow;
  table.row = [](std::size_t) { return SheetRow(); };
  const RowRoom room = room_below(kShortSheetHeader, sheet.foot, table.columns, paper);
  if (table.lines > 0) add_table(sheet.pages, table, room, room);
}

/// Of starts of walks, two in a row.
double starts_height(const SheetLayout& sheet, const Plan& plan) {
  if (plan.mode != HouseholdMode::random_walk) return 0;
  return kWalkStartsRow * std::ceil(static_cast<double>(sheet.starts.size()) / 2) + 1.1;
}

/// What a sheet says, and the heights of its feet; no pages yet.
SheetLayout texts_of(const SheetSources& sources, Paper& paper, std::size_t number) {
  const Plan& plan = sources.plan;
  SheetLayout out;
  out.number = number;
  out.psu = sources.order[number];
  out.header = header_of(sources, number);
  const std::vector<std::size_t>& households = sources.households_of[out.psu];
  out.instructions = sources.says.instructions(plan.psus[out.psu], households);
  if (plan.mode == HouseholdMode::random_walk) out.starts = sources.says.starts(households);
  const double width = sheet_width(paper);
  out.starts_top = kFullSheetHeader + (paper.text_height(out.instructions, width, kInstructionsStyle) + 1.5);
  out.foot = kFoot + 2 + paper.text_height(sources.codes, width, kCodesStyle);
  out.first_foot = out.foot + 12 + paper.text_height(sources.words("consent"), width, kConsentStyle);
  out.area = {kSheetMargin, kShortSheetHeader + 1, width, paper.height() - kShortSheetHeader - 1 - out.foot};
  return out;
}

}  // namespace

double sheet_width(const Paper& paper) {
  return paper.width() - 2 * kSheetMargin;
}

double headings_height(const std::vector<SheetColumn>& columns) {
  return grouped(columns) ? kGroupedHeadings : kPlainHeadings;
}

SheetLayout lay_out_sheet(const SheetSources& sources, Paper& paper, std::size_t number) {
  const Plan& plan = sources.plan;
  SheetLayout out = texts_of(sources, paper, number);
  const Psu& psu = plan.psus[out.psu];
  const bool listing_form = to_be_listed(plan, psu);
  const double table_top = out.starts_top + starts_height(out, plan);
  if (listing_form)
    add_listing_form(out, sources, paper, table_top);
  else
    add_visit_table(out, sources, paper, table_top);
  if (psu.sketched() && (listing_form || plan.mode == HouseholdMode::random_walk))
    out.pages.emplace_back(SheetSketch());
  if (listing_form && plan.one_trip) add_one_trip(out, sources, paper);
  return out;
}

}  // namespace fairdraw
