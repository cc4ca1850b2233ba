#include "planner/documents/sheet_printer.h"

#include "geo/maps/map_furniture.h"
#include "planner/documents/sketch_page.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace fairdraw {
namespace {

constexpr double kLeft = kSheetMargin;
constexpr double kCode = 25;
constexpr double kInset = 34;

void print_full_header(const SheetSources& sources, const SheetLayout& sheet, Paper& paper) {
  const SheetHeader& says = sheet.header;
  const double width = sheet_width(paper) - kCode - kInset - 7;
  const double right = paper.width() - kLeft;
  paper.text({kLeft, 7}, width, says.name, {15, true});
  paper.text({kLeft, 15}, width, says.psu, {17, true});
  paper.text({kLeft, 24}, width, says.where, {8.5});
  paper.text({kLeft, 28}, width, says.team_and_map, {8.5, true});
  if (!says.position.empty()) paper.text({kLeft, 32}, width, says.position, {8.5});
  sources.inset.draw(paper, sources.plan.psus[sheet.psu], {right - kCode - 3 - kInset, 7, kInset, 28.5});
  paper.code({right - kCode, 8.5, kCode, kCode}, says.code);
  paper.line({kLeft, 36.5}, {right, 36.5}, 0.4);
}

void print_short_header(const SheetLayout& sheet, Paper& paper) {
  const double line = kShortSheetHeader - 2;
  paper.text({kLeft, 8}, sheet_width(paper), sheet.header.continued, {12, true});
  paper.line({kLeft, line}, {paper.width() - kLeft, line}, 0.4);
}

void print_instructions(const SheetLayout& sheet, Paper& paper) {
  paper.text({kLeft, kFullSheetHeader}, sheet_width(paper), sheet.instructions, kInstructionsStyle);
  const double half = paper.width() / 2 - kLeft;
  for (std::size_t k = 0; k < sheet.starts.size(); ++k) {
    const std::size_t line = k / 2;
    const double y = sheet.starts_top + kWalkStartsRow * static_cast<double>(line);
    paper.text({kLeft + (k % 2 == 0 ? 0 : half), y}, half - 2, sheet.starts[k], {8, true});
  }
}

/// A heading, smaller where the language needs more room than there is.
void print_fitted(Paper& paper, Spot at, double width, const std::string& text, TextStyle style) {
  const double needed = paper.text_width(text, style);
  if (needed > width) {
    const double smaller = std::max(5.5, style.size * width / needed);
    at.y += (style.size - smaller) * 0.2;
    style.size = smaller;
  }
  paper.text(at, width, text, style);
}

void print_headings(const std::vector<SheetColumn>& columns, double y, Paper& paper) {
  const Area2d area{kLeft, y, sheet_width(paper), headings_height(columns)};
  const double heading = grouped(columns) ? 4.3 : 1;  // beneath the groups' line, where there is one
  paper.fill(area, kPale);
  double x = kLeft;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const SheetColumn& column = columns[i];
    if (!column.group.empty() && (i == 0 || columns[i - 1].group != column.group)) {
      double width = 0;
      for (std::size_t j = i; j < columns.size() && columns[j].group == column.group; ++j) width += columns[j].width;
      print_fitted(paper, {x + 0.3, y + 0.5}, width - 0.6, column.group, {6.8, false, Align::centre});
    }
    print_fitted(paper, {x + 0.5, y + heading}, std::max(1.0, column.width - 1), column.heading,
                 {7.5, true, column.group.empty() ? Align::left : Align::centre});
    x += column.width;
  }
  paper.rectangle(area, 0.25);
}

void print_row(const SheetTable& table, const SheetRow& row, double y, Paper& paper) {
  const double height = table.row_height;
  double x = kLeft;
  std::vector<std::vector<Spot>> rules = {{{kLeft, y + height}, {paper.width() - kLeft, y + height}},
                                          {{kLeft, y}, {kLeft, y + height}}};
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const SheetColumn& column = table.columns[i];
    if (i < row.cells.size() && !row.cells[i].empty()) {
      const bool marked = row.marked == i;
      if (marked) paper.fill({x + 0.4, y + 0.7, column.width - 0.8, height - 1.4}, kBlack);
      paper.text({x + 0.6, y + height / 2 - column.size * 0.24}, column.width - 1, row.cells[i],
                 {column.size, i == 0 || marked, column.group.empty() ? Align::left : Align::centre,
                  marked ? kWhite : kBlack});
    }
    if (column.box) paper.rectangle({x + column.width / 2 - 1.8, y + height / 2 - 1.8, 3.6, 3.6}, 0.25);
    x += column.width;
    rules.push_back({{x, y}, {x, y + height}});
  }
  paper.lines(rules, 0.12, kBlack);
}

void print_table(const SheetTable& table, Paper& paper) {
  double y = table.top;
  if (table.headed) {
    print_headings(table.columns, y, paper);
    y += headings_height(table.columns);
  }
  for (const SheetRow& row : table.rows) {
    print_row(table, row, y, paper);
    y += table.row_height;
  }
}

/// The foot of a page: what results mean and, on a sheet's first, consent and signatures.
void print_foot(const SheetSources& sources, const SheetLayout& sheet, std::size_t page, Paper& paper) {
  const Words& words = sources.words;
  const double width = sheet_width(paper);
  const bool first = page == 0;
  double y = paper.height() - (first ? sheet.first_foot : sheet.foot) + 1.5;
  y += paper.text({kLeft, y}, width, sources.codes, kCodesStyle) + 1;
  if (first) {
    y += paper.text({kLeft, y}, width, words("consent"), kConsentStyle) + 5;
    double x = kLeft;
    for (const char* who : {"sign_interviewer", "sign_supervisor"}) {
      const double text = std::min(60.0, paper.text_width(words(who), {7.5}) + 1);
      paper.text({x, y}, text, words(who), {7.5});
      paper.line({x + text + 1, y + 3.4}, {x + width / 2 - 3, y + 3.4}, 0.2);
      x += width / 2;
    }
  }
  draw_foot(paper, sources.plan,
            words("page_of", {{"page", std::to_string(page + 1)}, {"pages", std::to_string(sheet.pages.size())}}),
            words("sheet_of",
                  {{"sheet", std::to_string(sheet.number + 1)}, {"sheets", std::to_string(sources.order.size())}}));
}

}  // namespace

void print_sheet(const SheetSources& sources, const SheetLayout& sheet, Paper& paper) {
  for (std::size_t page = 0; page < sheet.pages.size(); ++page) {
    if (page == 0) {
      print_full_header(sources, sheet, paper);
      print_instructions(sheet, paper);
    } else {
      print_short_header(sheet, paper);
    }
    if (const auto* table = std::get_if<SheetTable>(&sheet.pages[page]))
      print_table(*table, paper);
    else if (const auto* one_trip = std::get_if<SheetOneTrip>(&sheet.pages[page]))
      sheet.one_trip->draw(one_trip->page);
    else
      draw_sketch_page(paper, sheet.area, sources.plan, sheet.psu, sources.words);
    print_foot(sources, sheet, page, paper);
    paper.next_page();
  }
}

}  // namespace fairdraw
