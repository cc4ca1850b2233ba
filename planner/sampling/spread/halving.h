#pragma once

#include "planner/sampling/probabilities.h"
#include "planner/sampling/spread/positions.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace fairdraw {

/// A unit at its place, as trees over places are built from them.
template <int D>
struct Located {
  std::array<double, D> at;
  std::uint32_t unit;
  std::uint32_t place;  ///< what its owner wants to know of it
};

/// The units whose probability is neither 0 nor 1, numbered in their order.
template <int D>
std::vector<Located<D>> locate_undecided(const Positions& positions, std::span<const double> probabilities) {
  std::vector<Located<D>> located;
  for (const std::uint32_t unit : undecided_units(probabilities)) {
    Located<D> each{{}, unit, static_cast<std::uint32_t>(located.size())};
    for (std::uint32_t d = 0; d < positions.dimensions; ++d) each.at[d] = positions.of(unit)[d];
    located.push_back(each);
  }
  return located;
}

/// A box.
template <int D>
struct Cell {
  std::array<double, D> low, high;
};

/// The smallest box around units (one or more).
template <int D>
Cell<D> cell_of(std::span<const Located<D>> units) {
  Cell<D> cell{units[0].at, units[0].at};
  for (const Located<D>& each : units) {
    for (int d = 0; d < D; ++d) {
      cell.low[d] = std::min(cell.low[d], each.at[d]);
      cell.high[d] = std::max(cell.high[d], each.at[d]);
    }
  }
  return cell;
}

/// How units were parted in two: those of the first part are below the border along an axis, the others are not. So
/// units at one place are never parted.
template <int D>
struct Halves {
  bool crowd = false;  ///< all are at one place: nothing was done
  std::uint32_t axis = 0;
  double border = 0;
  std::size_t first = 0;  ///< how many are in the first part
  Cell<D> below, above;   ///< boxes that hold the parts
};

/// No tree that is built by halving is deeper than this: a part is at least 1/16 of the whole or follows a split by
/// which half of the whole lost an axis (the log of 2^32 to the base 16/15 is 344).
inline constexpr std::size_t kDeepestTree = 512;

/// Parts two or more units in halves, nearly, by putting those of the first part first. The border is the median of a
/// few, along the longest side of the cell; where that parts them badly, the true median along the longest side of the
/// ground that they really cover; and where most are at the lower end of that, these are parted from all others.
/// @param cell  a box that holds the units
template <int D>
Halves<D> halve(std::span<Located<D>> units, const Cell<D>& cell) {
  constexpr std::size_t kLopsided = 16;
  const auto longest = [](const Cell<D>& box) {
    std::uint32_t axis = 0;
    for (std::uint32_t d = 1; d < D; ++d)
      if (box.high[d] - box.low[d] > box.high[axis] - box.low[axis]) axis = d;
    return axis;
  };
  Halves<D> halves;
  const auto part = [&] {
    const auto end_of_first = std::partition(
        units.begin(), units.end(), [&](const Located<D>& each) { return each.at[halves.axis] < halves.border; });
    halves.first = static_cast<std::size_t>(end_of_first - units.begin());
  };
  Cell<D> inner = cell;
  halves.axis = longest(inner);
  std::array<double, 15> few{};
  for (std::size_t k = 0; k < few.size(); ++k)
    few[k] = units[(2 * k + 1) * units.size() / (2 * few.size())].at[halves.axis];
  std::nth_element(few.begin(), few.begin() + few.size() / 2, few.end());
  halves.border = few[few.size() / 2];
  part();
  if (std::min(halves.first, units.size() - halves.first) < units.size() / kLopsided + 1) {
    inner = cell_of<D>(units);
    halves.axis = longest(inner);
    const double lowest = inner.low[halves.axis];
    const auto middle = units.begin() + static_cast<std::ptrdiff_t>(units.size() / 2);
    std::nth_element(units.begin(), middle, units.end(),
                     [&](const Located<D>& a, const Located<D>& b) { return a.at[halves.axis] < b.at[halves.axis]; });
    halves.border = middle->at[halves.axis];
    if (halves.border == lowest) {
      halves.border = std::numeric_limits<double>::infinity();
      for (const Located<D>& each : units)
        if (each.at[halves.axis] > lowest) halves.border = std::min(halves.border, each.at[halves.axis]);
      halves.crowd = halves.border > inner.high[halves.axis];
      if (halves.crowd) return halves;
    }
    part();
  }
  halves.below = halves.above = inner;
  halves.below.high[halves.axis] = halves.above.low[halves.axis] = halves.border;
  return halves;
}

/// Units in one leaf of a tree by halves, at most, where not crowded.
inline constexpr std::uint32_t kHalvingLeaf = 24;

/// Puts units in the order in which halving again and again, down to kHalvingLeaf of them, leaves them.
template <int D>
void halving_order(std::span<Located<D>> units, const Cell<D>& cell) {
  if (units.size() <= kHalvingLeaf) return;
  const Halves<D> halves = halve(units, cell);
  if (halves.crowd) return;
  halving_order<D>(units.first(halves.first), halves.below);
  halving_order<D>(units.subspan(halves.first), halves.above);
}

}  // namespace fairdraw
