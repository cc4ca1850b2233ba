#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

namespace fairdraw::test {

using Sample = std::vector<std::uint32_t>;

/// A design: every sample that can come out, with its probability.
using Outcomes = std::map<Sample, double>;

/// Runs `draw` once for each way in which its random decisions can turn out, and adds up the probabilities of the
/// samples. What it proves, it proves of the code that runs in the field, not of a copy.
Outcomes every_outcome(const std::function<Sample(Stream&)>& draw);

/// The same for draws that ask for whole numbers below a limit so large that not every one of them can be tried: of
/// these, stretches are found by bisection between whose ends nothing changes. So it holds for draws that change from
/// one outcome to another along the number, and never back: such as the start of a systematic draw.
Outcomes every_outcome_by_stretches(const std::function<Sample(Stream&)>& draw);

/// First-order inclusion probabilities (or expected hits) of `units` units.
std::vector<double> first_order(const Outcomes& outcomes, std::size_t units);

/// Probabilities that two different units are both drawn, row by row; first-order ones on the diagonal.
std::vector<double> second_order(const Outcomes& outcomes, std::size_t units);

/// The largest absolute difference of two lists of equal length.
double largest_difference(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace fairdraw::test
