#include "planner/sampling/list/elimination.h"

#include "planner/sampling/probabilities.h"

#include <algorithm>
#include <utility>

namespace fairdraw {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

}  // namespace

Elimination::Elimination(std::span<const double> probabilities)
    : rank_(probabilities.size(), kNone), probabilities_(probabilities.begin(), probabilities.end()) {
  const std::size_t n = fixed_size(probabilities) - units_taken(probabilities).size();
  unit_ = undecided_units(probabilities);
  std::sort(unit_.begin(), unit_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return probabilities[a] != probabilities[b] ? probabilities[a] < probabilities[b] : a < b;
  });
  for (const std::uint32_t unit : unit_) {
    rank_[unit] = static_cast<std::uint32_t>(sorted_.size());
    sorted_.push_back(probabilities[unit]);
  }
  // In a draw of N - e the m smallest units share m - e places. The m-th has a probability below 1 there if and only if
  // (m - e) x(m) < X(m), X being the running sum; that is m - X(m) / x(m) < e, and its left side never falls in m.
  const std::size_t steps = sorted_.size() - n;
  first_step_.assign(sorted_.size(), static_cast<std::uint32_t>(steps) + 1);
  open_.assign(1, 0);
  open_size_.assign(1, 0.0);
  strike_.assign(1, 0.0);
  std::uint32_t m = 0;
  double size = 0;
  for (std::size_t e = 1; e <= steps; ++e) {
    while (m < sorted_.size() &&
           (static_cast<double>(m + 1) - static_cast<double>(e)) * sorted_[m] < size + sorted_[m]) {
      first_step_[m] = static_cast<std::uint32_t>(e);
      size += sorted_[m++];
    }
    const double before = e == 1 ? 0.0 : (open_.back() - static_cast<double>(e - 1)) / open_size_.back();
    open_.push_back(m);
    open_size_.push_back(size);
    strike_.push_back(before > 0 ? 1 - (m - static_cast<double>(e)) / size / before : 0.0);
  }
  both_stay_.assign(steps + 2, 1.0);
  for (std::size_t e = steps; e >= 1; --e) both_stay_[e] = both_stay_[e + 1] * (1 - 2 * strike_[e]);
}

double Elimination::probability_at(std::uint32_t rank, std::size_t step) const {
  return (open_[step] - static_cast<double>(step)) * sorted_[rank] / open_size_[step];
}

std::vector<std::uint32_t> Elimination::draw(Stream& stream) const {
  std::vector<std::uint32_t> pool;  // ranks that could be struck before and are left
  pool.reserve(sorted_.size());
  std::vector<double> cumulative;
  for (std::size_t e = 1; e < open_.size(); ++e) {
    cumulative.clear();
    double sum = 0;
    for (std::uint32_t rank = open_[e - 1]; rank < open_[e]; ++rank) {
      sum += 1 - probability_at(rank, e);
      cumulative.push_back(sum);
    }
    std::size_t struck = 0;  // among the new ones; past them: one of the pool
    if (!cumulative.empty()) {
      cumulative.push_back(sum + strike_[e] * static_cast<double>(pool.size()));
      struck = stream.choose(cumulative);
    }
    if (struck + 1 >= cumulative.size()) {
      std::swap(pool[stream.below(pool.size())], pool.back());
      pool.pop_back();
      struck = kNone;
    }
    for (std::uint32_t rank = open_[e - 1]; rank < open_[e]; ++rank)
      if (rank - open_[e - 1] != struck) pool.push_back(rank);
  }
  std::vector<std::uint32_t> drawn = units_taken(probabilities_);
  for (const std::uint32_t rank : pool) drawn.push_back(unit_[rank]);
  for (std::uint32_t rank = open_.back(); rank < sorted_.size(); ++rank) drawn.push_back(unit_[rank]);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

double Elimination::joint(std::uint32_t a, std::uint32_t b) const {
  if (a == b || rank_[a] == kNone || rank_[b] == kNone)
    return a == b ? probabilities_[a] : probabilities_[a] * probabilities_[b];  // one of them is 0 or 1
  const auto [low, high] = std::minmax(rank_[a], rank_[b]);
  const std::size_t first = first_step_[low];
  const std::size_t second = first_step_[high];
  const std::size_t steps = open_.size() - 1;
  if (second > steps) return sorted_[low];
  // Until the larger unit's first step only the smaller one can be struck, and stays with its probability there.
  const double both = first == second
                          ? probability_at(low, second) + probability_at(high, second) - 1
                          : probability_at(low, second - 1) * (probability_at(high, second) - strike_[second]);
  return std::max(0.0, both * both_stay_[second + 1]);
}

std::vector<std::uint32_t> elimination(std::span<const double> probabilities, Stream& stream) {
  return Elimination(probabilities).draw(stream);
}

}  // namespace fairdraw
