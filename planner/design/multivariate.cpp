#include "planner/design/multivariate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>

#include <Eigen/Dense>

namespace fairdraw {
namespace {

/// The dual of a problem whose limits have been brought to 1.
class Dual {
 public:
  explicit Dual(const MultivariateProblem& problem) : problem_(problem) {
    terms_.resize(static_cast<Eigen::Index>(problem.limits.size()), static_cast<Eigen::Index>(problem.cost.size()));
    for (Eigen::Index j = 0; j < terms_.rows(); ++j)
      for (Eigen::Index h = 0; h < terms_.cols(); ++h) {
        const VarianceLimit& limit = problem.limits[static_cast<std::size_t>(j)];
        terms_(j, h) = limit.terms[static_cast<std::size_t>(h)] / limit.limit;
      }
  }

  Eigen::Index limits() const { return terms_.rows(); }
  Eigen::Index strata() const { return terms_.cols(); }
  double cost(Eigen::Index h) const { return problem_.cost[static_cast<std::size_t>(h)]; }
  double least(Eigen::Index h) const { return problem_.least[static_cast<std::size_t>(h)]; }
  double most(Eigen::Index h) const { return problem_.most[static_cast<std::size_t>(h)]; }

  /// The best n for these multipliers.
  Eigen::VectorXd allocation(const Eigen::VectorXd& u) const {
    const Eigen::VectorXd price = terms_.transpose() * u;
    Eigen::VectorXd n(strata());
    for (Eigen::Index h = 0; h < strata(); ++h)
      n[h] = std::clamp(std::sqrt(std::max(0.0, price[h]) / cost(h)), least(h), most(h));
    return n;
  }

  /// Each variance over its limit.
  Eigen::VectorXd usage(const Eigen::VectorXd& n) const { return terms_ * n.cwiseInverse(); }

  double value(const Eigen::VectorXd& u, const Eigen::VectorXd& n) const {
    double sum = u.dot(usage(n)) - u.sum();
    for (Eigen::Index h = 0; h < strata(); ++h) sum += cost(h) * n[h];
    return sum;
  }

  /// Minus the second derivatives, over the strata that are within their bounds.
  Eigen::MatrixXd curvature(const Eigen::VectorXd& u, const Eigen::VectorXd& n) const {
    const Eigen::VectorXd price = terms_.transpose() * u;
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(limits(), limits());
    for (Eigen::Index h = 0; h < strata(); ++h) {
      if (n[h] <= least(h) || n[h] >= most(h) || price[h] <= 0) continue;
      out += terms_.col(h) * terms_.col(h).transpose() / (2 * price[h] * n[h]);
    }
    return out;
  }

  /// What each limit would need if it stood alone: a scale for the multipliers.
  double alone(Eigen::Index j) const {
    double sum = 0;
    for (Eigen::Index h = 0; h < strata(); ++h) sum += std::sqrt(terms_(j, h) * cost(h));
    return sum * sum;
  }

