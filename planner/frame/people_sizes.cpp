#include "planner/frame/people_sizes.h"

#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/frame/column_words.h"

#include <optional>

namespace fairdraw {
namespace {

/// Countries' mean household sizes lie between 1.8 and 9.
constexpr double kSmallestHousehold = 1.6;
constexpr double kLargestHousehold = 12;

bool counts_people(const std::string& column) {
  return says(column, ColumnWord::people) && !says(column, ColumnWord::households);
}

/// The sum of a column; nothing where it does not hold numbers alone.
std::optional<double> total_of(const TextColumn& column, std::size_t areas) {
  double sum = 0;
  for (std::size_t row = 0; row < areas; ++row) {
    const auto number = parse_number(column[row]);
    if (!number || *number < 0) return std::nullopt;
    sum += *number;
  }
  return sum;
}

/// People in a household, where a column beside the size counts these.
std::optional<double> household_size(const Frame& frame, const Survey& survey, Finding& out) {
  double sizes = 0;
  for (const double size : frame.own_sizes()) sizes += size;
  for (const TextColumn& column : frame.columns) {
    if (column.name() == survey.frame.size || !says(column.name(), ColumnWord::households)) continue;
    const auto households = total_of(column, frame.areas());
    if (!households || !(*households > 0)) continue;
    const double each = sizes / *households;
    if (each < kSmallestHousehold || each > kLargestHousehold) continue;
    out.add("column \"" + printable(column.name()) + "\" says households: \"" + printable(survey.frame.size) +
            "\" is " + formatted("%.1f", each) + " times as much");
    return each;
  }
  return std::nullopt;
}

}  // namespace

Finding people_taken_for_households(const Frame& frame, const Survey& survey) {
  Finding out{"size-in-people", Severity::warning, 0, {}, ""};
  if (survey.households.mode == HouseholdMode::none || survey.frame.size_per_household != 1) return out;
  if (survey.frame.size.empty()) return out;  // households_per_area says what is counted
  if (survey.frame.is_raster())
    out.add(printable(survey.frame.file) + " is a raster, which counts people");
  else if (counts_people(survey.frame.size))
    out.add("column \"" + printable(survey.frame.size) + "\" counts people by its name");
  if (survey.boundaries && counts_people(survey.boundaries->total))
    out.add("it is compared with \"" + printable(survey.boundaries->total) +
            "\" of the boundaries, which counts people by its name");
  const std::optional<double> found = household_size(frame, survey, out);
  out.treatment =
      "kept, as households, by which listings, walks, segments and costs go: where they are people, say "
      "frame.size_per_household, ";
  out.treatment += found ? formatted("%.1f as this frame has it", *found) : "your country's mean household size";
  return out;
}

}  // namespace fairdraw
