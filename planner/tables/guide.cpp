#include "planner/tables/guide.h"

#include "planner/tables/households.h"
#include "planner/tables/listing.h"
#include "planner/tables/probability_text.h"
#include "planner/tables/psus.h"
#include "planner/tables/respondents.h"
#include "planner/tables/strata.h"
#include "planner/tables/table.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace fairdraw {
namespace {

/// A text for a cell of a table in Markdown.
std::string in_cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '\\' || c == '<' || c == '`') out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

std::string heading(const Plan& plan) {
  return "# The tables of this plan\n\n" + (plan.title.empty() ? "" : in_cell(plan.title) + ", ") + plan.country +
         ". Written by fairdraw beside the tables, and like them part of what `fairdraw verify` makes again.\n\nEvery "
         "table is CSV: UTF-8, a comma between fields, a point in numbers, a header, and an empty field where a value "
         "is missing. `datapackage.json` says the same of every column for programs (Frictionless Data).\n\nA text "
         "that a spreadsheet would take for a formula, since it "
         "begins with `=`, `+`, `-` or `@` (or their wide forms) and is no number, has an apostrophe in front of it, "
         "and one that begins with apostrophes and such a sign has one more. `fairdraw` reads them back as they were; "
         "in R, `sub(\"^'(?='*[=+@\\t\\r-])\", \"\", x, perl = TRUE)` does so where there are any.\n\n";
}

std::string of_releases() {
  return "## Main sample, reserve and release\n\n`psus.csv` holds what was drawn, the reserve with it. Its column "
         "`release` says what is in the field: `0` is the main sample, `k` was opened by release `k` of "
         "`releases.csv`, and empty is in reserve: nobody goes there, and its weight "
         "is the one that it would have in the field. "
         "`draw_probability` is that of being drawn at all and never changes. `inclusion_probability` and "
         "`design_weight` are of what is in the field, and change for the whole stratum when a replicate is opened "
         "there. Analyses use the rows whose `release` is not empty.\n\n";
}

/// Columns that hold ids, which programs must not take for numbers.
std::vector<std::string> ids_of(const TableView& table) {
  std::vector<std::string> out = table.info.key;
  for (const TableReference& reference : table.info.references)
    for (const std::string& column : reference.columns)
      if (std::find(out.begin(), out.end(), column) == out.end()) out.push_back(column);
  std::erase_if(out, [&](const std::string& name) {
    return std::none_of(table.columns.begin(), table.columns.end(),
                        [&](const ColumnInfo& each) { return each.name == name && each.type == ColumnType::text; });
  });
  return out;
}

std::string of_joins(const std::vector<TableView>& tables) {
  std::string out =
      "## How tables join\n\nIds are texts, also where they look like numbers: `007` is another PSU than `7`.\n\n| "
      "table | a row is found by | and refers to |\n| --- | --- | --- |\n";
  const auto names = [](const std::vector<std::string>& columns) {
    std::string list;
    for (const std::string& each : columns) list += (list.empty() ? "`" : ", `") + each + "`";
    return list;
  };
  for (const TableView& table : tables) {
    std::string to;
    for (const TableReference& reference : table.info.references)
      to += (to.empty() ? "" : "; ") + ("`" + csv_file(reference.table) + "` by " + names(reference.columns));
    out += "| `" + csv_file(table.info.name) + "` | " + names(table.info.key) + " | " + to + " |\n";
  }
  return out + "\n";
}

/// R that reads the tables of respondents and joins them.
std::string recipe(const std::vector<TableView>& tables) {
  std::string out =
      "## In R: a row for each respondent\n\n```r\nread <- function(name, ids) read.csv(file.path(\"tables\", name), "
      "check.names = FALSE, encoding = \"UTF-8\",\n  colClasses = setNames(rep(\"character\", length(ids)), ids))\n";
  for (const char* name : {kStrataTable, kPsusTable, kHouseholdsTable, kRespondentsTable}) {
    const auto table =
        std::find_if(tables.begin(), tables.end(), [&](const TableView& each) { return each.info.name == name; });
    std::string ids;
    for (const std::string& id : ids_of(*table)) ids += (ids.empty() ? "\"" : ", \"") + id + "\"";
    out += std::string(name) + " <- read(\"" + csv_file(name) + "\", c(" + ids + "))\n";
  }
  return out +
         "joined <- merge(respondents, households, by = c(\"psu_id\", \"household_id\"), suffixes = c(\"\", "
         "\".household\"))\njoined <- merge(joined, psus, by = \"psu_id\", suffixes = c(\"\", "
         "\".psu\"))\nstopifnot(nrow(joined) == nrow(respondents))\njoined$base_weight <- 1 / "
         "joined$overall_probability  # of the child, before what the field changes\n```\n\n";
}

std::string of_columns(const TableView& table) {
  std::string out = "## " + csv_file(table.info.name) + "\n\n" + table.info.text +
                    ".\n\n| column | type | unit | meaning |\n| --- | --- | --- | --- |\n";
  for (const ColumnInfo& column : table.columns)
    out += "| `" + in_cell(column.name) + "` | " + std::string(name_of(column.type)) + " | " + column.unit + " | " +
           in_cell(column.text) + " |\n";
  return out + "\n";
}

}  // namespace

std::string tables_guide(const Plan& plan, const Survey& survey, const std::vector<TableView>& tables) {
  std::string out = heading(plan) + probability_text(plan, survey) + of_releases() + of_joins(tables) + recipe(tables);
  for (const TableView& table : tables) out += of_columns(table);
  out.pop_back();
  return out;
}

}  // namespace fairdraw