 private:
  const MultivariateProblem& problem_;
  Eigen::MatrixXd terms_;
};

constexpr int kHalvings = 40;  ///< of a step, until it gains or is given up

/// One projected Newton step with backtracking; false where nothing more can be gained.
bool newton_step(const Dual& dual, Eigen::VectorXd& u) {
  const Eigen::VectorXd n = dual.allocation(u);
  const double before = dual.value(u, n);
  const Eigen::VectorXd slope = dual.usage(n).array() - 1.0;
  std::vector<Eigen::Index> open;
  for (Eigen::Index j = 0; j < dual.limits(); ++j)
    if (u[j] > 0 || slope[j] > 0) open.push_back(j);
  if (open.empty()) return false;
  const Eigen::MatrixXd whole = dual.curvature(u, n);
  const auto size = static_cast<Eigen::Index>(open.size());
  Eigen::MatrixXd curvature(size, size);
  Eigen::VectorXd gradient(size);
  double diagonal = 0;
  for (Eigen::Index a = 0; a < size; ++a) {
    gradient[a] = slope[open[static_cast<std::size_t>(a)]];
    for (Eigen::Index b = 0; b < size; ++b)
      curvature(a, b) = whole(open[static_cast<std::size_t>(a)], open[static_cast<std::size_t>(b)]);
    diagonal = std::max(diagonal, curvature(a, a));
  }
  if (diagonal <= 0) diagonal = 1 / std::max(1e-300, u.maxCoeff());
  curvature.diagonal().array() += 1e-13 * diagonal;
  const auto try_step = [&](const Eigen::VectorXd& step) {
    double length = 2;
    for (int halving = 0; halving < kHalvings; ++halving) {
      length /= 2;
      Eigen::VectorXd next = u;
      double promised = 0;
      for (Eigen::Index a = 0; a < size; ++a) {
        const Eigen::Index j = open[static_cast<std::size_t>(a)];
        next[j] = std::max(0.0, u[j] + length * step[a]);
        promised += gradient[a] * (next[j] - u[j]);
      }
      const double gained = dual.value(next, dual.allocation(next)) - before;
      if (promised > 0 && gained >= 1e-4 * promised) {
        u = next;
        return gained > 1e-16 * std::abs(before);
      }
    }
    return false;
  };
  const Eigen::VectorXd newton = curvature.ldlt().solve(gradient);
  if (newton.allFinite() && newton.dot(gradient) > 0 && try_step(newton)) return true;
  // Where the projection spoils Newton's direction, each multiplier goes its own way: that always gains.
  return try_step(gradient.cwiseQuotient(curvature.diagonal().cwiseMax(1e-6 * diagonal)));
}

/// Multipliers that Chromy's iteration comes to.
Eigen::VectorXd near_by(const Dual& dual) {
  Eigen::VectorXd u(dual.limits());
  for (Eigen::Index j = 0; j < dual.limits(); ++j) u[j] = dual.alone(j) / static_cast<double>(dual.limits());
  for (int round = 0; round < 60; ++round) {
    const Eigen::VectorXd used = dual.usage(dual.allocation(u));
    u = u.array() * used.array().square();
  }
  // Multipliers that have all but vanished start from nothing: Newton brings back those that are needed.
  const double largest = dual.limits() > 0 ? u.maxCoeff() : 0;
  for (Eigen::Index j = 0; j < dual.limits(); ++j)
    if (u[j] < 1e-9 * largest) u[j] = 0;
  return u;
}

}  // namespace

MultivariateOptimum multivariate_optimum(const MultivariateProblem& problem, const std::vector<double>& start) {
  const Dual dual(problem);
  MultivariateOptimum out;
  const auto take_usage = [&](const Eigen::VectorXd& n) {
    if (dual.limits() == 0) return;
    Eigen::Index tightest = 0;
    out.usage = dual.usage(n).maxCoeff(&tightest);
    out.tightest = static_cast<std::size_t>(tightest);
  };
  Eigen::VectorXd n(dual.strata());
  for (Eigen::Index h = 0; h < dual.strata(); ++h) n[h] = dual.most(h);
  take_usage(n);
  if (out.usage > 1) return out;
  out.feasible = true;

  Eigen::VectorXd u = start.empty() ? near_by(dual) : Eigen::VectorXd(dual.limits());
  for (std::size_t j = 0; j < start.size(); ++j) u[static_cast<Eigen::Index>(j)] = start[j] * problem.limits[j].limit;
  for (int round = 0; round < 500 && newton_step(dual, u); ++round) {
  }
  n = dual.allocation(u);
  out.bound = dual.value(u, n);
  take_usage(n);
  // What rounding left over a limit is made up for, so that the allocation keeps to every one.
  for (int round = 0; round < 3 && out.usage > 1; ++round) {
    for (Eigen::Index h = 0; h < dual.strata(); ++h) n[h] = std::min(dual.most(h), n[h] * out.usage);
    take_usage(n);
  }
  for (Eigen::Index h = 0; h < dual.strata(); ++h) {
    out.n.push_back(n[h]);
    out.cost += dual.cost(h) * n[h];
  }
  for (Eigen::Index j = 0; j < dual.limits(); ++j)
    out.duals.push_back(u[j] / problem.limits[static_cast<std::size_t>(j)].limit);
  return out;
}

namespace {

constexpr double kWhole = 1e-9;

class Search {
 public:
  explicit Search(const MultivariateProblem& problem) : problem_(problem), here_(problem) {
    const auto [low, high] = std::minmax_element(problem.cost.begin(), problem.cost.end());
    step_ = *low == *high ? *low : 0;  // with one cost everywhere the cost comes in steps
  }

