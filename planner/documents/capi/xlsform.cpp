#include "planner/documents/capi/xlsform.h"

#include "planner/documents/xlsx_file.h"

namespace fairdraw {
namespace {

const std::vector<std::string> kSurvey = {"type",        "name",          "label",      "hint",
                                          "required",    "relevant",      "constraint", "constraint_message",
                                          "calculation", "choice_filter", "appearance", "repeat_count",
                                          "default"};

void write_sheet(lxw_workbook* book, const char* name, const std::vector<std::string>& columns,
                 const std::vector<XlsForm::Row>& rows) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, name);
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  for (lxw_col_t k = 0; k < columns.size(); ++k) {
    worksheet_set_column(sheet, k, k, columns[k] == "label" || columns[k] == "hint" ? 50 : 24, nullptr);
    worksheet_write_string(sheet, 0, k, columns[k].c_str(), bold);
    for (lxw_row_t r = 0; r < rows.size(); ++r)
      if (const auto cell = rows[r].find(columns[k]); cell != rows[r].end() && !cell->second.empty())
        worksheet_write_string(sheet, r + 1, k, cell->second.c_str(), nullptr);
  }
  worksheet_freeze_panes(sheet, 1, 0);
}

}  // namespace

void XlsForm::write(const std::filesystem::path& file) const {
  XlsxFile out(file, title_);
  write_sheet(out.book(), "survey", kSurvey, survey_);
  write_sheet(out.book(), "choices", {"list_name", "name", "label"}, choices_);
  write_sheet(out.book(), "settings", {"form_title", "form_id", "version"},
              {{{"form_title", title_}, {"form_id", id_}, {"version", version_}}});
  out.finish();
}

}  // namespace fairdraw
