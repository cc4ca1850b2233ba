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

/// Loads in the largest unit that divides each of them: equal jobs are then of one unit, and are never parted.
struct Loads {
  std::uint32_t unit = 0;
  std::int64_t all = 0;   ///< of the jobs
  std::int64_t mean = 0;  ///< of the workers, with what they have begun
};

std::int64_t begun_by(const AssignmentProblem& problem, std::size_t worker, const Loads& loads) {
  return problem.begun.empty() ? 0 : static_cast<std::int64_t>(problem.begun[worker] / loads.unit);
}

Loads measure(const AssignmentProblem& problem) {
  Loads out;
  for (const std::uint32_t load : problem.loads) out.unit = std::gcd(out.unit, load);
  for (const std::uint32_t load : problem.loads) out.all += load / out.unit;
  std::int64_t begun = 0;
  for (std::size_t w = 0; w < problem.workers; ++w) begun += begun_by(problem, w, out);
  out.mean = (out.all + begun) / static_cast<std::int64_t>(problem.workers);
  return out;
}

/// A price that no cost outweighs.
std::int64_t dearest(const AssignmentProblem& problem) {
  std::int64_t dear = 1;
  for (std::size_t j = 0; j < problem.loads.size(); ++j)
    for (std::size_t w = 0; w < problem.workers; ++w)
      if (problem.can(j, w)) dear = std::max(dear, problem.cost(j, w) + 1);
  return dear * static_cast<std::int64_t>(2 * problem.workers);
}

/// The load that a worker can take at most.
std::int64_t room_of(const AssignmentProblem& problem, std::size_t worker, const Loads& loads) {
  if (problem.most.empty() || !problem.most[worker]) return loads.all;
  std::vector<std::uint32_t> smallest = problem.loads;  // more jobs than that weigh more than so many of the smallest
  std::sort(smallest.begin(), smallest.end());
  std::int64_t room = 0;
  for (std::size_t k = 0; k < std::min<std::size_t>(*problem.most[worker], smallest.size()); ++k)
    room += smallest[k] / loads.unit;
  return room;
}

/// The way of a job to a worker.
struct Share {
  std::size_t job, worker;
  Edge edge;
};

/// Ways for jobs to whoever can do them. Node 0 sends every job's load to its node, whence it goes to workers, and from
/// them to the last node.
std::vector<Share> add_jobs(Flow& flow, const AssignmentProblem& problem, const Loads& loads) {
  const std::size_t jobs = problem.loads.size();
  std::vector<Share> shares;
  for (std::size_t j = 0; j < jobs; ++j) {
    const std::int64_t load = problem.loads[j] / loads.unit;
    flow.add(0, 1 + j, load, 0);
    for (std::size_t w = 0; w < problem.workers; ++w)
      if (problem.can(j, w)) shares.push_back({j, w, flow.add(1 + j, 1 + jobs + w, load, problem.cost(j, w))});
  }
  return shares;
}

/// Room for what workers take: the mean for nothing, then each further step of a mean at a price that rises, so that
/// what is too much is shared.
void add_workers(Flow& flow, const AssignmentProblem& problem, const Loads& loads) {
  const std::size_t jobs = problem.loads.size();
  const std::size_t end = jobs + problem.workers + 1;
  const std::int64_t dear = dearest(problem);
  for (std::size_t w = 0; w < problem.workers; ++w) {
    std::int64_t room = room_of(problem, w, loads);
    std::int64_t step = std::clamp<std::int64_t>(loads.mean - begun_by(problem, w, loads), 0, room);
    std::int64_t price = 0;
    for (int k = 0; room > 0 && k < 12; ++k) {
      if (step > 0) flow.add(1 + jobs + w, end, step, price);
      room -= step;
      price = dear * (k + 1) * (k + 1);
      step = k == 10 ? room : std::min<std::int64_t>(room, k == 0 ? 1 : std::max<std::int64_t>(1, loads.mean / 8));
    }
  }
}

/// Each job to whom most of it goes; nothing where some of it goes to nobody, or somebody has more jobs than he can
/// take.
std::optional<std::vector<std::size_t>> read_off(const Flow& flow, const std::vector<Share>& shares,
                                                 const AssignmentProblem& problem, const Loads& loads) {
  const std::size_t jobs = problem.loads.size();
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
    if (sent[j] * loads.unit < problem.loads[j]) return std::nullopt;
  for (std::size_t w = 0; w < problem.workers && !problem.most.empty(); ++w)
    if (problem.most[w] && std::count(out.begin(), out.end(), w) > *problem.most[w]) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::vector<std::size_t>> assign(const AssignmentProblem& problem) {
  const std::size_t jobs = problem.loads.size();
  if (jobs == 0) return std::vector<std::size_t>();
  const Loads loads = measure(problem);
  Flow flow(jobs + problem.workers + 2);
  const std::vector<Share> shares = add_jobs(flow, problem, loads);
  add_workers(flow, problem, loads);
  flow.solve(0, jobs + problem.workers + 1);
  return read_off(flow, shares, problem, loads);
}

}  // namespace fairdraw
