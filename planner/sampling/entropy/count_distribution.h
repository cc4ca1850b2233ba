#pragma once

#include "planner/sampling/stream.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fairdraw {

/// How many of several independent units are in: the Poisson-binomial distribution, as far as its chances are not
/// negligible (below 1e-36). With marks, also the sum, over all ways to reach a count, of the chance times the
/// probabilities of staying out of its members: what Sampford's design weighs a sample by.
///
/// In symbols: plain(s) and marked(s) are the coefficients of x^s and e x^s in the product of (q + p x (1 + e q)),
/// q = 1 - p, powers of e above the first being dropped.
class CountDistribution {
 public:
  explicit CountDistribution(bool with_marks) : with_marks_(with_marks) {}

  /// Takes one more unit in. All terms are positive: no digit is lost.
  void add(double p, double q);

  double plain(std::int64_t count) const { return at(plain_, count); }
  double marked(std::int64_t count) const { return at(marked_, count); }

  std::int64_t low() const { return low_; }
  std::span<const double> plain_values() const { return plain_; }
  std::span<const double> marked_values() const { return marked_; }

  /// The same without the room that add() works in: for keeping many.
  CountDistribution kept() const;

  /// The distribution without one of its units, on the same counts. Solved upwards where p is at most 1/2, downwards
  /// otherwise: so errors die out along the way.
  CountDistribution without(double p, double q) const;

 private:
  double at(const std::vector<double>& values, std::int64_t count) const {
    const std::int64_t k = count - low_;
    return k >= 0 && k < static_cast<std::int64_t>(values.size()) ? values[static_cast<std::size_t>(k)] : 0.0;
  }

  bool with_marks_;
  std::int64_t low_ = 0;
  std::vector<double> plain_{1.0};
  std::vector<double> marked_{0.0};  ///< as long as `plain_` where there are marks
  std::vector<double> next_;
};

/// What a distribution says at two neighbouring counts without one unit.
struct WithoutOne {
  double plain_below = 0;   ///< at count - 1
  double plain_here = 0;    ///< at count
  double marked_below = 0;  ///< 0 without marks
};

/// For each unit, the distribution without it at `count` - 1 and `count`, each as CountDistribution::without() has it.
/// @param visit  called once for each unit, in any order, with its position and what was found
template <class Visit>
void without_each(const CountDistribution& all, std::span<const double> in, std::span<const double> out,
                  std::int64_t count, bool with_marks, Visit visit);

/// The distribution of all units' count.
CountDistribution count_of(std::span<const double> in, std::span<const double> out, bool with_marks);

/// Fills in the chances that two units are both in, given that `n` are and, with a mark, that one of all bears it.
/// @param all     of all units
/// @param in,out  of the units asked for; where `in` is 0 or 1, a unit's rows are left as they are
/// @param matrix  row by row; its diagonal is left as it is
void fill_joint_given_count(const CountDistribution& all, std::span<const double> in, std::span<const double> out,
                            std::uint32_t n, bool with_mark, std::vector<double>& matrix);

/// Decides unit by unit who is in, given that `n` are and, with a mark, that one of them bears it: each time by the
/// exact chance, given what was decided before. Two passes over the units; memory grows with the root of their number.
/// @return positions in `in`, ascending
std::vector<std::uint32_t> draw_given_count(std::span<const double> in, std::span<const double> out, std::uint32_t n,
                                            bool with_mark, Stream& stream);

/// Units taken side by side, so that the processor has more than one chain of operations to follow.
inline constexpr std::size_t kLanes = 8;
using Lanes = std::array<double, kLanes>;

/// CountDistribution::without() for a few units at once that all have p <= 1/2 (`upwards`) or all above.
std::array<WithoutOne, kLanes> without_lanes(const CountDistribution& all, const Lanes& p, const Lanes& q, bool upwards,
                                             std::int64_t count, bool with_marks);

template <class Visit>
void without_each(const CountDistribution& all, std::span<const double> in, std::span<const double> out,
                  std::int64_t count, bool with_marks, Visit visit) {
  for (const bool upwards : {true, false}) {
    std::array<std::size_t, kLanes> unit{};
    std::size_t filled = 0;
    Lanes p;
    Lanes q;
    p.fill(0.5);
    q.fill(0.5);
    const auto flush = [&] {
      const std::array<WithoutOne, kLanes> found = without_lanes(all, p, q, upwards, count, with_marks);
      for (std::size_t l = 0; l < filled; ++l) visit(unit[l], found[l]);
      filled = 0;
    };
    for (std::size_t i = 0; i < in.size(); ++i) {
      if ((in[i] <= 0.5) != upwards) continue;
      unit[filled] = i;
      p[filled] = in[i];
      q[filled] = out[i];
      if (++filled == kLanes) flush();
    }
    if (filled > 0) flush();
  }
}

}  // namespace fairdraw