  WholeOptimum run(std::size_t most_nodes) {
    MultivariateProblem root = problem_;
    for (std::size_t h = 0; h < root.cost.size(); ++h) {
      root.least[h] = std::ceil(root.least[h] - kWhole);
      root.most[h] = std::floor(root.most[h] + kWhole);
      if (root.least[h] > root.most[h]) return {};
    }
    push(root.least, root.most, {});
    std::size_t nodes = 0;
    while (!open_.empty() && !good_enough(open_.top().bound)) {
      if (++nodes > most_nodes) break;
      const Node node = open_.top();
      open_.pop();
      branch(node);
    }
    if (best_.n.empty()) return best_;
    best_.bound = open_.empty() ? best_.cost : std::min(best_.cost, open_.top().bound);
    best_.proved = best_.cost - best_.bound <= kWhole * best_.cost;
    if (best_.proved) best_.bound = best_.cost;
    return best_;
  }

 private:
  struct Node {
    double bound = 0;
    std::vector<double> least, most, n, duals;
    bool operator<(const Node& other) const { return bound > other.bound; }
  };

  bool good_enough(double bound) const { return !best_.n.empty() && bound >= best_.cost * (1 - kWhole); }

  bool keeps_limits(const std::vector<double>& n) const {
    for (const VarianceLimit& limit : problem_.limits) {
      double sum = 0;
      for (std::size_t h = 0; h < n.size(); ++h)
        if (limit.terms[h] > 0) sum += limit.terms[h] / n[h];
      if (!(sum <= limit.limit * (1 + 1e-12))) return false;
    }
    return true;
  }

  double cost_of(const std::vector<double>& n) const {
    return std::inner_product(n.begin(), n.end(), problem_.cost.begin(), 0.0);
  }

  void push(std::vector<double> least, std::vector<double> most, const std::vector<double>& duals) {
    here_.least = least;
    here_.most = most;
    MultivariateOptimum relaxed = multivariate_optimum(here_, duals);
    if (!relaxed.feasible) return;
    round_up(relaxed.n, least, most);
    const double bound = tighten(relaxed, least, most);
    if (good_enough(bound)) return;
    for (std::size_t h = 0; h < least.size(); ++h) {
      if (least[h] > most[h]) return;
      relaxed.n[h] = std::clamp(relaxed.n[h], least[h], most[h]);
    }
    open_.push({bound, std::move(least), std::move(most), std::move(relaxed.n), std::move(relaxed.duals)});
  }

