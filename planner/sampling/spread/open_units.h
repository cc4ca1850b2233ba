#pragma once

#include "planner/base/error.h"
#include "planner/sampling/spread/halving.h"
#include "planner/sampling/spread/positions.h"
#include "planner/sampling/stream.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {

/// The units of a draw on which nothing is decided yet, with a k-d tree over their places from which they are removed
/// one by one. It is the workshop of the methods that let neighbours compete: it lists them to pick from, finds
/// neighbours, and shrinks as units leave, so that late steps work on little memory.
///
/// Units live in slots. Slots of one leaf are side by side; a leaf that thins out is united with its sibling. Removing
/// a unit moves others, so a slot number holds only until the next removal.
/// @tparam D  number of coordinates; see with_dimensions()
template <int D>
class OpenUnits {
 public:
  using Slot = std::uint32_t;

  /// Takes in the units whose probability is neither 0 nor 1.
  /// @param carried  how many numbers of the caller's each unit carries along, 0 at first; see carried()
  OpenUnits(const Positions& positions, std::span<const double> probabilities, std::uint32_t carried = 0);

  std::size_t size() const { return listed_.size(); }
  std::uint32_t unit(Slot slot) const { return about_[slot].unit; }
  double& probability(Slot slot) { return about_[slot].probability; }
  /// The numbers that the unit carries: those of neighbours are side by side, as all else about them.
  double* carried(Slot slot) { return carried_.data() + std::size_t{slot} * per_unit_; }

  /// The n-th unit of the list. It holds the units in the order of their numbers at first; where one leaves, the last
  /// one takes its place.
  Slot listed(std::size_t n) const { return listed_[n]; }

  /// Exchanges two entries of the list.
  void exchange(std::size_t a, std::size_t b) {
    std::swap(listed_[a], listed_[b]);
    about_[listed_[a]].place = static_cast<std::uint32_t>(a);
    about_[listed_[b]].place = static_cast<std::uint32_t>(b);
  }

  /// The other unit that is nearest; where several are, one of them at random. There are two units or more.
  Slot nearest(Slot from, Stream& stream);

  /// Whether no unit is nearer to `from` than `other` is.
  bool none_nearer(Slot from, Slot other);

  /// The `k` nearest other units (all where there are not so many), nearest first; where several at the last distance
  /// could be taken, some of them at random. Equal distances are in the order of the units' numbers.
  void nearest(Slot from, std::size_t k, Stream& stream, std::vector<Slot>& found);

  /// Takes decided units off, at most kMostLeaving of them, given in any order.
  void remove(std::span<const Slot> leaving);

  static constexpr std::size_t kMostLeaving = 64;

 private:
  static constexpr std::uint32_t kLeaf = 8;
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  using Point = std::array<double, D>;

  struct About {
    double probability;
    std::uint32_t unit;
    std::uint32_t place;  ///< in `listed_`
    std::uint32_t leaf;   ///< in `nodes_`
  };
  struct Node {
    double border;  ///< units of the first child are below it along `axis`, those of the second are not
    std::uint32_t parent;
    std::uint32_t child;  ///< the first of two that are side by side; for a leaf its first slot
    std::uint32_t count;  ///< units of a leaf; kNone for a node with children
    std::uint32_t axis;
    bool leaf() const { return count != kNone; }
    bool crowd() const { return count > kLeaf; }  ///< a leaf has so many only where all are at one place
  };
  struct Found {
    double distance;
    Slot slot;
  };

  static double between(const Point& a, const Point& b) {
    double sum = 0;
    for (int d = 0; d < D; ++d) sum += (a[d] - b[d]) * (a[d] - b[d]);
    return sum;
  }

  void build(std::uint32_t node, std::span<Located<D>> units, std::uint32_t begin, const Cell<D>& cell);
  void remove(Slot slot);
  void unite(std::uint32_t node);
  void move(Slot to, Slot from) {
    about_[to] = about_[from];
    at_[to] = at_[from];
    std::copy_n(carried(from), per_unit_, carried(to));
    listed_[about_[to].place] = to;
  }

  /// Has the processor fetch what the caller will ask of the unit.
  void fetch_ahead(Slot slot) const {
    __builtin_prefetch(&about_[slot]);
    if (per_unit_ == 0) return;
    const double* first = carried_.data() + std::size_t{slot} * per_unit_;
    __builtin_prefetch(first);
    __builtin_prefetch(first + per_unit_ - 1);
  }

  /// Calls visit(slot) for the slots of the leaf, then outwards for those of every leaf that is not farther from the
  /// point than the root of reach().
  template <class Reach, class Visit>
  void search(std::uint32_t leaf, const Point& at, Reach reach, Visit visit) const;

  std::vector<Point> at_;        ///< by slot
  std::vector<About> about_;     ///< by slot
  std::vector<double> carried_;  ///< `per_unit_` by slot
  std::uint32_t per_unit_;
  std::vector<Slot> listed_;
  std::vector<Node> nodes_;
  std::vector<Slot> ties_;
  std::vector<Found> found_;
};

