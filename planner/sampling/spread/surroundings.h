#pragma once

#include "planner/sampling/probabilities.h"
#include "planner/sampling/spread/halving.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace fairdraw {

/// The most that a unit of probability p can take of the difference that deciding a unit of probability q makes, as a
/// share of it: neither outcome may bring p below 0 or above 1.
inline double most_weight(double p, double q) {
  return p + q <= 1 ? p / (1 - q) : (1 - p) / q;
}

/// Sums that come as near to 1 as this are 1: what is missing is rounding.
inline constexpr double kEnough = 1 - 1e-13;

/// Where a unit of probability p goes that makes up as far as it can.
inline double after_full(double p, double q, bool in) {
  if (p + q < kEnough) return in ? 0 : p / (1 - q);
  if (p + q < 2 - kEnough) return in ? 0 : 1;
  return in ? p - (1 - q) * ((1 - p) / q) : 1;
}

/// The open units' probabilities in a k-d tree that can answer, and change, many of them at once. When unit i of
/// probability q is decided, every unit with p + q < 1 that takes its full weight goes to p / (1 - q) if i is out and
/// to 0 if i is in: one factor for a whole node, passed on to its children when somebody looks at them. So a decision
/// costs as much as the rim of the neighbourhood that makes up for it, not as its inside.
template <int D>
class Surroundings {
 public:
  Surroundings(std::span<const double> probabilities, const Positions& positions);

  /// The open units as the tree has them at first: neighbours are close to each other.
  const std::vector<std::uint32_t>& order() const { return number_; }

  /// The unit's probability now; 0 once it is decided (or was from the start).
  double probability(std::uint32_t unit);

  /// Takes a unit of probability q out, and lets the nearest others make up for its outcome. Those that this brings to
  /// 1 are added to `drawn`.
  /// @return false, having changed no other unit, where the others together can't: then q is whole but for rounding
  bool decide(std::uint32_t unit, double q, bool in, std::vector<std::uint32_t>& drawn);

 private:
  static constexpr std::uint32_t kLeaf = kHalvingLeaf;
  static constexpr double kWindow = 0.95;  ///< how much nearer than guessed the rim is looked for, or farther
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  using Point = std::array<double, D>;

  /// A node of the tree; with two coordinates it fills one line of a processor's cache.
  struct alignas(D <= 3 ? 64 : 32) Node {
    std::array<float, D> low, high;  ///< a box around the units below, rounded outwards
    double mass;                     ///< sum of the probabilities below
    double most;                     ///< the largest of them
    double factor;                   ///< for all below, not passed on yet
    std::uint32_t parent;
    std::uint32_t child;  ///< the first of two; for a leaf its first slot
    std::uint32_t count;  ///< units of a leaf; kNone for a node with children
    bool leaf() const { return count != kNone; }
  };
  struct Candidate {
    double distance;
    std::uint32_t slot;
    double weight;
    bool full;  ///< takes the most it can
  };

  void build(std::uint32_t node, std::span<Located<D>> units, std::uint32_t begin, const Cell<D>& cell);
  void pass_on(std::uint32_t node);
  void sum_up(std::uint32_t node);
  void tidy_leaf(Node& leaf);
  void unite(std::uint32_t node);
  void fit_box(Node& leaf);
  double gather(const Point& at, double q, double inner, double outer);
  double gather_nodes(const Point& at, double q, double inner, double outer);
  void gather_units(const Point& at, double inner, double outer);
  void prefetch_units(const Node& leaf) const;
  bool find_rim(std::uint32_t leaf, const Point& at, double q);
  double take_nearest(double left);
  void share_rim(double left);
  void change(std::uint32_t slot, double p, std::vector<std::uint32_t>& drawn);

  void move(std::uint32_t to, std::uint32_t from) {
    for (std::vector<double>& axis : at_) axis[to] = axis[from];
    probability_[to] = probability_[from];
    number_[to] = number_[from];
  }
  static double nearest_of(const Node& box, const Point& at) {
    double sum = 0;
    for (int d = 0; d < D; ++d) {
      const double out = std::max(std::max(box.low[d] - at[d], at[d] - box.high[d]), 0.0);
      sum += out * out;
    }
    return sum;
  }
  static double farthest_of(const Node& box, const Point& at) {
    double sum = 0;
    for (int d = 0; d < D; ++d) {
      const double out = std::max(at[d] - box.low[d], box.high[d] - at[d]);
      sum += out * out;
    }
    return sum;
  }

