#pragma once

#include "planner/sampling/spread/halving.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace fairdraw {

/// A k-d tree over places that stay: who is nearest to a place, and who is around it.
template <int D>
class PlaceTree {
 public:
  using Point = std::array<double, D>;

  /// @param units  which of the positions to take in
  PlaceTree(const Positions& positions, std::span<const std::uint32_t> units);

  static Point point(const Positions& positions, std::uint32_t unit) {
    Point at{};
    for (std::uint32_t d = 0; d < positions.dimensions; ++d) at[d] = positions.of(unit)[d];
    return at;
  }

  /// Calls visit(unit, squared distance) for every unit within the root of reach(), which may shrink on the way.
  template <class Reach, class Visit>
  void around(const Point& at, Reach reach, Visit visit) const;

  /// The squared distance of the k-th nearest unit (k from 1 to how many there are); `heap` is room to work in.
  double distance_of(const Point& at, std::size_t k, std::vector<double>& heap) const;

 private:
  static constexpr std::uint32_t kLeaf = 8;
  struct Node {
    Cell<D> box;
    std::uint32_t begin, end;
    std::uint32_t child;  ///< the first of two; 0 for a leaf
  };
  void build(std::uint32_t node, std::uint32_t begin, std::uint32_t end, const Cell<D>& cell);
  static double to_box(const Cell<D>& box, const Point& at) {
    double sum = 0;
    for (int d = 0; d < D; ++d) {
      const double out = std::max(std::max(box.low[d] - at[d], at[d] - box.high[d]), 0.0);
      sum += out * out;
    }
    return sum;
  }

  std::vector<Located<D>> units_;
  std::vector<Node> nodes_;
};

template <int D>
PlaceTree<D>::PlaceTree(const Positions& positions, std::span<const std::uint32_t> units) {
  for (const std::uint32_t unit : units) units_.push_back({point(positions, unit), unit, 0});
  if (units_.empty()) return;
  nodes_.push_back({});
  build(0, 0, static_cast<std::uint32_t>(units_.size()), cell_of<D>(units_));
}

template <int D>
void PlaceTree<D>::build(std::uint32_t node, std::uint32_t begin, std::uint32_t end, const Cell<D>& cell) {
  const std::span<Located<D>> units = std::span(units_).subspan(begin, end - begin);
  nodes_[node] = {cell_of<D>(units), begin, end, 0};
  if (units.size() <= kLeaf) return;
  const Halves<D> halves = halve(units, cell);
  if (halves.crowd) return;
  const auto child = static_cast<std::uint32_t>(nodes_.size());
  nodes_[node].child = child;
  nodes_.resize(nodes_.size() + 2);
  build(child, begin, begin + static_cast<std::uint32_t>(halves.first), halves.below);
  build(child + 1, begin + static_cast<std::uint32_t>(halves.first), end, halves.above);
}

template <int D>
template <class Reach, class Visit>
void PlaceTree<D>::around(const Point& at, Reach reach, Visit visit) const {
  struct Waiting {
    std::uint32_t node;
    double distance;
  };
  std::array<Waiting, kDeepestTree> waiting;
  std::size_t open = 0;
  if (!nodes_.empty()) waiting[open++] = {0, to_box(nodes_[0].box, at)};
  while (open > 0) {
    const Waiting next = waiting[--open];
    if (next.distance > reach()) continue;
    const Node& here = nodes_[next.node];
    if (here.child == 0) {
      for (std::uint32_t k = here.begin; k < here.end; ++k) {
        double distance = 0;
        for (int d = 0; d < D; ++d) distance += (units_[k].at[d] - at[d]) * (units_[k].at[d] - at[d]);
        if (distance <= reach()) visit(units_[k].unit, distance);
      }
      continue;
    }
    Waiting near{here.child, to_box(nodes_[here.child].box, at)};
    Waiting far{here.child + 1, to_box(nodes_[here.child + 1].box, at)};
    if (far.distance < near.distance) std::swap(near, far);
    waiting[open++] = far;
    waiting[open++] = near;
  }
}

template <int D>
double PlaceTree<D>::distance_of(const Point& at, std::size_t k, std::vector<double>& heap) const {
  heap.clear();
  double reach = std::numeric_limits<double>::infinity();
  around(
      at, [&] { return reach; },
      [&](std::uint32_t, double distance) {
        if (heap.size() == k) {
          std::pop_heap(heap.begin(), heap.end());
          heap.pop_back();
        }
        heap.push_back(distance);
        std::push_heap(heap.begin(), heap.end());
        if (heap.size() == k) reach = heap.front();
      });
  return heap.front();
}

}  // namespace fairdraw
