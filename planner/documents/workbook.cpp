#include "planner/documents/workbook.h"

#include "planner/base/text.h"
#include "planner/documents/result_codes.h"
#include "planner/documents/teams.h"
#include "planner/documents/xlsx_file.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {
namespace {

/// Letters of a text, about: bytes that do not go on with one (UTF-8).
double letters(const std::string& text) {
  return static_cast<double>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// A table for one worksheet: rows are gathered, then written with columns as wide as they need to be.
class Sheet {
 public:
  struct Column {
    std::string heading;
    double widest;  ///< letters; longer texts are broken. Columns that stay empty are to be filled by hand: so wide
  };

  Sheet(lxw_workbook* book, const std::string& name, PaperSize paper, const Words& words)
      : book_(book), sheet_(workbook_add_worksheet(book, name.c_str())), words_(words) {
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, paper == PaperSize::a4 ? 9 : 1);
    worksheet_set_margins(sheet_, 0.4, 0.4, 0.6, 0.6);
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_set_footer(sheet_, ("&L&8&F, &A&R&8" + words("workbook_page")).c_str());
  }

  void header(const std::string& title, const std::vector<Column>& columns) {
    title_ = title;
    columns_ = columns;
  }

  void row() { rows_.emplace_back(); }
  void text(const std::string& value) { rows_.back().push_back({value, std::nullopt}); }
  void number(double value) { rows_.back().push_back({number_text(value), value}); }
  void blank() { rows_.back().emplace_back(); }

  /// A line beneath the table.
  void note(const std::string& text) { notes_.push_back(text); }

  /// Allows only result codes in a column.
  void result_codes(std::size_t column) { coded_.push_back(column); }

  void finish() {
    lxw_format* bold = workbook_add_format(book_);
    format_set_bold(bold);
    worksheet_write_string(sheet_, 0, 0, title_.c_str(), bold);
    const std::vector<double> widths = column_widths();
    write_headings(widths);
    for (std::size_t r = 0; r < rows_.size(); ++r) write_row(r, widths);
    const auto last = static_cast<lxw_row_t>(rows_.size() + 1);
    for (std::size_t k = 0; k < notes_.size(); ++k)
      worksheet_write_string(sheet_, static_cast<lxw_row_t>(last + 2 + k), 0, notes_[k].c_str(),
                             k == 0 ? bold : nullptr);
    worksheet_freeze_panes(sheet_, 2, 1);
    worksheet_repeat_rows(sheet_, 0, 1);
    if (rows_.empty()) return;
    worksheet_autofilter(sheet_, 1, 0, last, static_cast<lxw_col_t>(columns_.size() - 1));
    for (const std::size_t column : coded_) allow_codes(static_cast<lxw_col_t>(column), last);
  }

 private:
  struct Cell {
    std::string text;
    std::optional<double> number;
  };

  std::vector<double> column_widths() const {
    constexpr double kLeast = 5;
    constexpr double kPadding = 1.6;
    std::vector<double> out;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      double longest = 0;
      for (const std::vector<Cell>& row : rows_)
        if (k < row.size()) longest = std::max(longest, letters(row[k].text));
      double word = 0;  // of the heading, which is broken between words
      std::istringstream words(columns_[k].heading);
      for (std::string each; words >> each;) word = std::max(word, letters(each));
      const double wanted = longest > 0 ? longest : columns_[k].widest;
      out.push_back(std::min(std::max({wanted, word, kLeast}), std::max(columns_[k].widest, kLeast)) + kPadding);
    }
    return out;
  }

  /// Lines that a text takes, and points that so many are high.
  static double lines(const std::string& text, double width) { return std::ceil(letters(text) * 1.1 / width); }
  static double height(double lines) { return 14.5 * std::max(1.0, lines) + 1; }