  std::vector<Node> nodes_;
  std::array<std::vector<double>, D> at_;  ///< by axis and slot
  std::vector<double> probability_;        ///< by slot
  std::vector<std::uint32_t> number_;      ///< by slot: which unit
  std::vector<std::uint32_t> leaf_of_;     ///< by slot
  std::vector<std::uint32_t> slot_of_;     ///< by unit; kNone once it is decided

  double last_rim_ = 0;  ///< squared distance that was found last

  // What the last look around has met.
  std::vector<std::uint32_t> visited_;  ///< nodes that were opened, parents before children
  std::vector<std::uint32_t> leaves_;   ///< the leaves among them
  std::vector<std::uint32_t> inside_;   ///< nodes that take full weight as a whole
  std::vector<std::uint32_t> near_;     ///< units nearer than the rim, out of leaves that were opened
  std::vector<Candidate> rim_;
  std::vector<double> distance_;  ///< room to work in
};

template <int D>
Surroundings<D>::Surroundings(std::span<const double> probabilities, const Positions& positions)
    : slot_of_(probabilities.size(), kNone) {
  std::vector<Located<D>> located = locate_undecided<D>(positions, probabilities);
  if (located.empty()) return;
  leaf_of_.resize(located.size());
  nodes_.push_back({});
  nodes_[0].parent = kNone;
  build(0, located, 0, cell_of<D>(located));
  for (std::vector<double>& axis : at_) axis.reserve(located.size());
  probability_.reserve(located.size());
  number_.reserve(located.size());
  for (const Located<D>& each : located) {
    slot_of_[each.unit] = static_cast<std::uint32_t>(number_.size());
    for (int d = 0; d < D; ++d) at_[d].push_back(each.at[d]);
    probability_.push_back(probabilities[each.unit]);
    number_.push_back(each.unit);
  }
  for (auto node = static_cast<std::uint32_t>(nodes_.size()); node-- > 0;) {  // children come after their parents
    Node& each = nodes_[node];
    each.factor = 1;
    if (each.leaf()) {
      fit_box(each);
    } else {
      for (int d = 0; d < D; ++d) {
        each.low[d] = std::min(nodes_[each.child].low[d], nodes_[each.child + 1].low[d]);
        each.high[d] = std::max(nodes_[each.child].high[d], nodes_[each.child + 1].high[d]);
      }
    }
    sum_up(node);
  }
}

template <int D>
void Surroundings<D>::build(std::uint32_t node, std::span<Located<D>> units, std::uint32_t begin, const Cell<D>& cell) {
  const Halves<D> halves = units.size() <= kLeaf ? Halves<D>() : halve(units, cell);
  if (units.size() <= kLeaf || halves.crowd) {
    nodes_[node].child = begin;
    nodes_[node].count = static_cast<std::uint32_t>(units.size());
    std::fill_n(leaf_of_.begin() + begin, units.size(), node);
    return;
  }
  const auto child = static_cast<std::uint32_t>(nodes_.size());
  nodes_[node].child = child;
  nodes_[node].count = kNone;
  nodes_.resize(nodes_.size() + 2);
  nodes_[child].parent = nodes_[child + 1].parent = node;
  build(child, units.first(halves.first), begin, halves.below);
  build(child + 1, units.subspan(halves.first), begin + static_cast<std::uint32_t>(halves.first), halves.above);
}

template <int D>
void Surroundings<D>::fit_box(Node& leaf) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  leaf.low.fill(kInfinity);
  leaf.high.fill(-kInfinity);
  for (std::uint32_t slot = leaf.child; slot < leaf.child + leaf.count; ++slot) {
    for (int d = 0; d < D; ++d) {
      const double at = at_[d][slot];
      const auto near = static_cast<float>(std::clamp(at, -3.4e38, 3.4e38));
      leaf.low[d] = std::min(leaf.low[d], near <= at ? near : std::nextafter(near, -kInfinity));
      leaf.high[d] = std::max(leaf.high[d], near >= at ? near : std::nextafter(near, kInfinity));
    }
  }
}

