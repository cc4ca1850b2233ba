#include "planner/draw/stratum_table.h"

#include "config/yield_parts.h"
#include "planner/base/text.h"
#include "planner/frame/strata.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace fairdraw {
namespace {

constexpr double kMostAreas = 1e6;
constexpr double kMostCost = 1e12;
constexpr double kMostTake = 1000;

std::vector<std::string> known_columns() {
  std::vector<std::string> out{"stratum", "count", "minimum", "maximum", "per_area", "variance", "take"};
  for (const YieldPart& yield : kYieldParts)
    for (const char* end : {"", "_low", "_high"}) out.push_back(std::string(yield.name) + end);
  return out;
}

std::string with_nearest(const std::string& name, const std::vector<std::string>& known) {
  const std::string_view close = nearest(name, std::vector<std::string_view>(known.begin(), known.end()));
  return close.empty() ? std::string() : "; did you mean \"" + printable(close) + "\"?";
}

/// The table on its way into a survey.
class StratumTable {
 public:
  StratumTable(const NamedText& file, Survey& survey) : rows_(file), survey_(survey) {}

  void read(const Frame& frame) {
    require_columns();
    for (auto& [name, rows] : rows_of_strata(frame)) names_.push_back(name);
    std::set<std::string> met;
    for (std::size_t row = 0; row < rows_.rows(); ++row) {
      const std::string& name = rows_.text(row, rows_.column("stratum"));
      if (!std::binary_search(names_.begin(), names_.end(), name))
        rows_.complain(row, "the frame has no stratum \"" + printable(name) + "\"" + with_nearest(name, names_));
      else if (!met.insert(name).second)
        rows_.complain(row, "stratum \"" + printable(name) + "\" is there twice");
      else
        take_row(row, name);
    }
    for (const std::string& name : names_)
      if (!met.contains(name))
        rows_.complain("has no row for stratum \"" + printable(name) +
                       "\"; a row of empty cells leaves what holds for the country");
    rows_.finish();
  }

 private:
  void require_columns() {
    rows_.column("stratum");
    const std::vector<std::string> known = known_columns();
    for (const std::string& column : rows_.table().header)
      if (std::find(known.begin(), known.end(), column) == known.end())
        rows_.complain("column " + printable(column) + " is none that a table of strata has" +
                       with_nearest(column, known));
    const AreasStage& areas = survey_.areas;
    const bool fixed = areas.allocation == AllocationRule::fixed;
    if (rows_.optional("count") && !fixed)
      rows_.complain(
          "has a column count, which goes with areas.allocation = \"fixed\"; minimum and maximum bound what is shared "
          "out");
    if (fixed && !rows_.optional("count") && areas.fixed.empty())
      rows_.complain("has no column count, and areas.allocation = \"fixed\" needs one, or areas.fixed");
    if (fixed && (rows_.optional("minimum") || rows_.optional("maximum")))
      rows_.complain("has bounds of what is shared out; areas.allocation = \"fixed\" shares nothing out");
    if (rows_.optional("variance") && !areas.variable.empty())
      rows_.complain("has a column variance, and areas.variable says what varies; leave one of them out");
    if (rows_.optional("variance") && areas.allocation != AllocationRule::neyman &&
        areas.allocation != AllocationRule::optimal)
      rows_.complain("has a column variance, which goes with areas.allocation = \"neyman\" or \"optimal\"");
    if (areas.allocation == AllocationRule::neyman && areas.variable.empty() && !rows_.optional("variance"))
      rows_.complain("has no column variance, and areas.allocation = \"neyman\" needs one, or areas.variable");
    if (rows_.optional("take") && survey_.households.take_rule == TakeRule::self_weighting)
      rows_.complain("has a column take, and with households.take_rule = \"self-weighting\" takes follow from sizes");
  }

