#include "planner/study/exact_variance.h"

#include "planner/sampling/probabilities.h"

#include <algorithm>
#include <cstdint>

namespace fairdraw {
namespace {

constexpr double kMostPairs = 1e6;  ///< of one stratum: work grows faster than their number
constexpr double kMostWork = 1e9;   ///< pairs times totals

/// Adds what one stratum's areas that are left to chance bring.
void add_stratum(const Stratum& stratum, const StratumInput& input, const Method& method,
                 const std::vector<StudyColumn>& columns, std::vector<std::vector<double>>& to) {
  const std::vector<std::uint32_t> units = undecided_units(input.probabilities);
  if (units.size() < 2) return;
  const std::vector<double> joint = joint_probabilities(method, input.view(), units);
  for (std::size_t a = 0; a < units.size(); ++a)
    for (std::size_t b = 0; b <= a; ++b) {
      const double pa = input.probabilities[units[a]];
      const double pb = input.probabilities[units[b]];
      const double weight = a == b ? (1 - pa) / pa : 2 * (joint[a * units.size() + b] / (pa * pb) - 1);
      const std::uint32_t row = stratum.areas[units[a]];
      const std::uint32_t other = stratum.areas[units[b]];
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const std::size_t total = columns[c].first(row);
        if (total == columns[c].first(other))
          to[c][total] += weight * columns[c].amount[row] * columns[c].amount[other];
      }
    }
}

}  // namespace

std::vector<std::vector<double>> exact_variances(const Strata& strata, const std::vector<StratumInput>& inputs,
                                                 const Method& method, const std::vector<StudyColumn>& columns) {
  if (method.joint != JointKnowledge::exact || method.keeps != Keeps::exactly || method.must_repeat) return {};
  double work = 0;
  for (const Stratum& stratum : strata) {
    const auto areas = static_cast<double>(stratum.areas.size());
    if (areas * areas > kMostPairs) return {};
    work += areas * areas * static_cast<double>(columns.size());
  }
  if (work > kMostWork) return {};
  std::vector<std::vector<double>> out;
  for (const StudyColumn& column : columns) out.emplace_back(column.totals.size(), 0.0);
  for (std::size_t h = 0; h < strata.size(); ++h) add_stratum(strata[h], inputs[h], method, columns, out);
  for (std::vector<double>& column : out)
    for (double& variance : column) variance = std::max(0.0, variance);
  return out;
}

}  // namespace fairdraw