template <int D>
void Surroundings<D>::pass_on(std::uint32_t node) {
  const double factor = nodes_[node].factor;
  if (factor == 1) return;
  nodes_[node].factor = 1;
  const std::uint32_t child = nodes_[node].child;
  if (nodes_[node].leaf()) {
    for (std::uint32_t slot = child; slot < child + nodes_[node].count; ++slot) probability_[slot] *= factor;
    return;
  }
  for (const std::uint32_t each : {child, child + 1}) {
    nodes_[each].factor *= factor;
    nodes_[each].mass *= factor;
    nodes_[each].most *= factor;
  }
}

/// Adds up what is below; drops decided units of a leaf, and makes a leaf of two that have few left.
template <int D>
void Surroundings<D>::sum_up(std::uint32_t node) {
  Node& here = nodes_[node];
  if (!here.leaf()) {
    const Node& first = nodes_[here.child];
    const Node& second = nodes_[here.child + 1];
    here.mass = first.mass + second.mass;
    here.most = std::max(first.most, second.most);
    if (first.leaf() && second.leaf() && first.count + second.count <= kLeaf / 2) unite(node);
    return;
  }
  tidy_leaf(here);
  here.mass = here.most = 0;
  for (std::uint32_t slot = here.child; slot < here.child + here.count; ++slot) {
    here.mass += probability_[slot];
    here.most = std::max(here.most, probability_[slot]);
  }
}

template <int D>
void Surroundings<D>::tidy_leaf(Node& leaf) {
  const std::uint32_t count = leaf.count;
  for (std::uint32_t slot = leaf.child; slot < leaf.child + leaf.count;) {
    if (probability_[slot] > 0) {
      ++slot;
      continue;
    }
    slot_of_[number_[slot]] = kNone;
    const std::uint32_t last = leaf.child + --leaf.count;
    if (slot == last) break;
    move(slot, last);
    if (probability_[slot] > 0) slot_of_[number_[slot]] = slot;
  }
  if (leaf.count != count) fit_box(leaf);
}

template <int D>
void Surroundings<D>::unite(std::uint32_t node) {
  Node& here = nodes_[node];
  const std::uint32_t first = here.child;
  const std::uint32_t second = here.child + 1;
  pass_on(first);
  pass_on(second);
  const std::uint32_t begin = nodes_[first].child;
  std::uint32_t to = begin + nodes_[first].count;
  for (std::uint32_t k = 0; k < nodes_[second].count; ++k, ++to) {
    const std::uint32_t from = nodes_[second].child + k;
    move(to, from);
    slot_of_[number_[to]] = to;
  }
  here.child = begin;
  here.count = to - begin;
  std::fill_n(leaf_of_.begin() + begin, here.count, node);
  fit_box(here);
}

template <int D>
double Surroundings<D>::probability(std::uint32_t unit) {
  const std::uint32_t slot = slot_of_[unit];
  if (slot == kNone) return 0;
  std::array<std::uint32_t, kDeepestTree> path;
  std::size_t depth = 0;
  for (std::uint32_t node = leaf_of_[slot]; node != kNone; node = nodes_[node].parent) path[depth++] = node;
  while (depth > 0) pass_on(path[--depth]);
  return probability_[slot];
}

/// Goes down the tree to nodes that have somebody open within the root of `outer`. Those of them that take their full
/// weight and are nearer than the root of `inner` go to inside_; leaves of the others go to leaves_, and all nodes
/// above them to visited_.
/// @return the probability in inside_
template <int D>
double Surroundings<D>::gather_nodes(const Point& at, double q, double inner, double outer) {
  visited_.clear();
  leaves_.clear();
  inside_.clear();
  double mass = 0;
  // Breadth first: a node's memory is on its way while others are looked at.
  visited_.push_back(0);
  std::size_t kept = 0;
  for (std::size_t next = 0; next < visited_.size(); ++next) {
    const std::uint32_t node = visited_[next];
    const Node& here = nodes_[node];
    if (here.most == 0 || nearest_of(here, at) > outer) continue;
    if (q + here.most < kEnough && farthest_of(here, at) < inner) {
      inside_.push_back(node);
      mass += here.mass;
      continue;
    }
    pass_on(node);
    visited_[kept++] = node;
    if (here.leaf()) {
      leaves_.push_back(node);
      prefetch_units(here);
      continue;
    }
    __builtin_prefetch(&nodes_[here.child]);
    __builtin_prefetch(&nodes_[here.child + 1]);
    visited_.push_back(here.child);
    visited_.push_back(here.child + 1);
  }
  visited_.resize(kept);
  return mass;
}

