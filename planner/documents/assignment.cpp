#include "planner/documents/assignment.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>

namespace fairdraw {
namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Edge = Traits::edge_descriptor;
using Graph = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS, boost::no_property,
    boost::property<boost::edge_capacity_t, std::int64_t,
                    boost::property<boost::edge_residual_capacity_t, std::int64_t,
                                    boost::property<boost::edge_reverse_t, Edge,
                                                    boost::property<boost::edge_weight_t, std::int64_t>>>>>;

class Flow {
 public:
  explicit Flow(std::size_t nodes) : graph_(nodes) {}

  Edge add(std::size_t from, std::size_t to, std::int64_t capacity, std::int64_t cost) {
    const Edge there = boost::add_edge(from, to, graph_).first;
    const Edge back = boost::add_edge(to, from, graph_).first;
    boost::put(boost::edge_capacity, graph_, there, capacity);
    boost::put(boost::edge_capacity, graph_, back, 0);
    boost::put(boost::edge_reverse, graph_, there, back);
    boost::put(boost::edge_reverse, graph_, back, there);
    boost::put(boost::edge_weight, graph_, there, cost);
    boost::put(boost::edge_weight, graph_, back, -cost);
    return there;
  }

  void solve(std::size_t from, std::size_t to) {
    boost::successive_shortest_path_nonnegative_weights(graph_, from, to);
  }

  std::int64_t through(const Edge& edge) const {
    return boost::get(boost::edge_capacity, graph_, edge) - boost::get(boost::edge_residual_capacity, graph_, edge);
  }

 private:
  Graph graph_;
};

}  // namespace

std::optional<std::vector<std::size_t>> assign(const AssignmentProblem& problem) {
  const std::size_t jobs = problem.loads.size();
  if (jobs == 0) return std::vector<std::size_t>();
  std::uint32_t unit = 0;  // equal jobs are never parted
  for (const std::uint32_t load : problem.loads) unit = std::gcd(unit, load);
  std::int64_t all = 0;
  for (const std::uint32_t load : problem.loads) all += load / unit;
  std::int64_t begun = 0;
  const auto has = [&](std::size_t worker) {
    return problem.begun.empty() ? 0 : static_cast<std::int64_t>(problem.begun[worker] / unit);
  };
  for (std::size_t w = 0; w < problem.workers; ++w) begun += has(w);
  const std::int64_t mean = (all + begun) / static_cast<std::int64_t>(problem.workers);

  std::int64_t dear = 1;
  for (std::size_t j = 0; j < jobs; ++j)
    for (std::size_t w = 0; w < problem.workers; ++w)
      if (problem.can(j, w)) dear = std::max(dear, problem.cost(j, w) + 1);
  dear *= static_cast<std::int64_t>(2 * problem.workers);

  // Node 0 sends every job's load to its node, whence it goes to workers, and from them to the last node.
  Flow flow(jobs + problem.workers + 2);
  const std::size_t end = jobs + problem.workers + 1;
  struct Share {
    std::size_t job, worker;
    Edge edge;
  };
  std::vector<Share> shares;
  for (std::size_t j = 0; j < jobs; ++j) {
    const std::int64_t load = problem.loads[j] / unit;
    flow.add(0, 1 + j, load, 0);
    for (std::size_t w = 0; w < problem.workers; ++w)
      if (problem.can(j, w)) shares.push_back({j, w, flow.add(1 + j, 1 + jobs + w, load, problem.cost(j, w))});
  }
  for (std::size_t w = 0; w < problem.workers; ++w) {
    std::int64_t room = all;
    if (!problem.most.empty() && problem.most[w]) {
      std::vector<std::uint32_t> loads = problem.loads;  // more jobs than that weigh more than so many of the smallest
      std::sort(loads.begin(), loads.end());
      room = 0;
      for (std::size_t k = 0; k < std::min<std::size_t>(*problem.most[w], jobs); ++k) room += loads[k] / unit;
    }
    // The mean for nothing, then each further step of a mean at a price that rises, so that what is too much is shared.
    std::int64_t step = std::clamp<std::int64_t>(mean - has(w), 0, room);
    std::int64_t price = 0;
    for (int k = 0; room > 0 && k < 12; ++k) {
      if (step > 0) flow.add(1 + jobs + w, end, step, price);
      room -= step;
      price = dear * (k + 1) * (k + 1);
      step = k == 10 ? room : std::min<std::int64_t>(room, k == 0 ? 1 : std::max<std::int64_t>(1, mean / 8));
    }
  }
  flow.solve(0, end);

  std::vector<std::size_t> out(jobs, problem.workers);
  std::vector<std::int64_t> most(jobs, 0);
  std::vector<std::int64_t> sent(jobs, 0);
  for (const Share& share : shares) {
    const std::int64_t through = flow.through(share.edge);
    sent[share.job] += through;
    if (through <= most[share.job]) continue;
    most[share.job] = through;
    out[share.job] = share.worker;
  }
  for (std::size_t j = 0; j < jobs; ++j)
    if (sent[j] * unit < problem.loads[j]) return std::nullopt;
  for (std::size_t w = 0; w < problem.workers && !problem.most.empty(); ++w)
    if (problem.most[w] && std::count(out.begin(), out.end(), w) > *problem.most[w]) return std::nullopt;
  return out;
}

}  // namespace fairdraw