template <int D>
OpenUnits<D>::OpenUnits(const Positions& positions, std::span<const double> probabilities, std::uint32_t carried)
    : per_unit_(carried) {
  std::vector<Located<D>> located = locate_undecided<D>(positions, probabilities);
  if (located.empty()) return;
  about_.resize(located.size());
  nodes_.push_back({0, kNone, 0, 0, 0});
  build(0, located, 0, cell_of<D>(located));
  at_.resize(located.size());
  listed_.resize(located.size());
  for (Slot slot = 0; slot < located.size(); ++slot) {
    at_[slot] = located[slot].at;
    about_[slot].unit = located[slot].unit;
    about_[slot].place = located[slot].place;
    about_[slot].probability = probabilities[located[slot].unit];
    listed_[located[slot].place] = slot;
  }
  std::vector<Located<D>>().swap(located);  // its memory serves for what follows
  carried_.resize(listed_.size() * per_unit_);
}

template <int D>
void OpenUnits<D>::build(std::uint32_t node, std::span<Located<D>> units, std::uint32_t begin, const Cell<D>& cell) {
  const auto make_leaf = [&] {
    nodes_[node].child = begin;
    nodes_[node].count = static_cast<std::uint32_t>(units.size());
    for (std::uint32_t k = 0; k < units.size(); ++k) about_[begin + k].leaf = node;
  };
  if (units.size() <= kLeaf) return make_leaf();
  const Halves<D> halves = halve(units, cell);
  if (halves.crowd) return make_leaf();
  const auto child = static_cast<std::uint32_t>(nodes_.size());
  nodes_[node] = {halves.border, nodes_[node].parent, child, kNone, halves.axis};
  nodes_.resize(nodes_.size() + 2);
  nodes_[child].parent = nodes_[child + 1].parent = node;
  build(child, units.first(halves.first), begin, halves.below);
  build(child + 1, units.subspan(halves.first), begin + static_cast<std::uint32_t>(halves.first), halves.above);
}

template <int D>
template <class Reach, class Visit>
void OpenUnits<D>::search(std::uint32_t leaf, const Point& at, Reach reach, Visit visit) const {
  const auto scan = [&](const Node& node) {
    for (Slot slot = node.child; slot < node.child + node.count; ++slot) visit(slot);
  };
  scan(nodes_[leaf]);
  // A cell is away from the point by `off` along each axis, in squares (Arya and Mount 1993, Proceedings of the Data
  // Compression Conference, 381-390). The cell of an ancestor's other child is so along the ancestor's axis alone.
  struct Waiting {
    std::uint32_t node;
    double distance;
    Point off;
  };
  std::array<Waiting, kDeepestTree> waiting;
  // Cells of ancestors contain each other: where one border is out of reach, all further borders on that side are. When
  // every side is closed, nothing is left to look at.
  unsigned closed = 0;
  constexpr unsigned kAllSides = (1U << (2 * D)) - 1;
  for (std::uint32_t node = leaf; nodes_[node].parent != kNone && closed != kAllSides; node = nodes_[node].parent) {
    const Node& parent = nodes_[nodes_[node].parent];
    const double step = at[parent.axis] - parent.border;
    if (!(step * step <= reach())) {
      closed |= 1U << (2 * parent.axis + (node == parent.child ? 1 : 0));
      continue;
    }
    waiting[0] = {parent.child + (node == parent.child ? 1 : 0), step * step, {}};
    waiting[0].off[parent.axis] = step * step;
    std::size_t open = 1;
    while (open > 0) {
      Waiting next = waiting[--open];
      while (next.distance <= reach()) {
        const Node& here = nodes_[next.node];
        if (here.leaf()) {
          scan(here);
          break;
        }
        const double side = at[here.axis] - here.border;
        Waiting& far = waiting[open];
        far = {here.child + (side < 0 ? 1 : 0), next.distance - next.off[here.axis] + side * side, next.off};
        far.off[here.axis] = side * side;
        far.distance = 0;
        for (int d = 0; d < D; ++d) far.distance += far.off[d];
        if (far.distance <= reach()) ++open;
        next.node = here.child + (side < 0 ? 0 : 1);
      }
    }
  }
}

template <int D>
typename OpenUnits<D>::Slot OpenUnits<D>::nearest(Slot from, Stream& stream) {
  // The places around in memory are wanted as soon as the leaf is known.
  constexpr Slot kLine = 64 / sizeof(Point) > 0 ? 64 / sizeof(Point) : 1;
  __builtin_prefetch(&at_[from < kLine ? 0 : from - kLine]);
  __builtin_prefetch(&at_[std::min<std::size_t>(from + kLine, at_.size() - 1)]);
  const Node& home = nodes_[about_[from].leaf];
  if (home.crowd()) {
    const auto other = home.child + static_cast<Slot>(stream.below(home.count - 1));
    return other < from ? other : other + 1;
  }
  const Point at = at_[from];
  double best = std::numeric_limits<double>::infinity();
  Slot found = from;
  ties_.clear();  // the others at the same distance
  search(
      about_[from].leaf, at, [&] { return best; },
      [&](Slot slot) {
        if (slot == from) return;
        const double distance = between(at, at_[slot]);
        if (distance > best) return;
        if (distance < best) {
          fetch_ahead(slot);
          best = distance;
          found = slot;
          ties_.clear();
        } else {
          ties_.push_back(slot);
        }
      });
  if (ties_.empty()) return found;
  ties_.push_back(found);
  std::sort(ties_.begin(), ties_.end(), [&](Slot a, Slot b) { return about_[a].unit < about_[b].unit; });
  return ties_[stream.below(ties_.size())];
}