/// Asks for the memory of a leaf's units.
template <int D>
void Surroundings<D>::prefetch_units(const Node& leaf) const {
  for (std::size_t line = 0; line < leaf.count * sizeof(double); line += 64) {
    for (const std::vector<double>& axis : at_)
      __builtin_prefetch(reinterpret_cast<const char*>(&axis[leaf.child]) + line);
    __builtin_prefetch(reinterpret_cast<const char*>(&probability_[leaf.child]) + line);
  }
}

/// Of the units in leaves_, those nearer than the root of `inner` go to near_, those from there up to the root of
/// `outer` to rim_.
template <int D>
void Surroundings<D>::gather_units(const Point& at, double inner, double outer) {
  near_.clear();
  rim_.clear();
  std::size_t near = 0;
  std::size_t rim = 0;
  for (const std::uint32_t leaf : leaves_) {
    // Without branches, for who is where can't be foretold: all are written down, and the end moves on where one
    // counts.
    const std::uint32_t begin = nodes_[leaf].child;
    const std::uint32_t count = nodes_[leaf].count;
    distance_.assign(count, 0.0);
    for (int d = 0; d < D; ++d) {
      const double* axis = &at_[d][begin];
      const double here = at[d];
      for (std::uint32_t k = 0; k < count; ++k) distance_[k] += (axis[k] - here) * (axis[k] - here);
    }
    if (near_.size() < near + count) near_.resize(2 * (near + count));
    if (rim_.size() < rim + count) rim_.resize(2 * (rim + count));
    for (std::uint32_t k = 0; k < count; ++k) {
      const bool open = probability_[begin + k] > 0;
      near_[near] = begin + k;
      near += open && distance_[k] < inner ? 1 : 0;
      rim_[rim] = {distance_[k], begin + k, 0, true};
      rim += open && distance_[k] >= inner && distance_[k] <= outer ? 1 : 0;
    }
  }
  near_.resize(near);
  rim_.resize(rim);
}

/// Looks around: notes in inside_ and near_ who is nearer than the root of `inner`, in rim_ who is from there up to the
/// root of `outer`, and returns the weight that the former can take.
template <int D>
double Surroundings<D>::gather(const Point& at, double q, double inner, double outer) {
  const double mass = gather_nodes(at, q, inner, outer);
  gather_units(at, inner, outer);
  double weight = 0;  // of single units
  for (const std::uint32_t slot : near_) weight += most_weight(probability_[slot], q);
  for (Candidate& each : rim_) each.weight = most_weight(probability_[each.slot], q);
  return mass / (1 - q) + weight;
}

/// Looks for the distance within which the others can make up for the decision. Then inside_ and near_ are nearer than
/// that, and rim_ holds those at it, with their weights.
/// @return false where all together can't
template <int D>
bool Surroundings<D>::find_rim(std::uint32_t leaf, const Point& at, double q) {
  // A first guess: what was found last, for the units come in an order of neighbours; at the very first, from the
  // ground of the smallest node around that holds enough. Where the guess misses, it is scaled by what was found, at
  // last to all there is. It bears on the time this takes, never on what is found.
  double guess = last_rim_;
  if (guess == 0) {
    std::uint32_t node = leaf;
    while (nodes_[node].mass < 1 - q && nodes_[node].parent != kNone) node = nodes_[node].parent;
    for (int d = 0; d < D; ++d) {
      const double side = nodes_[node].high[d] - nodes_[node].low[d];
      guess += 0.16 * side * side;
    }
  }
  const double everything = farthest_of(nodes_[0], at);
  double low = 0;            // less than 1 is nearer than this
  double high = everything;  // 1 is within this, if anywhere
  for (int round = 0;; ++round) {
    const bool last = round == 12;
    const double inner = last ? low : std::clamp(guess * kWindow, low, high);
    const double outer = last ? high : std::clamp(guess / kWindow, low, high);
    const double within = gather(at, q, inner, outer);
    if (within >= kEnough && inner > low) {
      high = inner;
      guess = inner * std::clamp(1 / within, 0.1, 0.95);
      continue;
    }
    double left = 1 - within;
    for (const Candidate& each : rim_) left -= each.weight;
    if (left <= 1 - kEnough) {
      share_rim(take_nearest(1 - within));
      last_rim_ = rim_.front().distance;
      return true;
    }
    if (outer >= everything) return false;
    low = outer;
    guess = outer * std::clamp(1 / std::max(1 - left, 0.01), 1.05, 8.0);
  }
}

