#include "planner/sampling/entropy/sampford.h"

#include "planner/sampling/entropy/count_distribution.h"
#include "planner/sampling/probabilities.h"

#include <algorithm>

namespace fairdraw {
namespace {

/// The units that chance decides on.
struct Open {
  std::vector<std::uint32_t> units;
  std::vector<double> in, out;
  std::uint32_t n = 0;
};

Open open_units(std::span<const double> probabilities) {
  Open open{undecided_units(probabilities), {}, {}, 0};
  open.n = fixed_size(probabilities) - static_cast<std::uint32_t>(units_taken(probabilities).size());
  open.in.reserve(open.units.size());
  open.out.reserve(open.units.size());
  for (const std::uint32_t unit : open.units) {
    open.in.push_back(probabilities[unit]);
    open.out.push_back(1 - probabilities[unit]);
  }
  return open;
}

/// Draws with replacement, to be repeated until no unit comes twice.
class WithReplacement {
 public:
  explicit WithReplacement(const Open& open) : n_(open.n), taken_(open.units.size(), false) {
    double first = 0;
    double others = 0;
    for (std::size_t k = 0; k < open.units.size(); ++k) {
      first_.push_back(first += open.in[k]);
      others_.push_back(others += open.in[k] / open.out[k]);
    }
  }

  /// How many pairs of the n are expected to be of one unit: no unit comes twice with a chance of about exp(-pairs).
  double pairs(const Open& open) const {
    double with_first = 0;
    double of_others = 0;
    for (std::size_t k = 0; k < open.units.size(); ++k) {
      const double other = open.in[k] / open.out[k] / others_.back();
      with_first += open.in[k] / first_.back() * other;
      of_others += other * other;
    }
    const double others = n_ - 1.0;
    return others * with_first + others * (others - 1) / 2 * of_others;
  }

  /// @return positions in the open units; empty where one came twice
  std::vector<std::uint32_t> draw(Stream& stream) {
    std::vector<std::uint32_t> out;
    while (out.size() < n_) {
      const std::size_t k = stream.choose(out.empty() ? first_ : others_);
      if (taken_[k]) break;
      taken_[k] = true;
      out.push_back(static_cast<std::uint32_t>(k));
    }
    for (const std::uint32_t k : out) taken_[k] = false;
    if (out.size() < n_) out.clear();
    return out;
  }

 private:
  std::uint32_t n_;
  std::vector<double> first_, others_;  ///< cumulated
  std::vector<bool> taken_;
};

std::vector<std::uint32_t> draw_open(const Open& open, std::uint32_t tries, Stream& stream) {
  constexpr double kManyPairs = 4;
  WithReplacement with_replacement(open);
  if (!(with_replacement.pairs(open) <= kManyPairs)) tries = 0;
  for (std::uint32_t k = 0; k < tries; ++k)
    if (std::vector<std::uint32_t> drawn = with_replacement.draw(stream); !drawn.empty()) return drawn;
  return draw_given_count(open.in, open.out, open.n, true, stream);
}

}  // namespace

std::vector<std::uint32_t> sampford(std::span<const double> probabilities, Stream& stream) {
  constexpr std::size_t kMany = 500;  // fewer are decided one by one as quickly
  return sampford_after_tries(probabilities, probabilities.size() < kMany ? 0 : 64, stream);
}

std::vector<std::uint32_t> sampford_after_tries(std::span<const double> probabilities, std::uint32_t tries,
                                                Stream& stream) {
  const Open open = open_units(probabilities);
  std::vector<std::uint32_t> drawn = units_taken(probabilities);
  if (open.n > 0)
    for (const std::uint32_t k : draw_open(open, tries, stream)) drawn.push_back(open.units[k]);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

std::vector<double> sampford_joint(std::span<const double> probabilities, std::span<const std::uint32_t> units) {
  const Open open = open_units(probabilities);
  std::vector<double> in, out;  // of the units asked for
  for (const std::uint32_t unit : units) {
    in.push_back(probabilities[unit]);
    out.push_back(1 - probabilities[unit]);
  }
  std::vector<double> matrix = independent_joint(probabilities, units);
  fill_joint_given_count(count_of(open.in, open.out, true), in, out, open.n, true, matrix);
  return matrix;
}

}  // namespace fairdraw
