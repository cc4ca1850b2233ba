#include "planner/sampling/entropy/count_distribution.h"

#include "planner/sampling/probabilities.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace fairdraw {
namespace {

/// What is dropped at both ends. The count that is asked for is the mean, or nearly, and so the mode (Darroch 1964,
/// Annals of Mathematical Statistics 35(3), 1317-1321), with a chance above 1 / (N + 1): against it even N times this
/// much is far below a double's last digit.
constexpr double kNegligible = 1e-36;

/// The lower end is moved up by this many counts or more at a time, for all the rest has to be moved with it.
constexpr std::size_t kDropAtOnce = 32;

/// next[s] = q values[s] + p values[s - 1] (+ p q other[s - 1]), one longer than `values`.
void convolve(const std::vector<double>& values, const std::vector<double>* other, double p, double q,
              std::vector<double>& next) {
  const std::size_t size = values.size();
  next.resize(size + 1);
  const double* from = values.data();
  double* to = next.data();
  to[0] = q * from[0];
  for (std::size_t s = 1; s < size; ++s) to[s] = q * from[s] + p * from[s - 1];
  to[size] = p * from[size - 1];
  if (other == nullptr) return;
  const double pq = p * q;
  const double* marks = other->data();
  for (std::size_t s = 1; s <= size; ++s) to[s] += pq * marks[s - 1];
}

}  // namespace

void CountDistribution::add(double p, double q) {
  if (with_marks_) {
    convolve(marked_, &plain_, p, q, next_);
    marked_.swap(next_);
  }
  convolve(plain_, nullptr, p, q, next_);
  plain_.swap(next_);
  const auto negligible = [&](std::size_t k) {
    return plain_[k] < kNegligible && (!with_marks_ || marked_[k] < kNegligible);
  };
  std::size_t keep = plain_.size();
  while (keep > 1 && negligible(keep - 1)) --keep;
  std::size_t drop = 0;
  while (drop + 1 < keep && negligible(drop)) ++drop;
  if (drop < kDropAtOnce) drop = 0;
  const auto trim = [&](std::vector<double>& values) {
    values.resize(keep);
    values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(drop));
  };
  if (keep == plain_.size() && drop == 0) return;
  trim(plain_);
  if (with_marks_) trim(marked_);
  low_ += static_cast<std::int64_t>(drop);
}

CountDistribution CountDistribution::kept() const {
  CountDistribution out = *this;
  std::vector<double>().swap(out.next_);
  return out;
}

CountDistribution CountDistribution::without(double p, double q) const {
  CountDistribution rest(with_marks_);
  rest.low_ = low_;
  rest.plain_.assign(plain_.size(), 0.0);
  if (with_marks_) rest.marked_.assign(plain_.size(), 0.0);
  double plain = 0;
  double marked = 0;
  const std::size_t size = plain_.size();
  if (p <= 0.5) {
    for (std::size_t s = 0; s < size; ++s) {
      if (with_marks_) rest.marked_[s] = marked = (marked_[s] - p * marked - p * q * plain) / q;
      rest.plain_[s] = plain = (plain_[s] - p * plain) / q;
    }
    return rest;
  }
  for (std::size_t s = size - 1; s >= 1; --s) {
    plain = (plain_[s] - q * plain) / p;
    if (with_marks_) rest.marked_[s - 1] = marked = (marked_[s] - q * marked - p * q * plain) / p;
    rest.plain_[s - 1] = plain;
  }
  return rest;
}

namespace {

template <bool kMarks>
std::array<WithoutOne, kLanes> lanes_without(const CountDistribution& all, const Lanes& p, const Lanes& q, bool upwards,
                                             std::int64_t count) {
  std::array<WithoutOne, kLanes> out;
  Lanes plain{}, marked{}, plain_before{}, marked_before{}, pass{}, scale{}, mark{};
  for (std::size_t l = 0; l < kLanes; ++l) {
    scale[l] = 1 / (upwards ? q[l] : p[l]);
    pass[l] = (upwards ? p[l] : q[l]) * scale[l];
    mark[l] = p[l] * q[l] * scale[l];
  }
  const std::span<const double> values = all.plain_values();
  const std::span<const double> marks = all.marked_values();
  const auto size = static_cast<std::int64_t>(values.size());
  const std::int64_t last = count - all.low();
  if (upwards) {
    for (std::int64_t s = 0; s <= last; ++s) {
      const double value = s < size ? values[static_cast<std::size_t>(s)] : 0;
      const double value_marked = kMarks && s < size ? marks[static_cast<std::size_t>(s)] : 0;
      for (std::size_t l = 0; l < kLanes; ++l) {
        if constexpr (kMarks) {
          marked_before[l] = marked[l];
          marked[l] = value_marked * scale[l] - pass[l] * marked[l] - mark[l] * plain[l];
        }
        plain_before[l] = plain[l];
        plain[l] = value * scale[l] - pass[l] * plain[l];
      }
    }
    for (std::size_t l = 0; l < kLanes; ++l) out[l] = {plain_before[l], plain[l], marked_before[l]};
    return out;
  }
  for (std::int64_t s = size - 1; s >= std::max<std::int64_t>(last, 0); --s) {
    const double value = values[static_cast<std::size_t>(s)];
    const double value_marked = kMarks ? marks[static_cast<std::size_t>(s)] : 0;
    for (std::size_t l = 0; l < kLanes; ++l) {
      plain_before[l] = plain[l];
      plain[l] = value * scale[l] - pass[l] * plain[l];
      if constexpr (kMarks) {
        marked[l] = value_marked * scale[l] - pass[l] * marked[l] - mark[l] * plain[l];
      }
    }
  }
  for (std::size_t l = 0; l < kLanes; ++l) out[l] = {plain[l], plain_before[l], marked[l]};
  return out;
}

}  // namespace