  void write_headings(const std::vector<double>& widths) {
    lxw_format* format = workbook_add_format(book_);
    format_set_bold(format);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_bg_color(format, 0xEBEBEB);
    double most = 1;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      const auto column = static_cast<lxw_col_t>(k);
      worksheet_set_column(sheet_, column, column, widths[k], nullptr);
      worksheet_write_string(sheet_, 1, column, columns_[k].heading.c_str(), format);
      most = std::max(most, lines(columns_[k].heading, widths[k] - 2.5));
    }
    worksheet_set_row(sheet_, 1, height(most), nullptr);
  }

  void write_row(std::size_t r, const std::vector<double>& widths) {
    if (cell_ == nullptr) {
      cell_ = workbook_add_format(book_);
      format_set_border(cell_, LXW_BORDER_HAIR);
      format_set_align(cell_, LXW_ALIGN_VERTICAL_TOP);
      format_set_text_wrap(cell_);
    }
    const auto at = static_cast<lxw_row_t>(r + 2);
    double most = 1;
    for (std::size_t k = 0; k < rows_[r].size(); ++k) {
      const Cell& cell = rows_[r][k];
      const auto column = static_cast<lxw_col_t>(k);
      if (cell.number)
        worksheet_write_number(sheet_, at, column, *cell.number, cell_);
      else if (cell.text.empty())
        worksheet_write_blank(sheet_, at, column, cell_);
      else  // as a string whatever it begins with: "=cmd()" stays what it is. Cells hold 32,767 characters at most.
        worksheet_write_string(sheet_, at, column, cell.text.substr(0, 32'000).c_str(), cell_);
      most = std::max(most, lines(cell.text, widths[k] - 1));
    }
    worksheet_set_row(sheet_, at, std::min(height(most), 400.0), nullptr);
  }

  void allow_codes(lxw_col_t column, lxw_row_t last) {
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_INTEGER;
    rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    rule.minimum_number = kResultCodes.front().code;
    rule.maximum_number = kResultCodes.back().code;
    std::string title = words_("result_title");
    std::string message = words_("result_message", {{"least", std::to_string(kResultCodes.front().code)},
                                                    {"most", std::to_string(kResultCodes.back().code)}});
    rule.error_title = title.data();
    rule.error_message = message.data();
    worksheet_data_validation_range(sheet_, 2, column, last, column, &rule);
  }

  lxw_workbook* book_;
  lxw_worksheet* sheet_;
  const Words& words_;
  lxw_format* cell_ = nullptr;
  std::string title_;
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<std::string> notes_;
  std::vector<std::size_t> coded_;
};

/// A degree's hundred-thousandth is a metre.
double to_a_metre(double degrees) {
  return std::round(degrees * 1e5) / 1e5;
}

double households_in(const Plan& plan, std::size_t psu) {
  return static_cast<double>(std::count_if(plan.households.begin(), plan.households.end(),
                                           [&](const Household& household) { return household.psu == psu; }));
}

void write_index(lxw_workbook* book, const Plan& plan, const Survey& survey, const std::vector<Team>& teams,
                 const Words& words) {
  Sheet sheet(book, words("index"), survey.paper, words);
  sheet.header(plan.title + (plan.date.empty() ? "" : ", " + plan.date), {{words("column_team"), 16},
                                                                          {words("column_psus"), 10},
                                                                          {words("column_interviews_wanted"), 14},
                                                                          {words("column_days"), 8},
                                                                          {words("column_km"), 8},
                                                                          {words("column_strata"), 80}});
  for (const Team& team : teams) {
    double take = 0;
    std::set<std::string> strata;
    for (const std::size_t psu : team.psus()) {
      take += plan.psus[psu].take;
      strata.insert(plan.psus[psu].stratum);
    }
    std::string list;
    for (const std::string& stratum : strata) list += (list.empty() ? "" : "; ") + stratum;
    sheet.row();
    sheet.text(words("team", {{"team", team.name}}));
    sheet.number(static_cast<double>(team.stops.size()));
    sheet.number(take);
    sheet.number(team.days());
    sheet.number(std::floor(team.kilometres() + 0.5));
    sheet.text(list);
  }
  sheet.note(words("results"));
  for (const ResultCode& each : kResultCodes) sheet.note(std::to_string(each.code) + " " + words(each.word));
  sheet.finish();
}

void write_psus(lxw_workbook* book, const Plan& plan, const Survey& survey, const Team& team, const Words& words,
                const std::map<std::size_t, std::size_t>& page_of) {
  Sheet sheet(book, words("team", {{"team", std::to_string(team.number)}}), survey.paper, words);
  std::vector<Sheet::Column> columns = {{words("column_stop"), 6},
                                        {words("column_sheet_and_map"), 7},
                                        {words("column_psu"), 18},
                                        {words("column_name"), 20},
                                        {words("column_stratum"), 20}};
  for (const std::string& name : plan.carried) columns.push_back({name, 14});
  for (const auto& [key, width] : std::vector<std::pair<const char*, double>>{{"column_size", 10},
                                                                              {"column_interviews_wanted", 12},
                                                                              {"column_households_drawn", 12},
                                                                              {"column_latitude", 11},
                                                                              {"column_longitude", 11},
                                                                              {"column_days", 8},
                                                                              {"column_km_from_before", 9},
                                                                              {"column_date_begun", 10},
                                                                              {"column_date_done", 10},
                                                                              {"column_interviews_done", 10},
                                                                              {"remarks", 24}})
    columns.push_back({words(key), width});
  const bool merged =
      std::any_of(plan.psus.begin(), plan.psus.end(), [](const Psu& psu) { return !psu.members.empty(); });
  if (merged) columns.push_back({words("column_census_areas"), 30});
  sheet.header(words("team_psus", {{"team", team.name}}), columns);
  for (std::size_t k = 0; k < team.stops.size(); ++k) {
    const Stop& stop = team.stops[k];
    const std::size_t i = stop.psu;
    const Psu& psu = plan.psus[i];
    sheet.row();
    sheet.number(static_cast<double>(k + 1));
    sheet.number(static_cast<double>(page_of.at(i)));
    sheet.text(psu.id);
    sheet.text(psu.name);
    sheet.text(psu.stratum);
    for (const std::string& value : psu.carried) sheet.text(value);
    sheet.number(psu.count());
    sheet.number(psu.take);
    sheet.number(households_in(plan, i));
    if (psu.position) {
      sheet.number(to_a_metre(psu.position->latitude_degrees()));
      sheet.number(to_a_metre(psu.position->longitude_degrees()));
    } else {
      sheet.blank();
      sheet.blank();
    }
    sheet.text(stop.days());
    sheet.number(std::floor(10 * stop.kilometres + 0.5) / 10);
    for (int blank = 0; blank < 4; ++blank) sheet.blank();
    if (!merged) continue;
    std::string members;
    for (const Member& member : psu.members) members += (members.empty() ? "" : ", ") + member.id;
    sheet.text(members);
  }
  sheet.finish();
}

void write_households(lxw_workbook* book, const Plan& plan, const Survey& survey, const Team& team,
                      const Words& words) {
  if (plan.households.empty()) return;
  Sheet sheet(book, words("tab_visits", {{"team", std::to_string(team.number)}}), survey.paper, words);
  std::vector<Sheet::Column> columns = {{words("column_psu"), 18},
                                        {words("column_name"), 22},
                                        {words(visited(plan.mode)), 16},
                                        {words("column_eligible_children"), 11},
                                        {words("column_table"), 8}};
  const std::size_t selections = plan.respondents.front().selection.size();
  for (std::size_t i = 1; i <= selections; ++i)
    columns.push_back({words("column_if", {{"children", std::to_string(i)}}), 6});
  const std::size_t first_result = columns.size();
  for (int visit = 1; visit <= 3; ++visit)
    columns.push_back({words("column_visit_number", {{"number", std::to_string(visit)}}), 9});
  columns.push_back({words("child"), 10});
  columns.push_back({words("caregiver"), 10});
  columns.push_back({words("remarks"), 30});
  sheet.header(words("team_visits", {{"team", team.name}}), columns);
  for (const std::size_t psu : team.psus()) {
    for (std::size_t i = 0; i < plan.households.size(); ++i) {
      const Household& household = plan.households[i];
      if (household.psu != psu) continue;
      sheet.row();
      sheet.text(plan.psus[psu].id);
      sheet.text(plan.psus[psu].name);
      sheet.text(household.id);
      if (household.eligible_children)
        sheet.number(*household.eligible_children);
      else
        sheet.blank();
      sheet.text(plan.respondents[i].table);
      for (std::size_t k = 0; k < selections; ++k) sheet.number(plan.respondents[i].selection[k]);
      for (std::size_t k = first_result; k < columns.size(); ++k) sheet.blank();
    }
  }
  for (std::size_t k = 0; k < 5; ++k) sheet.result_codes(first_result + k);
  sheet.finish();
}

}  // namespace

void write_workbook(const Plan& plan, const Survey& survey, const TeamPlan& team_plan, const Words& words,
                    const std::filesystem::path& file) {
  XlsxFile out(file, plan.title);
  lxw_workbook* book = out.book();
  const std::vector<Team>& teams = team_plan.teams;
  const std::map<std::size_t, std::size_t> page_of = page_numbers(plan);
  write_index(book, plan, survey, teams, words);
  for (const Team& team : teams) {
    write_psus(book, plan, survey, team, words, page_of);
    write_households(book, plan, survey, team, words);
  }
  out.finish();
}

std::string workbook_library() {
  return LXW_VERSION;
}

}  // namespace fairdraw
