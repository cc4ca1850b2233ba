#include "planner/draw/totals.h"

#include "planner/base/text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace fairdraw {
namespace {

/// The column's numbers, nothing where one of its entries is none or all are empty.
std::optional<std::vector<double>> numbers_in(const TextColumn& column, std::size_t areas) {
  std::vector<double> numbers(areas, 0.0);
  bool any = false;
  for (std::size_t row = 0; row < areas; ++row) {
    if (column[row].empty()) continue;
    const auto number = parse_number(column[row]);
    if (!number || !std::isfinite(*number)) return std::nullopt;
    numbers[row] = *number;
    any = true;
  }
  if (!any) return std::nullopt;
  return numbers;
}

StudyColumn of_numbers(std::string name, std::vector<double> numbers) {
  StudyColumn out;
  out.name = std::move(name);
  out.amount = std::move(numbers);
  out.totals.push_back(0);
  for (const double x : out.amount) out.totals[0] += x;
  return out;
}

/// Nothing where there are too many values.
std::optional<StudyColumn> of_values(const std::string& name, const TextColumn& column, const Frame& frame) {
  StudyColumn out;
  out.name = name;
  std::map<std::string, std::uint32_t, std::less<>> position;
  for (std::size_t row = 0; row < frame.areas() && position.size() <= kMostValues; ++row)
    position.try_emplace(std::string(column[row]), 0);
  if (position.size() > kMostValues) return std::nullopt;
  for (auto& [value, at] : position) {
    at = static_cast<std::uint32_t>(out.values.size());
    out.values.push_back(value);
  }
  out.totals.assign(out.values.size(), 0.0);
  out.amount = frame.own_sizes();
  for (std::size_t row = 0; row < frame.areas(); ++row) {
    out.value_of.push_back(position.find(column[row])->second);
    out.totals[out.value_of.back()] += out.amount[row];
  }
  return out;
}

}  // namespace

std::vector<StudyColumn> study_columns(const Frame& frame, const Survey& survey, const std::vector<std::string>& names,
                                       std::vector<std::string>& remarks) {
  std::vector<StudyColumn> out;
  out.push_back(of_numbers("(areas)", std::vector<double>(frame.areas(), 1.0)));
  for (const std::string& name : names) {
    const TextColumn& column = *frame.column(name);
    if (auto numbers = numbers_in(column, frame.areas())) {
      out.push_back(of_numbers(name, std::move(*numbers)));
    } else if (auto values = of_values(name, column, frame)) {
      out.push_back(std::move(*values));
    } else {
      remarks.push_back("column \"" + printable(name) + "\" holds no numbers and more than " +
                        std::to_string(kMostValues) + " values; it is not studied");
      continue;
    }
    const auto& balance = survey.areas.balance;
    out.back().balanced = std::find(balance.begin(), balance.end(), name) != balance.end();
  }
  return out;
}

}  // namespace fairdraw
