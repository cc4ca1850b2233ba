#include "planner/frame/size_strata.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/frame/numbers.h"
#include "planner/frame/size_classes.h"
#include "planner/frame/strata.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace fairdraw {
namespace {

constexpr std::uint32_t kMostAutomatic = 10;
constexpr double kExplained = 0.81;         ///< of a characteristic's variance, by the column
constexpr double kWorthwhile = 0.9;         ///< a class more must leave less than this
constexpr std::uint32_t kClassesEach = 15;  ///< per stratum, for frequencies

std::vector<double> bounds_of(const std::vector<double>& ascending, std::uint32_t strata, const SizeStrata& how) {
  switch (how.method) {
    case SizeStrataMethod::cumulative_root_f:
      return cumulative_root_f(ascending, strata, kClassesEach * strata);
    case SizeStrataMethod::geometric:
      return geometric_bounds(ascending, strata);
    case SizeStrataMethod::lavallee_hidiroglou:
      return lavallee_hidiroglou(ascending, strata, how.cv);
  }
  return {};
}

std::vector<double> automatic_bounds(const std::vector<double>& ascending, const SizeStrata& how) {
  const auto left = [&](const std::vector<double>& bounds) {
    return kExplained * variance_left(ascending, bounds) + (1 - kExplained);
  };
  std::vector<double> best;
  for (std::uint32_t strata = 2; strata <= kMostAutomatic; ++strata) {
    std::vector<double> next = bounds_of(ascending, strata, how);
    if (left(next) >= kWorthwhile * left(best)) break;
    best = std::move(next);
  }
  return best;
}

}  // namespace

Frame with_size_strata(Frame frame, const Survey& survey) {
  const SizeStrata& how = survey.frame.strata_from;
  if (how.column.empty() || frame.areas() == 0) return frame;
  const std::vector<double> numbers = numbers_of(frame, how.column, "frame.strata_from");
  Complaints complaints;
  for (std::size_t row = 0; row < frame.areas(); ++row)
    if (numbers[row] < 0 || (numbers[row] == 0 && how.method == SizeStrataMethod::geometric))
      complaints.add(
          frame.source + ": area " + printable(frame.id[row]) + ": " + how.column + " is " + number_text(numbers[row]) +
          "; frame.strata_from takes numbers " +
          (how.method == SizeStrataMethod::geometric ? "above 0 by the method \"geometric\"" : "of 0 or more"));
  complaints.throw_if_any(ErrorKind::usage);
  std::vector<std::string> class_of(frame.areas());
  for (const Stratum& stratum : build_strata(frame)) {
    std::vector<double> ascending;
    for (const std::uint32_t area : stratum.areas) ascending.push_back(numbers[area]);
    std::sort(ascending.begin(), ascending.end());
    const std::vector<double> bounds =
        how.count == 0 ? automatic_bounds(ascending, how) : bounds_of(ascending, how.count, how);
    std::vector<std::string> names;
    for (std::size_t k = 0; k <= bounds.size(); ++k) {
      // Two digits where there are so many: names are in the order of their bytes.
      const std::string number = (bounds.size() >= 9 && k < 9 ? "0" : "") + std::to_string(k + 1);
      names.push_back(how.column + " " + number +
                      (bounds.empty()      ? std::string()
                       : k < bounds.size() ? ": up to " + number_text(bounds[k])
                                           : ": above " + number_text(bounds.back())));
    }
    for (const std::uint32_t area : stratum.areas)
      class_of[area] = names[static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), numbers[area]) -
                                                      bounds.begin())];
  }
  TextColumn column("size class");
  for (const std::string& name : class_of) column.push_back(name);
  frame.strata.push_back(frame.columns.size());
  frame.columns.push_back(std::move(column));
  return frame;
}

}  // namespace fairdraw