  /// Nothing, without a complaint, where the column is not there or the cell is empty.
  std::optional<double> number(std::size_t row, std::string_view column, double least, double most) {
    const auto at = rows_.optional(column);
    if (!at || rows_.text(row, *at).empty()) return std::nullopt;
    return rows_.number(row, *at, least, most);
  }

  std::optional<std::uint32_t> whole(std::size_t row, std::string_view column, double least, double most) {
    const std::optional<double> value = number(row, column, least, most);
    if (!value) return std::nullopt;
    if (*value == std::floor(*value)) return static_cast<std::uint32_t>(*value);
    rows_.complain(row, std::string(column) + " is " + number_text(*value) + "; it should be a whole number");
    return std::nullopt;
  }

  /// Puts a count where the survey file may have one too, which must not be another.
  void put(std::size_t row, std::string_view column, const std::string& stratum,
           std::map<std::string, std::uint32_t>& to, std::string_view key) {
    const auto value = whole(row, column, 0, kMostAreas);
    if (!value) return;
    const auto [found, added] = to.emplace(stratum, *value);
    if (!added && found->second != *value)
      rows_.complain(row, std::string(column) + " of stratum \"" + printable(stratum) + "\" is " +
                              std::to_string(*value) + ", and " + std::string(key) + " says " +
                              std::to_string(found->second) + "; leave one of them out");
  }

  void take_row(std::size_t row, const std::string& stratum) {
    AreasStage& areas = survey_.areas;
    put(row, "count", stratum, areas.fixed, "areas.fixed");
    put(row, "minimum", stratum, areas.minimum_in, "areas.minimum_in");
    put(row, "maximum", stratum, areas.maximum_in, "areas.maximum_in");
    const auto least = areas.minimum_in.find(stratum);
    const auto most = areas.maximum_in.find(stratum);
    if (least != areas.minimum_in.end() && most != areas.maximum_in.end() && least->second > most->second)
      rows_.complain(row, "minimum of stratum \"" + printable(stratum) + "\" is " + std::to_string(least->second) +
                              ", above its maximum, " + std::to_string(most->second));
    StratumRules& rules = survey_.of_stratum[stratum];
    rules.per_area = number(row, "per_area", 0, kMostCost);
    rules.variance = number(row, "variance", 0, 1e300);
    rules.take = whole(row, "take", 1, kMostTake);
    if (!rules.variance && rows_.optional("variance"))
      rows_.complain(row, "stratum \"" + printable(stratum) + "\" has no variance; give one to every stratum");
    for (const YieldPart& yield : kYieldParts) rules.yields.*yield.change = yield_of(row, yield.name);
  }

  std::optional<Yield> yield_of(std::size_t row, std::string_view name) {
    const std::string low_name = std::string(name) + "_low";
    const std::string high_name = std::string(name) + "_high";
    const auto mean = number(row, name, 0, 1);
    const auto low = number(row, low_name, 0, 1);
    const auto high = number(row, high_name, 0, 1);
    if (!mean) {
      if (low || high) rows_.complain(row, std::string(name) + " is empty, and has a range");
      return std::nullopt;
    }
    if (low.has_value() != high.has_value()) {
      rows_.complain(row, "a range needs both " + low_name + " and " + high_name);
      return std::nullopt;
    }
    const Yield out{*mean, low.value_or(*mean), high.value_or(*mean)};
    if (out.mean > 0 && out.low > 0 && out.low <= out.mean && out.mean <= out.high) return out;
    rows_.complain(row, std::string(name) + " should be above 0, between " + low_name + " and " + high_name);
    return std::nullopt;
  }

  NamedTable rows_;
  Survey& survey_;
  std::vector<std::string> names_;  ///< of the frame's strata, in order
};

}  // namespace

Survey with_stratum_table(const Survey& survey, const NamedText& file, const Frame& frame) {
  Survey out = survey;
  StratumTable(file, out).read(frame);
  return out;
}

}  // namespace fairdraw
