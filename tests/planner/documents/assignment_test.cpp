#include "planner/documents/assignment.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

struct Random {
  AssignmentProblem problem;
  std::vector<std::vector<std::int64_t>> costs;
  std::vector<std::vector<bool>> allowed;

  Random(std::mt19937& engine, std::size_t jobs, std::size_t workers, bool all) {
    problem.loads.assign(jobs, 8);
    problem.workers = workers;
    for (std::size_t j = 0; j < jobs; ++j) {
      costs.emplace_back();
      allowed.emplace_back();
      for (std::size_t w = 0; w < workers; ++w) {
        costs[j].push_back(static_cast<std::int64_t>(engine() % 1000));
        allowed[j].push_back(all || engine() % 3 != 0);
      }
    }
    problem.can = [this](std::size_t j, std::size_t w) { return static_cast<bool>(allowed[j][w]); };
    problem.cost = [this](std::size_t j, std::size_t w) { return costs[j][w]; };
  }
  Random(const Random&) = delete;
  Random& operator=(const Random&) = delete;
};

}  // namespace

TEST_CASE("equal jobs are shared equally at the least cost of all ways to do so") {
  std::mt19937 engine(1);
  for (int round = 0; round < 60; ++round) {
    const std::size_t jobs = 1 + engine() % 7;
    const std::size_t workers = 1 + engine() % 3;
    const Random random(engine, jobs, workers, true);
    const auto assigned = assign(random.problem);
    REQUIRE(assigned);
    std::size_t ways = 1;
    for (std::size_t j = 0; j < jobs; ++j) ways *= workers;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t way = 0; way < ways; ++way) {
      std::vector<std::size_t> has(workers, 0);
      std::int64_t cost = 0;
      for (std::size_t j = 0, rest = way; j < jobs; ++j, rest /= workers) {
        ++has[rest % workers];
        cost += random.costs[j][rest % workers];
      }
      const auto [fewest, most] = std::minmax_element(has.begin(), has.end());
      if (*most - *fewest <= 1) least = std::min(least, cost);
    }
    std::int64_t cost = 0;
    for (std::size_t j = 0; j < jobs; ++j) cost += random.costs[j][(*assigned)[j]];
    CHECK(cost == least);
  }
}

TEST_CASE("unequal jobs go whole, and loads differ by no more than the largest") {
  std::mt19937 engine(2);
  for (int round = 0; round < 200; ++round) {
    const std::size_t jobs = 5 + engine() % 60;
    const std::size_t workers = 2 + engine() % 6;
    Random random(engine, jobs, workers, true);
    for (std::uint32_t& load : random.problem.loads) load = static_cast<std::uint32_t>(3 + engine() % 20);
    const auto assigned = assign(random.problem);
    REQUIRE(assigned);
    std::vector<std::uint64_t> has(workers, 0);
    for (std::size_t j = 0; j < jobs; ++j) has[(*assigned)[j]] += random.problem.loads[j];
    const auto [fewest, most] = std::minmax_element(has.begin(), has.end());
    const std::uint64_t largest = *std::max_element(random.problem.loads.begin(), random.problem.loads.end());
    CHECK(*most - *fewest <= 2 * largest);  // plan_teams() evens out what is more than one
  }
}

TEST_CASE("nobody gets what he can't do, or more than he can take, and what nobody can do is told") {
  std::mt19937 engine(3);
  for (int round = 0; round < 100; ++round) {
    Random random(engine, 20, 4, false);
    bool possible = true;
    for (const std::vector<bool>& row : random.allowed)
      possible = possible && std::find(row.begin(), row.end(), true) != row.end();
    const auto assigned = assign(random.problem);
    CHECK(assigned.has_value() == possible);
    if (!assigned) continue;
    for (std::size_t j = 0; j < 20; ++j) CHECK(random.allowed[j][(*assigned)[j]]);
  }
  Random bounded(engine, 10, 3, true);
  bounded.problem.most = {2, std::nullopt, 3};
  auto assigned = assign(bounded.problem);
  REQUIRE(assigned);
  CHECK(std::count(assigned->begin(), assigned->end(), 0) <= 2);
  CHECK(std::count(assigned->begin(), assigned->end(), 2) <= 3);
  bounded.problem.most = {2, 4, 3};
  CHECK(!assign(bounded.problem));
  // What is begun counts.
  bounded.problem.most.clear();
  bounded.problem.begun = {40, 0, 0};
  assigned = assign(bounded.problem);
  CHECK(std::count(assigned->begin(), assigned->end(), 0) <= 1);
}