std::array<WithoutOne, kLanes> without_lanes(const CountDistribution& all, const Lanes& p, const Lanes& q, bool upwards,
                                             std::int64_t count, bool with_marks) {
  return with_marks ? lanes_without<true>(all, p, q, upwards, count) : lanes_without<false>(all, p, q, upwards, count);
}

CountDistribution count_of(std::span<const double> in, std::span<const double> out, bool with_marks) {
  CountDistribution all(with_marks);
  for (std::size_t i = 0; i < in.size(); ++i) all.add(in[i], out[i]);
  return all;
}

void fill_joint_given_count(const CountDistribution& all, std::span<const double> in, std::span<const double> out,
                            std::uint32_t n, bool with_mark, std::vector<double>& matrix) {
  const std::size_t m = in.size();
  const double whole = with_mark ? all.marked(n) : all.plain(n);
  for (std::size_t a = 0; a < m; ++a) {
    if (!undecided(in[a])) continue;
    without_each(all.without(in[a], out[a]), in.first(a), out.first(a), std::int64_t{n} - 1, with_mark,
                 [&](std::size_t b, const WithoutOne& without) {
                   if (!undecided(in[b])) return;
                   // One of the two bears the mark, or another unit does.
                   const double rest =
                       with_mark ? (out[a] + out[b]) * without.plain_below + without.marked_below : without.plain_below;
                   matrix[a * m + b] = matrix[b * m + a] = in[a] * in[b] * rest / whole;
                 });
  }
}

std::vector<std::uint32_t> draw_given_count(std::span<const double> in, std::span<const double> out, std::uint32_t n,
                                            bool with_mark, Stream& stream) {
  const std::size_t units = in.size();
  std::size_t block = 1;
  while (block * block < units) ++block;
  // The distribution over the units behind each block, then, block by block, behind each unit of it.
  std::vector<CountDistribution> behind_block((units + block - 1) / block, CountDistribution(with_mark));
  CountDistribution behind(with_mark);
  for (std::size_t b = behind_block.size(); b-- > 0;) {
    behind_block[b] = behind.kept();
    if (b == 0) break;
    for (std::size_t i = std::min(units, (b + 1) * block); i-- > b * block;) behind.add(in[i], out[i]);
  }
  std::vector<std::uint32_t> drawn;
  drawn.reserve(n);
  auto left = static_cast<std::int64_t>(n);
  bool marked = with_mark;  // the mark is still to come
  std::vector<CountDistribution> behind_unit;
  for (std::size_t b = 0; b < behind_block.size(); ++b) {
    const std::size_t begin = b * block;
    const std::size_t end = std::min(units, begin + block);
    behind = std::move(behind_block[b]);
    behind_unit.assign(1, behind.kept());
    for (std::size_t i = end - 1; i > begin; --i) {
      behind.add(in[i], out[i]);
      behind_unit.push_back(behind.kept());
    }
    for (std::size_t i = begin; i < end && left > 0; ++i) {
      const CountDistribution& rest = behind_unit[end - 1 - i];
      const double stays_out = out[i] * (marked ? rest.marked(left) : rest.plain(left));
      const double bears = marked ? in[i] * out[i] * rest.plain(left - 1) : 0.0;
      const double is_in = in[i] * (marked ? rest.marked(left - 1) : rest.plain(left - 1)) + bears;
      if (!stream.happens(is_in / (is_in + stays_out))) continue;
      drawn.push_back(static_cast<std::uint32_t>(i));
      --left;
      marked = marked && !stream.happens(bears / is_in);
    }
  }
  return drawn;
}

}  // namespace fairdraw
