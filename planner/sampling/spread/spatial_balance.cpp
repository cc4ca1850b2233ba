#include "planner/sampling/spread/spatial_balance.h"

#include "planner/sampling/spread/place_tree.h"

#include <cmath>
#include <numeric>
#include <vector>

namespace fairdraw {
namespace {

template <int D>
double voronoi_in(std::span<const double> probabilities, const Positions& positions,
                  std::span<const std::uint32_t> sample) {
  const PlaceTree<D> tree(positions, sample);
  std::vector<double> got(probabilities.size(), 0.0);
  std::vector<std::uint32_t> nearest;
  for (std::uint32_t i = 0; i < probabilities.size(); ++i) {
    double best = std::numeric_limits<double>::infinity();
    nearest.clear();
    tree.around(
        PlaceTree<D>::point(positions, i), [&] { return best; },
        [&](std::uint32_t unit, double distance) {
          if (distance < best) nearest.clear();
          best = distance;
          nearest.push_back(unit);
        });
    for (const std::uint32_t unit : nearest) got[unit] += probabilities[i] / static_cast<double>(nearest.size());
  }
  double sum = 0;
  for (const std::uint32_t unit : sample) sum += (got[unit] - 1) * (got[unit] - 1);
  return sum / static_cast<double>(sample.size());
}

template <int D>
std::optional<double> moran_in(std::span<const double> probabilities, const Positions& positions,
                               std::span<const std::uint32_t> sample) {
  std::vector<std::uint32_t> all(probabilities.size());
  std::iota(all.begin(), all.end(), 0U);
  const PlaceTree<D> tree(positions, all);
  std::vector<double> in(probabilities.size(), 0.0);
  for (const std::uint32_t unit : sample) in[unit] = 1;

  // In the paper's letters: w(i) is a row's sum, wd(i) the row times delta.
  std::vector<double> w(in.size(), 0.0), wd(in.size(), 0.0), heap;
  for (std::uint32_t i = 0; i < in.size(); ++i) {
    if (!(probabilities[i] > 0 && probabilities[i] < 1)) continue;
    const double others = static_cast<double>(in.size()) - 1;
    w[i] = std::min(1 / probabilities[i] - 1, others);
    const auto at = PlaceTree<D>::point(positions, i);
    const double last = tree.distance_of(at, static_cast<std::size_t>(std::ceil(w[i])) + 1, heap);  // itself beside
    double nearer = 0, nearer_in = 0, at_last = 0, at_last_in = 0;
    tree.around(
        at, [&] { return last; },
        [&](std::uint32_t unit, double distance) {
          if (unit == i) return;
          (distance < last ? nearer : at_last) += 1;
          (distance < last ? nearer_in : at_last_in) += in[unit];
        });
    wd[i] = nearer_in + (at_last > 0 ? at_last_in * std::min(1.0, (w[i] - nearer) / at_last) : 0.0);
  }
  const double total = std::accumulate(w.begin(), w.end(), 0.0);
  if (!(total > 0)) return std::nullopt;
  double mean = 0;
  for (std::size_t i = 0; i < in.size(); ++i) mean += w[i] * in[i] / total;
  double cross = 0, own = 0, around = 0, around_sum = 0;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (w[i] == 0) continue;
    const double y = in[i] - mean;
    const double wy = wd[i] - mean * w[i];
    cross += y * wy;
    own += w[i] * y * y;
    around += wy * wy / w[i];
    around_sum += wy;
  }
  const double scale = own * (around - around_sum * around_sum / total);
  if (!(scale > 0)) return std::nullopt;
  return cross / std::sqrt(scale);
}

}  // namespace

double voronoi_balance(std::span<const double> probabilities, const Positions& positions,
                       std::span<const std::uint32_t> sample) {
  check_positions(positions, probabilities.size());
  return with_dimensions(positions.dimensions,
                         [&](auto d) { return voronoi_in<d()>(probabilities, positions, sample); });
}

std::optional<double> moran_balance(std::span<const double> probabilities, const Positions& positions,
                                    std::span<const std::uint32_t> sample) {
  check_positions(positions, probabilities.size());
  return with_dimensions(positions.dimensions, [&](auto d) { return moran_in<d()>(probabilities, positions, sample); });
}

}  // namespace fairdraw