  /// The Lagrangian with whole numbers, sum of the least of f(n) = cost n + price / n less the duals times their
  /// limits, and closer bounds: a number with which the Lagrangian is as much as the best allocation costs leads to
  /// none better.
  double tighten(const MultivariateOptimum& relaxed, std::vector<double>& least, std::vector<double>& most) const {
    double bound = 0;
    std::vector<double> price(least.size(), 0.0);
    for (std::size_t j = 0; j < relaxed.duals.size(); ++j) {
      const VarianceLimit& limit = problem_.limits[j];
      bound -= relaxed.duals[j] * limit.limit;
      if (relaxed.duals[j] > 0)
        for (std::size_t h = 0; h < price.size(); ++h) price[h] += relaxed.duals[j] * limit.terms[h];
    }
    std::vector<double> lowest(least.size());
    const auto f = [&](std::size_t h, double n) { return problem_.cost[h] * n + price[h] / n; };
    for (std::size_t h = 0; h < least.size(); ++h) {
      const double real = std::sqrt(price[h] / problem_.cost[h]);
      const double below = std::clamp(std::floor(real), least[h], most[h]);
      const double above = std::min(below + 1, most[h]);
      lowest[h] = std::min(f(h, below), f(h, above));
      bound += lowest[h];
    }
    bound = std::max(bound, relaxed.bound);
    if (step_ > 0) bound = std::ceil(bound / step_ - kWhole) * step_;
    if (best_.n.empty()) return bound;
    double room = best_.cost * (1 - kWhole) - std::accumulate(lowest.begin(), lowest.end(), 0.0);
    for (std::size_t j = 0; j < relaxed.duals.size(); ++j) room += relaxed.duals[j] * problem_.limits[j].limit;
    for (std::size_t h = 0; h < least.size(); ++h) {
      const double most_of = lowest[h] + room;  // cost n + price / n <= most_of between its two roots
      const double inner = most_of * most_of - 4 * problem_.cost[h] * price[h];
      const double root = std::sqrt(std::max(0.0, inner));
      const double slack = 1e-7 * (1 + most[h]);
      least[h] = std::max(least[h], std::ceil((most_of - root) / (2 * problem_.cost[h]) - slack));
      most[h] = std::min(most[h], std::floor((most_of + root) / (2 * problem_.cost[h]) + slack));
    }
    return bound;
  }

  /// Ceilings keep every limit; then areas are taken away again, the most expensive first, where that can be borne.
  void round_up(const std::vector<double>& real, const std::vector<double>& least, const std::vector<double>& most) {
    std::vector<double> n;
    for (std::size_t h = 0; h < real.size(); ++h) n.push_back(std::min(most[h], std::ceil(real[h] - kWhole)));
    if (!keeps_limits(n)) {
      for (std::size_t h = 0; h < n.size(); ++h) n[h] = std::min(most[h], n[h] + 1);
      if (!keeps_limits(n)) return;
    }
    std::vector<std::size_t> order(n.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return problem_.cost[a] > problem_.cost[b]; });
    take_away(n, order, least);
    if (const double cost = cost_of(n); best_.n.empty() || cost < best_.cost) {
      best_.cost = cost;
      best_.n.assign(n.begin(), n.end());
    }
  }

  void take_away(std::vector<double>& n, const std::vector<std::size_t>& order,
                 const std::vector<double>& least) const {
    for (const std::size_t h : order) {
      while (n[h] - 1 >= std::max(1.0, least[h])) {
        --n[h];
        if (keeps_limits(n)) continue;
        ++n[h];
        break;
      }
    }
  }

  void branch(const Node& node) {
    std::size_t split = 0;
    double farthest = kWhole;
    for (std::size_t h = 0; h < node.n.size(); ++h) {
      const double off = std::abs(node.n[h] - std::round(node.n[h])) * problem_.cost[h];
      if (off > farthest && node.least[h] < node.most[h]) {
        farthest = off;
        split = h + 1;
      }
    }
    if (split == 0) {  // whole already: round_up() has met it; what is left of the node lies beside it
      for (std::size_t h = 0; h < node.n.size() && split == 0; ++h)
        if (node.least[h] < node.most[h]) split = h + 1;
      if (split == 0) return;
    }
    const std::size_t h = split - 1;
    const double at = std::min(std::floor(node.n[h] + kWhole), node.most[h] - 1);
    std::vector<double> most = node.most;
    most[h] = at;
    push(node.least, most, node.duals);
    std::vector<double> least = node.least;
    least[h] = at + 1;
    push(least, node.most, node.duals);
  }

  const MultivariateProblem& problem_;
  MultivariateProblem here_;  ///< with the bounds of the part that is looked at
  double step_ = 0;
  std::priority_queue<Node> open_;
  WholeOptimum best_;
};

}  // namespace

WholeOptimum whole_optimum(const MultivariateProblem& problem, std::size_t most_nodes) {
  return Search(problem).run(most_nodes);
}

}  // namespace fairdraw
