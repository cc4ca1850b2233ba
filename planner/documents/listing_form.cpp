#include "planner/documents/listing_form.h"

#include "planner/documents/teams.h"
#include "planner/documents/xlsx_file.h"
#include "planner/stages/household_draw.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace fairdraw {
namespace {

constexpr double kRoom = 1.3;  ///< lines for so many times the households that the frame has

void allow_whole_numbers(lxw_worksheet* sheet, lxw_row_t last, lxw_col_t column, int least, int most,
                         const Words& words) {
  lxw_data_validation rule{};
  rule.validate = LXW_VALIDATION_TYPE_INTEGER;
  rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  rule.minimum_number = least;
  rule.maximum_number = most;
  std::string title = words("listing_title");
  std::string message = words("whole_number");
  rule.error_title = title.data();
  rule.error_message = message.data();
  worksheet_data_validation_range(sheet, 1, column, last, column, &rule);
}

}  // namespace

bool write_listing_form(const Plan& plan, const Survey& survey, const Words& words, const std::filesystem::path& file) {
  std::vector<std::size_t> to_list;
  for (const std::size_t psu : field_order(plan))
    if (to_be_listed(plan, plan.psus[psu])) to_list.push_back(psu);
  if (to_list.empty()) return false;

  XlsxFile out(file, plan.title);
  lxw_workbook* book = out.book();
  lxw_worksheet* sheet = workbook_add_worksheet(book, "listing");
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  lxw_format* as_text = workbook_add_format(book);
  format_set_num_format(as_text, "@");  // an id is a text: 007 stays 007

  std::vector<std::pair<std::string, double>> columns = {{"psu_id", 18}, {"household_id", 14},      {"address", 40},
                                                         {"head", 26},   {"eligible_children", 18}, {"children", 20}};
  if (plan.one_trip) columns.emplace_back("taken", 8);
  if (std::any_of(to_list.begin(), to_list.end(), [&](std::size_t psu) { return plan.psus[psu].sketched(); }))
    columns.emplace_back("segments", 10);
  for (lxw_col_t k = 0; k < columns.size(); ++k) {
    worksheet_set_column(sheet, k, k, columns[k].second, k <= 1 ? as_text : nullptr);
    worksheet_write_string(sheet, 0, k, columns[k].first.c_str(), bold);
  }
  lxw_row_t row = 0;
  for (const std::size_t psu : to_list) {
    const double lines = std::ceil(kRoom * households_by_frame(plan.psus[psu], survey.frame));
    for (double k = 0; k < std::clamp(lines, 20.0, 1000.0); ++k)
      worksheet_write_string(sheet, ++row, 0, plan.psus[psu].id.c_str(), as_text);
  }
  for (lxw_col_t k = 0; k < columns.size(); ++k) {
    if (columns[k].first == "eligible_children") allow_whole_numbers(sheet, row, k, 0, 100, words);
    if (columns[k].first == "taken") allow_whole_numbers(sheet, row, k, 0, 1, words);
    if (columns[k].first == "segments") allow_whole_numbers(sheet, row, k, 1, 10'000, words);
  }
  worksheet_freeze_panes(sheet, 1, 1);
  worksheet_autofilter(sheet, 0, 0, row, static_cast<lxw_col_t>(columns.size() - 1));
  out.finish();
  return true;
}

}  // namespace fairdraw