template <int D>
bool OpenUnits<D>::none_nearer(Slot from, Slot other) {
  const Point at = at_[from];
  double limit = between(at, at_[other]);
  if (limit == 0) return true;
  bool nearer = false;
  search(
      about_[from].leaf, at, [&] { return limit; },
      [&](Slot slot) {
        if (slot != from && between(at, at_[slot]) < limit) {
          nearer = true;
          limit = -1;  // nothing more to look for
        }
      });
  return !nearer;
}

template <int D>
void OpenUnits<D>::nearest(Slot from, std::size_t k, Stream& stream, std::vector<Slot>& found) {
  const Point at = at_[from];
  const auto before = [&](const Found& a, const Found& b) {
    return a.distance != b.distance ? a.distance < b.distance : about_[a.slot].unit < about_[b.slot].unit;
  };
  found.clear();
  k = std::min(k, size() - 1);
  if (k == 0) return;
  const Node& home = nodes_[about_[from].leaf];
  if (home.crowd() && home.count > k) {  // k of those at the same place, by drawing lots with what is left in hand
    std::size_t seen = 0;
    for (Slot slot = home.child; slot < home.child + home.count && found.size() < k; ++slot) {
      if (slot == from) continue;
      if (stream.happens(k - found.size(), home.count - 1 - seen)) found.push_back(slot);
      ++seen;
    }
    return;
  }
  // The k nearest so far, nearest first, and in ties_ any more at the last of their distances.
  found_.resize(k + 1);
  ties_.clear();
  std::size_t count = 0;
  double reach = std::numeric_limits<double>::infinity();
  search(
      about_[from].leaf, at, [&] { return reach; },
      [&](Slot slot) {
        const double distance = between(at, at_[slot]);
        if (distance > reach || slot == from) return;
        fetch_ahead(slot);
        if (count == k && distance == reach) {
          ties_.push_back(slot);
          return;
        }
        std::size_t place = count;
        for (; place > 0 && distance < found_[place - 1].distance; --place) found_[place] = found_[place - 1];
        found_[place] = {distance, slot};
        if (count < k && ++count < k) return;
        if (found_[k - 1].distance < reach)
          ties_.clear();
        else if (reach < std::numeric_limits<double>::infinity())
          ties_.push_back(found_[k].slot);
        reach = found_[k - 1].distance;
      });
  found_.resize(count);
  for (const Slot slot : ties_) found_.push_back({reach, slot});
  std::size_t sure = found_.size();
  if (found_.size() > k)
    while (sure > 0 && found_[sure - 1].distance == reach) --sure;
  std::sort(found_.begin(), found_.end(), before);
  for (std::size_t n = sure; n < k && found_.size() > k; ++n)
    std::swap(found_[n], found_[n + stream.below(found_.size() - n)]);
  for (std::size_t n = 0; n < k; ++n) found.push_back(found_[n].slot);
}

template <int D>
void OpenUnits<D>::remove(std::span<const Slot> leaving) {
  // Slots move, places in the list do not but for the last one's: so from the last place to the first.
  std::array<std::uint32_t, kMostLeaving> places{};
  for (std::size_t k = 0; k < leaving.size(); ++k) places[k] = about_[leaving[k]].place;
  std::sort(places.begin(), places.begin() + leaving.size(), std::greater<>());
  for (std::size_t k = 0; k < leaving.size(); ++k) remove(listed_[places[k]]);
}

template <int D>
void OpenUnits<D>::remove(Slot slot) {
  const std::uint32_t place = about_[slot].place;
  Node& node = nodes_[about_[slot].leaf];
  const Slot last = node.child + --node.count;
  if (slot != last) move(slot, last);
  if (place + 1 != listed_.size()) {
    listed_[place] = listed_.back();
    about_[listed_[place]].place = place;
  }
  listed_.pop_back();
  unite(node.parent);
}

template <int D>
void OpenUnits<D>::unite(std::uint32_t node) {
  while (node != kNone) {
    Node& parent = nodes_[node];
    const Node& first = nodes_[parent.child];
    const Node& second = nodes_[parent.child + 1];
    if (!first.leaf() || !second.leaf() || first.count + second.count > kLeaf) return;
    parent.count = first.count + second.count;
    parent.child = first.child;
    for (std::uint32_t k = 0; k < second.count; ++k)
      if (parent.child + first.count + k != second.child + k) move(parent.child + first.count + k, second.child + k);
    for (std::uint32_t k = 0; k < parent.count; ++k) about_[parent.child + k].leaf = node;
    node = parent.parent;
  }
}

}  // namespace fairdraw
