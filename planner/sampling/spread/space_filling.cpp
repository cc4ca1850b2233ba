#include "planner/sampling/spread/space_filling.h"

#include "planner/base/error.h"
#include "planner/sampling/list/systematic.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace fairdraw {
namespace {

constexpr int kBits = 26;  ///< of a coordinate on the grid: together they fit 53 bits of Hilbert's key

/// A unit's cell on a grid of 2^kBits cells a side.
struct Gridded {
  std::array<std::uint32_t, 2> cell;
  std::uint32_t unit;
};

/// Puts the units on the grid.
/// @param widening  how many times as wide as the units' ground the grid is
/// @param shift     where in the grid their lower corner comes to lie, in cells
std::vector<Gridded> on_grid(const Positions& positions, double widening, std::array<std::uint32_t, 2> shift) {
  if (positions.dimensions != 2)
    throw Error(ErrorKind::usage, "methods that quarter the ground need positions in a plane, of two coordinates");
  check_positions(positions, positions.units());
  std::array<double, 2> low = {0, 0};
  double side = 0;
  for (int d = 0; d < 2; ++d) {
    double high = 0;
    for (std::size_t i = 0; i < positions.units(); ++i) {
      const double at = positions.of(i)[d];
      low[d] = i == 0 ? at : std::min(low[d], at);
      high = i == 0 ? at : std::max(high, at);
    }
    side = std::max(side, high - low[d]);
  }
  const double cells = (static_cast<double>(1U << kBits) - 1) / widening;
  std::vector<Gridded> gridded;
  gridded.reserve(positions.units());
  for (std::uint32_t i = 0; i < positions.units(); ++i) {
    Gridded each{{}, i};
    for (int d = 0; d < 2; ++d)
      each.cell[d] =
          shift[d] + (side > 0 ? static_cast<std::uint32_t>((positions.of(i)[d] - low[d]) / side * cells) : 0);
    gridded.push_back(each);
  }
  return gridded;
}

/// How far along Hilbert's curve a cell is.
std::uint64_t along_curve(std::array<std::uint32_t, 2> cell) {
  std::uint64_t key = 0;
  auto [x, y] = cell;
  for (std::uint32_t bit = 1U << (kBits - 1); bit > 0; bit >>= 1) {
    const std::uint32_t right = (x & bit) != 0 ? 1 : 0;
    const std::uint32_t up = (y & bit) != 0 ? 1 : 0;
    key = key << 2 | ((3 * right) ^ up);
    // The curve enters the two lower quarters turned.
    if (up == 0) {
      if (right == 1) {
        x = ~x;
        y = ~y;
      }
      std::swap(x, y);
    }
  }
  return key;
}

/// Orders the units of a cell: quarters in random order, each ordered in its turn.
void quarter(std::span<Gridded> units, int bit, Stream& stream) {
  if (units.size() < 2 || bit < 0) return;
  const auto quarter_of = [bit](const Gridded& each) {
    return 2 * (each.cell[1] >> bit & 1U) + (each.cell[0] >> bit & 1U);
  };
  std::array<std::uint32_t, 4> rank = {0, 1, 2, 3};
  bool apart = false;
  for (const Gridded& each : units) apart = apart || quarter_of(each) != quarter_of(units[0]);
  if (apart) put_in_random_order(std::span<std::uint32_t>(rank), stream);
  const auto begin_of = [&](std::uint32_t k, std::span<Gridded>::iterator from) {
    return std::partition(from, units.end(), [&](const Gridded& each) { return rank[quarter_of(each)] < k; });
  };
  std::array<std::span<Gridded>::iterator, 5> border = {units.begin(), {}, {}, {}, units.end()};
  for (std::uint32_t k = 1; k < 4; ++k) border[k] = apart ? begin_of(k, border[k - 1]) : units.begin();
  for (std::size_t k = 0; k < 4; ++k)
    quarter(units.subspan(static_cast<std::size_t>(border[k] - units.begin()),
                          static_cast<std::size_t>(border[k + 1] - border[k])),
            bit - 1, stream);
}

}  // namespace

std::vector<std::uint32_t> hilbert_order(const Positions& positions) {
  struct Keyed {
    std::uint64_t key;
    std::uint32_t unit;
  };
  std::vector<Keyed> keyed;
  for (const Gridded& each : on_grid(positions, 1, {0, 0})) keyed.push_back({along_curve(each.cell), each.unit});
  std::sort(keyed.begin(), keyed.end(),
            [](const Keyed& a, const Keyed& b) { return a.key != b.key ? a.key < b.key : a.unit < b.unit; });
  std::vector<std::uint32_t> order;
  order.reserve(keyed.size());
  for (const Keyed& each : keyed) order.push_back(each.unit);
  return order;
}

std::vector<std::uint32_t> hilbert_systematic(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                              const Positions& positions, Stream& stream) {
  check_positions(positions, sizes.size());
  return systematic_along(sizes, n, hilbert_order(positions), stream);
}

std::vector<std::uint32_t> grts(std::span<const std::uint64_t> sizes, std::uint32_t n, const Positions& positions,
                                Stream& stream) {
  check_positions(positions, sizes.size());
  std::array<std::uint32_t, 2> shift{};
  for (std::uint32_t& each : shift) each = static_cast<std::uint32_t>(stream.below(1U << (kBits - 1)));
  std::vector<Gridded> gridded = on_grid(positions, 2, shift);
  // Units at one place need an order that is theirs: that of the list, put at random.
  quarter(gridded, kBits - 1, stream);
  for (std::size_t begin = 0; begin < gridded.size();) {
    std::size_t end = begin;
    while (end < gridded.size() && gridded[end].cell == gridded[begin].cell) ++end;
    const auto at = [&](std::size_t k) { return gridded.begin() + static_cast<std::ptrdiff_t>(k); };
    std::sort(at(begin), at(end), [](const Gridded& a, const Gridded& b) { return a.unit < b.unit; });
    put_in_random_order(std::span(gridded).subspan(begin, end - begin), stream);
    begin = end;
  }
  std::vector<std::uint32_t> order;
  order.reserve(gridded.size());
  for (const Gridded& each : gridded) order.push_back(each.unit);
  return systematic_along(sizes, n, order, stream);
}

}  // namespace fairdraw
