#include "planner/frame/numbers.h"

#include "planner/base/text.h"

#include <cmath>

namespace fairdraw {
namespace {

/// Larger numbers leave no room for squares.
constexpr double kLargest = 1e100;

}  // namespace

std::vector<double> numbers_of(const Frame& frame, const std::string& name, const std::string& key,
                               Complaints& complaints) {
  const TextColumn& column = *frame.column(name);
  std::vector<double> numbers(frame.areas(), 0.0);
  for (std::uint32_t row = 0; row < frame.areas(); ++row) {
    const auto number = parse_number(column[row]);
    if (number && std::abs(*number) <= kLargest)
      numbers[row] = *number;
    else
      complaints.add(frame.source + ": area " + printable(frame.id[row]) + ": " + key + " column \"" + printable(name) +
                     "\" holds \"" + printable(column[row], 40) + "\"; it should be a number, of 1e100 at most");
  }
  return numbers;
}

std::vector<double> numbers_of(const Frame& frame, const std::string& column, const std::string& key) {
  Complaints complaints;
  std::vector<double> out = numbers_of(frame, column, key, complaints);
  complaints.throw_if_any(ErrorKind::usage);
  return out;
}

}  // namespace fairdraw