/// Moves those of rim_ over to near_ that are nearer than the distance at which nothing is left to make up for; drops
/// those beyond it.
/// @param left  weight that rim_ has to take
/// @return what is left for those at that distance
template <int D>
double Surroundings<D>::take_nearest(double left) {
  // The distance by quickselect: what lies before `begin` is needed, what lies behind `end` is not.
  const auto by_distance = [](const Candidate& a, const Candidate& b) { return a.distance < b.distance; };
  auto begin = rim_.begin();
  auto end = rim_.end();
  double needed = left;
  while (end - begin > 1) {
    const auto middle = begin + (end - begin) / 2;
    std::nth_element(begin, middle, end, by_distance);
    double first = 0;
    for (auto each = begin; each != middle; ++each) first += each->weight;
    if (needed - first <= 1 - kEnough) {
      end = middle;
    } else {
      needed -= first;
      begin = middle;
    }
  }
  const double distance = begin->distance;
  std::size_t kept = 0;
  for (const Candidate& each : rim_) {
    if (each.distance > distance) continue;
    if (each.distance < distance) {
      near_.push_back(each.slot);
      left -= each.weight;
    } else {
      rim_[kept++] = each;
    }
  }
  rim_.resize(kept);
  return left;
}

/// Gives each unit of rim_ the same weight, or the most it can take; together `left`.
template <int D>
void Surroundings<D>::share_rim(double left) {
  std::sort(rim_.begin(), rim_.end(), [&](const Candidate& a, const Candidate& b) {
    return a.weight != b.weight ? a.weight < b.weight : number_[a.slot] < number_[b.slot];
  });
  for (std::size_t k = 0; k < rim_.size(); ++k) {
    const double share = left / static_cast<double>(rim_.size() - k);
    rim_[k].full = share >= rim_[k].weight * kEnough;
    if (!rim_[k].full) rim_[k].weight = share;
    left -= rim_[k].weight;
  }
}

template <int D>
void Surroundings<D>::change(std::uint32_t slot, double p, std::vector<std::uint32_t>& drawn) {
  if (p >= 1) drawn.push_back(number_[slot]);
  probability_[slot] = undecided(p) ? p : 0;
}

template <int D>
bool Surroundings<D>::decide(std::uint32_t unit, double q, bool in, std::vector<std::uint32_t>& drawn) {
  const std::uint32_t slot = slot_of_[unit];
  const std::uint32_t leaf = leaf_of_[slot];
  Point at;
  for (int d = 0; d < D; ++d) at[d] = at_[d][slot];
  probability_[slot] = 0;
  for (std::uint32_t node = leaf; node != kNone; node = nodes_[node].parent) sum_up(node);
  if (!find_rim(leaf, at, q)) return false;
  const double factor = in ? 0 : 1 / (1 - q);
  for (const std::uint32_t node : inside_) {
    nodes_[node].factor *= factor;
    nodes_[node].mass *= factor;
    nodes_[node].most *= factor;
  }
  for (const std::uint32_t near : near_) change(near, after_full(probability_[near], q, in), drawn);
  for (const Candidate& each : rim_) {
    const double p = probability_[each.slot];
    change(each.slot, each.full ? after_full(p, q, in) : p - ((in ? 1 : 0) - q) * each.weight, drawn);
  }
  for (; !visited_.empty(); visited_.pop_back()) sum_up(visited_.back());
  return true;
}

}  // namespace fairdraw
