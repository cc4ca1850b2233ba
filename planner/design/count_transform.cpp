#include "planner/design/count_transform.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace fairdraw {
namespace {

constexpr double kTooSmall = 1e-20;      ///< a generating function too small to count
constexpr double kLogNothing = 46.0518;  ///< minus its logarithm, rounded up

// The same products and sums for twice as many numbers at once where the processor can: no rounding differs.
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define FAIRDRAW_WIDER __attribute__((target_clones("avx2", "default")))
#else
#define FAIRDRAW_WIDER
#endif

/// a *= b, number by number.
FAIRDRAW_WIDER void multiply(double* a_real, double* a_imaginary, const double* b_real, const double* b_imaginary,
                             std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    const double real = a_real[j] * b_real[j] - a_imaginary[j] * b_imaginary[j];
    a_imaginary[j] = a_real[j] * b_imaginary[j] + a_imaginary[j] * b_real[j];
    a_real[j] = real;
  }
}

FAIRDRAW_WIDER void square(double* real, double* imaginary, std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    const double squared = real[j] * real[j] - imaginary[j] * imaginary[j];
    imaginary[j] = 2 * real[j] * imaginary[j];
    real[j] = squared;
  }
}

/// value *= root, and then + chance.
FAIRDRAW_WIDER void step_of_horner(double* real, double* imaginary, const double* root_real,
                                   const double* root_imaginary, double chance, std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    const double product = real[j] * root_real[j] - imaginary[j] * root_imaginary[j];
    imaginary[j] = real[j] * root_imaginary[j] + imaginary[j] * root_real[j];
    real[j] = product + chance;
  }
}

}  // namespace

CountTransform::CountTransform(std::size_t length) : length_(length) {
  const std::size_t half = length / 2 + 1;
  for (std::size_t j = 0; j < half; ++j) {
    root_real_.push_back(std::cos(angle(j)));
    root_imaginary_.push_back(std::sin(angle(j)));
  }
  for (auto* room : {&real_, &imaginary_, &product_real_, &product_imaginary_, &value_real_, &value_imaginary_})
    room->assign(half, 0.0);
}

double CountTransform::angle(std::size_t j) const {
  return 2 * std::numbers::pi * static_cast<double>(j) / static_cast<double>(length_);
}

void CountTransform::add(double weight, const std::vector<IndependentCounts>& counts) {
  // For a whole number with chances p, |g(exp(i a))|^2 is the sum of p_j p_k cos((j - k) a), which is at most
  // 1 - 2 c (1 - cos a) with c the sum of p_k p_(k+1); so |g|^n is at most exp(-n c (1 - cos a)), which falls all the
  // way.
  double falls = 0;
  for (const IndependentCounts& each : counts)
    for (std::size_t k = 0; k + 1 < each.chances.size(); ++k) falls += each.n * each.chances[k] * each.chances[k + 1];
  std::size_t count = root_real_.size();
  while (count > 1 && falls * (1 - root_real_[count - 1]) > kLogNothing) --count;
  std::fill_n(product_real_.begin(), count, weight);
  std::fill_n(product_imaginary_.begin(), count, 0.0);
  for (const IndependentCounts& each : counts) {
    if (each.n == 0 || each.chances.empty()) continue;
    double* const real = value_real_.data();
    double* const imaginary = value_imaginary_.data();
    std::fill(real, real + count, each.chances.back());
    std::fill(imaginary, imaginary + count, 0.0);
    for (std::size_t k = each.chances.size() - 1; k-- > 0;)  // Horner's rule at all roots at once
      step_of_horner(real, imaginary, root_real_.data(), root_imaginary_.data(), each.chances[k], count);
    for (std::uint32_t n = each.n;; square(real, imaginary, count)) {
      if ((n & 1U) != 0) multiply(product_real_.data(), product_imaginary_.data(), real, imaginary, count);
      if ((n >>= 1U) == 0) break;
    }
    // No generating function is above 1 on the unit circle: what is next to nothing stays so.
    while (count > 0 && product_real_[count - 1] * product_real_[count - 1] +
                                product_imaginary_[count - 1] * product_imaginary_[count - 1] <
                            kTooSmall * kTooSmall)
      --count;
  }
  for (std::size_t j = 0; j < count; ++j) {
    real_[j] += product_real_[j];
    imaginary_[j] += product_imaginary_[j];
  }
  used_ = std::max(used_, count);
}

double CountTransform::below(std::uint32_t target) const {
  // P(T < target) = 1/N sum over j of value(j) (1 - w^-target) / (1 - w^-1), w = exp(2 pi i j / N); the other half of
  // the roots has the conjugates.
  double sum = static_cast<double>(target) * real_[0];
  for (std::size_t j = 1; j < used_; ++j) {
    const std::complex<double> value(real_[j], imaginary_[j]);
    const double turned = std::remainder(-angle(j) * static_cast<double>(target), 2 * std::numbers::pi);
    const std::complex<double> terms = (1.0 - std::polar(1.0, turned)) / (1.0 - std::polar(1.0, -angle(j)));
    sum += (2 * j == length_ ? 1 : 2) * (value * terms).real();
  }
  return std::clamp(sum / static_cast<double>(length_), 0.0, 1.0);
}

std::uint32_t CountTransform::quantile(double share) const {
  std::size_t low = 0;
  std::size_t high = length_ - 1;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (below(static_cast<std::uint32_t>(middle + 1)) >= share)
      high = middle;
    else
      low = middle + 1;
  }
  return static_cast<std::uint32_t>(low);
}

std::vector<double> CountTransform::chances() const {
  std::vector<std::complex<double>> roots(length_);
  for (std::size_t k = 0; k < length_; ++k) roots[k] = std::polar(1.0, -angle(k));
  std::vector<double> out;
  for (std::size_t k = 0; k < length_; ++k) {
    double sum = real_[0];
    for (std::size_t j = 1; j < used_; ++j) {
      const std::complex<double>& root = roots[j * k % length_];
      sum += (2 * j == length_ ? 1 : 2) * (real_[j] * root.real() - imaginary_[j] * root.imag());
    }
    out.push_back(std::max(0.0, sum / static_cast<double>(length_)));
  }
  return out;
}

}  // namespace fairdraw
