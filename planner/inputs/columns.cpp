#include "planner/inputs/columns.h"

#include "geo/read/frame_summary.h"
#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>

namespace fairdraw {

std::vector<std::string> columns_to_study(const Survey& survey, const std::vector<std::string>& asked,
                                          const std::vector<std::string>& beside) {
  const FrameSummary summary =
      summarise_frame(survey.resolve(survey.frame.file).string(), survey.frame.layer, survey.frame.format);
  Complaints complaints;
  const auto must_be_there = [&](const char* option, const std::string& name) {
    if (std::none_of(summary.columns.begin(), summary.columns.end(),
                     [&](const ColumnSummary& column) { return column.name == name; }))
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
  for (const ColumnSummary& column : summary.columns)
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
