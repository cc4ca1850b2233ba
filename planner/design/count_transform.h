#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fairdraw {

/// `n` independent whole numbers, each of which is k with chance chances[k].
struct IndependentCounts {
  std::vector<double> chances;
  std::uint32_t n = 1;
};

/// The distribution of a sum of independent whole numbers, or of a mixture of such sums, by its generating function at
/// the roots of unity and the discrete Fourier transform. Exact but for rounding; terms below 1e-20 are left out.
/// Source: Feller (1968), An Introduction to Probability Theory and Its Applications, volume 1, chapter XI, for the
/// generating functions.
class CountTransform {
 public:
  /// @param length  above every sum
  explicit CountTransform(std::size_t length);

  /// Adds the sum of all these counts to the mixture.
  /// @param counts  those of the largest `n` first: the sooner a term is nothing, the less there is to do
  void add(double weight, const std::vector<IndependentCounts>& counts);

  /// The chance that the sum is below `target`.
  double below(std::uint32_t target) const;

  /// The number that is not exceeded with chance `share`.
  std::uint32_t quantile(double share) const;

  /// The chances of 0, 1, ..., length - 1.
  std::vector<double> chances() const;

 private:
  double angle(std::size_t j) const;

  std::size_t length_;
  std::size_t used_ = 1;                            ///< the generating function is nothing from here on
  std::vector<double> root_real_, root_imaginary_;  ///< exp(2 pi i j / length), j = 0 .. length / 2
  std::vector<double> real_, imaginary_;            ///< the mixture's generating function there
  std::vector<double> product_real_, product_imaginary_, value_real_, value_imaginary_;  ///< room to work in
};

}  // namespace fairdraw
