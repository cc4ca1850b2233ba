#include "planner/field/workbook.h"

#include "planner/base/text.h"
#include "planner/field/result_codes.h"
#include "planner/field/teams.h"
#include "planner/field/xlsx_file.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {
namespace {

/// A table being written to one worksheet.
class Sheet {
 public:
  Sheet(lxw_workbook* book, const std::string& name, PaperSize paper, const Words& words)
      : book_(book), sheet_(workbook_add_worksheet(book, name.c_str())), words_(words) {
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, paper == PaperSize::a4 ? 9 : 1);
    worksheet_set_margins(sheet_, 0.4, 0.4, 0.6, 0.6);
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_set_footer(sheet_, ("&L&8&F, &A&R&8" + words("workbook_page")).c_str());
  }

  struct Column {
    std::string heading;
    double width;
  };

  void header(const std::string& title, const std::vector<Column>& columns) {
    lxw_format* bold = format(true, false);
    worksheet_write_string(sheet_, 0, 0, title.c_str(), bold);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, column, column, columns[i].width, nullptr);
      worksheet_write_string(sheet_, 1, column, columns[i].heading.c_str(), format(true, true));
    }
    columns_ = columns.size();
    worksheet_freeze_panes(sheet_, 2, 1);
    worksheet_repeat_rows(sheet_, 0, 1);
  }

  void row() {
    ++row_;
    column_ = 0;
  }
  void text(const std::string& value) {
    // As a string whatever it begins with: "=cmd()" stays what it is. Cells hold 32,767 characters at most.
    worksheet_write_string(sheet_, row_, column_++, value.substr(0, 32'000).c_str(), cell());
  }
  void number(double value) { worksheet_write_number(sheet_, row_, column_++, value, cell()); }
  void blank() { worksheet_write_blank(sheet_, row_, column_++, cell()); }

  /// Allows only result codes in a column.
  void result_codes(std::size_t column) {
    if (row_ < 2) return;
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_INTEGER;
    rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    rule.minimum_number = kResultCodes.front();
    rule.maximum_number = kResultCodes.back();
    std::string title = words_("result_title");
    std::string message = words_("result_message");
    rule.error_title = title.data();
    rule.error_message = message.data();
    worksheet_data_validation_range(sheet_, 2, static_cast<lxw_col_t>(column), row_, static_cast<lxw_col_t>(column),
                                    &rule);
  }

  void finish() {
    if (row_ >= 2) worksheet_autofilter(sheet_, 1, 0, row_, static_cast<lxw_col_t>(columns_ - 1));
  }

  lxw_worksheet* raw() { return sheet_; }

 private:
  lxw_format* format(bool bold, bool bordered) {
    lxw_format* made = workbook_add_format(book_);
    if (bold) format_set_bold(made);
    if (bordered) {
      format_set_border(made, LXW_BORDER_THIN);
      format_set_text_wrap(made);
      format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
      format_set_bg_color(made, 0xEBEBEB);
    }
    return made;
  }
  lxw_format* cell() {
    if (cell_ == nullptr) {
      cell_ = workbook_add_format(book_);
      format_set_border(cell_, LXW_BORDER_HAIR);
      format_set_align(cell_, LXW_ALIGN_VERTICAL_TOP);
    }
    return cell_;
  }

  lxw_workbook* book_;
  lxw_worksheet* sheet_;
  const Words& words_;
  lxw_format* cell_ = nullptr;
  lxw_row_t row_ = 1;
  lxw_col_t column_ = 0;
  std::size_t columns_ = 0;
};

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
                                                                          {words("column_strata"), 60}});
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
  sheet.row();
  sheet.row();
  sheet.text(words("results"));
  for (const int code : kResultCodes) {
    sheet.row();
    sheet.number(code);
    sheet.text(words("result_" + std::to_string(code)));
  }
}

void write_psus(lxw_workbook* book, const Plan& plan, const Survey& survey, const Team& team, const Words& words,
                const std::map<std::size_t, std::size_t>& page_of) {
  Sheet sheet(book, words("team", {{"team", std::to_string(team.number)}}), survey.paper, words);
  std::vector<Sheet::Column> columns = {{words("column_stop"), 7},
                                        {words("column_sheet_and_map"), 9},
                                        {words("column_psu"), 18},
                                        {words("column_name"), 24},
                                        {words("column_stratum"), 24}};
  for (const std::string& name : plan.carried) columns.push_back({name, 18});
  for (const auto& [key, width] : std::vector<std::pair<const char*, double>>{{"column_size", 10},
                                                                              {"column_interviews_wanted", 12},
                                                                              {"column_households_drawn", 12},
                                                                              {"column_latitude", 11},
                                                                              {"column_longitude", 11},
                                                                              {"column_days", 8},
                                                                              {"column_km_from_before", 9},
                                                                              {"column_date_begun", 12},
                                                                              {"column_date_done", 12},
                                                                              {"column_interviews_done", 12},
                                                                              {"remarks", 30}})
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
    sheet.number(psu.measure_of_size);
    sheet.number(psu.take);
    sheet.number(households_in(plan, i));
    if (psu.position) {
      sheet.number(psu.position->latitude_degrees());
      sheet.number(psu.position->longitude_degrees());
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
                                        {words(plan.mode == "random-walk"  ? "contact"
                                               : plan.mode == "footprints" ? "building"
                                                                           : "household"),
                                         16},
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

}  // namespace fairdraw
