#include "planner/inputs/columns.h"

#include "geo/read/frame_summary.h"
#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>

namespace fairdraw {

namespace {

bool has(const std::vector<ColumnSummary>& columns, const std::string& name) {
  return std::any_of(columns.begin(), columns.end(), [&](const ColumnSummary& column) { return column.name == name; });
}

/// Columns of the frame's file, and those that are taken from the files joined to it.
std::vector<ColumnSummary> all_columns(const Survey& survey) {
  const FrameSource& frame = survey.frame;
  std::vector<ColumnSummary> out =
      summarise_frame(survey.resolve(frame.file).string(), frame.layer, frame.format).columns;
  for (const FrameJoin& join : frame.joins) {
    const auto is_key = [&](const std::string& name) {
      return std::any_of(join.on.begin(), join.on.end(), [&](const auto& pair) { return pair.second == name; });
    };
    for (ColumnSummary& column : summarise_frame(survey.resolve(join.file).string(), join.layer, join.format).columns) {
      const bool taken = join.columns.empty()
                             ? !is_key(column.name)
                             : std::find(join.columns.begin(), join.columns.end(), column.name) != join.columns.end();
      if (taken && !has(out, column.name)) out.push_back(std::move(column));
    }
  }
  return out;
}

}  // namespace

std::vector<std::string> columns_to_study(const Survey& survey, const std::vector<std::string>& asked,
                                          const std::vector<std::string>& beside) {
  const std::vector<ColumnSummary> columns = all_columns(survey);
  Complaints complaints;
  const auto must_be_there = [&](const char* option, const std::string& name) {
    if (!has(columns, name))
      complaints.add(std::string(option) + " " + printable(name) + ": the frame has no such column");
  };
  for (const std::string& name : asked) must_be_there("--total", name);
  for (const std::string& name : beside) must_be_there("--balance", name);
  complaints.throw_if_any(ErrorKind::usage);
  if (!asked.empty()) return asked;
  const auto names_area = [&](const std::string& name) {
    return std::find(survey.frame.id.begin(), survey.frame.id.end(), name) != survey.frame.id.end();
  };
  std::vector<std::string> out;
  for (const ColumnSummary& column : columns)
    if (column.readable && !names_area(column.name) && column.name != survey.frame.name) out.push_back(column.name);
  return out;
}

Survey reading(const Survey& survey, const std::vector<std::string>& columns) {
  Survey out = survey;
  const auto carry = [&](const std::string& name) {
    if (std::find(out.frame.carry.begin(), out.frame.carry.end(), name) == out.frame.carry.end())
      out.frame.carry.push_back(name);
  };
  for (const std::string& name : columns) carry(name);
  for (const std::string& name : out.areas.balance) carry(name);
  return out;
}

}  // namespace fairdraw
