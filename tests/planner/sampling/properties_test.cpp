#include "planner/sampling/coordinated/permanent.h"
#include "planner/sampling/entropy/conditional_poisson.h"
#include "planner/sampling/methods.h"
#include "planner/sampling/probabilities.h"
#include "tests/support/random_places.h"
#include "tests/support/rounds.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

// What every method promises on any frame, on ten thousand of them, most of them hostile.

namespace {

/// A frame as a method sees it.
struct HostileFrame {
  std::vector<std::uint64_t> sizes;
  std::uint32_t n = 0;
  std::vector<double> probabilities;
  Positions positions;
  Balance balance;
  std::vector<double> uniforms;

  DrawInput view() const { return {sizes, n, probabilities, &positions, &positions, &balance, uniforms}; }
};

/// Sizes from one kind of several: alike, uneven, one giant, dust beside giants (chances of 1e-15), with zeros.
std::vector<std::uint64_t> hostile_sizes(std::size_t units, std::mt19937_64& random) {
  const auto kind = random() % 6;
  std::vector<std::uint64_t> sizes(units);
  for (std::size_t i = 0; i < units; ++i) {
    switch (kind) {
      case 0:
        sizes[i] = 7;
        break;
      case 1:
        sizes[i] = 1 + random() % 1000;
        break;
      case 2:
        sizes[i] = i == 0 ? 1000000000000 : 1 + random() % 3;
        break;
      case 3:
        sizes[i] = i % 2 == 0 ? 1 : 1000000000000000;
        break;
      case 4:
        sizes[i] = random() % 3 == 0 ? 0 : 1 + random() % 20;
        break;
      default:
        sizes[i] = std::uint64_t{1} << random() % 40;
    }
  }
  return sizes;
}

/// Places from one kind of several: scattered, all at one, in crowds, on a line, on a grid, farther and farther out.
Positions hostile_positions(std::size_t units, std::mt19937_64& random) {
  const auto kind = random() % 6;
  Positions positions{2, {}};
  double reach = 1;
  for (std::size_t i = 0; i < units; ++i) {
    const auto any = [&](std::uint64_t below) { return static_cast<double>(random() % below); };
    double x = any(1000000);
    double y = any(1000000);
    if (kind == 1) x = y = 5;
    if (kind == 2) x = y = any(2);
    if (kind == 3) y = 3 * x;
    if (kind == 4) {
      x = any(4);
      y = any(4);
    }
    if (kind == 5) {
      x = reach;
      y = -reach;
      reach *= 1.7;
    }
    positions.coordinates.insert(positions.coordinates.end(), {x, y});
  }
  return positions;
}

HostileFrame hostile_frame(std::mt19937_64& random) {
  HostileFrame frame;
  const std::size_t units = random() % 8 == 0 ? 1 : 1 + random() % 40;
  frame.sizes = hostile_sizes(units, random);
  const auto drawable = static_cast<std::uint32_t>(
      std::count_if(frame.sizes.begin(), frame.sizes.end(), [](std::uint64_t size) { return size > 0; }));
  frame.n = random() % 10 == 0   ? 0
            : random() % 10 == 0 ? drawable
                                 : static_cast<std::uint32_t>(random() % (drawable + 1));
  frame.probabilities = inclusion_probabilities(frame.sizes, frame.n);
  frame.positions = hostile_positions(units, random);
  frame.balance.variables = static_cast<std::uint32_t>(random() % 4);
  for (std::size_t k = 0; k < units * frame.balance.variables; ++k)
    frame.balance.values.push_back(random() % 5 == 0 ? 0.0 : static_cast<double>(random() % 100) - 20);
  for (std::size_t i = 0; i < units; ++i)
    frame.uniforms.push_back(permanent_uniform(random() >> 11, Coordinate::positive));
  return frame;
}

/// A method that draws without repetition sees only the units that are not certain, as the stages do.
HostileFrame without_certain(HostileFrame frame) {
  for (std::size_t i = 0; i < frame.sizes.size(); ++i) {
    if (frame.probabilities[i] != 1) continue;
    frame.sizes[i] = 0;
    frame.probabilities[i] = 0;
    --frame.n;
  }
  return frame;
}

}  // namespace

TEST_CASE("on hostile frames every method keeps its size, takes what is certain and never what can't be") {
  std::mt19937_64 random(2026);
  for (std::size_t round = 0; round < test::rounds(10000); ++round) {
    const HostileFrame given = hostile_frame(random);
    CAPTURE(round);
    CHECK(std::abs(exact_sum(given.probabilities) - given.n) <= 1e-12 * std::max(1U, given.n));
    Stream stream = make_stream({"hostile", ""}, {"t", "t", std::to_string(round)});
    for (const Method& method : methods()) {
      if (method.draw == nullptr || method.equal) continue;
      CAPTURE(std::string(method.name));
      // Those that take probabilities are given the certain units, too; those that take sizes are not, as in the
      // stages.
      const bool by_size = method.by_sizes || method.takes_two;
      const HostileFrame frame = by_size ? without_certain(given) : given;
      if (method.takes_two && frame.n > 2) continue;
      const Draw draw = method.draw(frame.view(), stream);
      CHECK(std::is_sorted(draw.units.begin(), draw.units.end()));
      CHECK(draw.probabilities.size() == draw.units.size());
      if (method.fixed_size) CHECK(draw.units.size() == frame.n);
      std::vector<int> times(frame.sizes.size(), 0);
      for (const std::uint32_t unit : draw.units) {
        REQUIRE(unit < frame.sizes.size());
        ++times[unit];
        CHECK(frame.sizes[unit] > 0);
      }
      if (!method.must_repeat) CHECK(std::all_of(times.begin(), times.end(), [](int t) { return t <= 1; }));
      for (std::size_t i = 0; i < times.size(); ++i)
        if (frame.probabilities[i] == 1 && !by_size) CHECK(times[i] == 1);
    }
  }
}

TEST_CASE("conditional Poisson's working probabilities are found on hostile frames") {
  std::mt19937_64 random(7);
  for (std::size_t round = 0; round < test::rounds(3000); ++round) {
    const HostileFrame frame = hostile_frame(random);
    CAPTURE(round);
    const ConditionalPoisson design(frame.probabilities);
    const std::vector<double> found = design.inclusion();
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(std::abs(found[i] - frame.probabilities[i]) < 1e-12);
  }
}

TEST_CASE("larger and smaller units of measure change no draw") {
  // Doubled sizes and coordinates: every ratio is what it was.
  std::mt19937_64 random(11);
  for (int round = 0; round < 500; ++round) {
    const HostileFrame frame = without_certain(hostile_frame(random));
    if (frame.n == 0) continue;
    HostileFrame doubled = frame;
    for (auto& size : doubled.sizes) size *= 2;
    for (auto& x : doubled.positions.coordinates) x *= 2;
    for (auto& x : doubled.balance.values) x *= 2;
    for (const Method& method : methods()) {
      if (method.draw == nullptr || (method.takes_two && frame.n > 2)) continue;
      // A start out of twice as many is another start.
      if (method.by_sizes || method.takes_two || method.equal) continue;
      CAPTURE(std::string(method.name));
      Stream a = make_stream({"scale", ""}, {"t", "t", std::to_string(round)});
      Stream b = a;
      CHECK(method.draw(frame.view(), a).units == method.draw(doubled.view(), b).units);
    }
  }
}

TEST_CASE("the order of the list changes neither probabilities nor draws by permanent numbers") {
  std::mt19937_64 random(5);
  for (std::size_t round = 0; round < test::rounds(1000); ++round) {
    const HostileFrame frame = without_certain(hostile_frame(random));
    const std::size_t units = frame.sizes.size();
    std::vector<std::uint32_t> order(units);
    std::iota(order.begin(), order.end(), 0U);
    std::shuffle(order.begin(), order.end(), random);
    HostileFrame shuffled = frame;
    for (std::size_t i = 0; i < units; ++i) {
      shuffled.sizes[i] = frame.sizes[order[i]];
      shuffled.probabilities[i] = frame.probabilities[order[i]];
      shuffled.uniforms[i] = frame.uniforms[order[i]];
    }
    std::vector<std::uint32_t> all(units);
    std::iota(all.begin(), all.end(), 0U);
    for (const Method& method : methods()) {
      if (method.equal || (method.takes_two && frame.n != 2)) continue;
      CAPTURE(round);
      CAPTURE(std::string(method.name));
      if (method.needs_permanent) {
        Stream stream = make_stream({"order", ""}, {"t", "t", ""});
        std::vector<std::uint32_t> drawn = method.draw(shuffled.view(), stream).units;
        for (std::uint32_t& unit : drawn) unit = order[unit];
        std::sort(drawn.begin(), drawn.end());
        CHECK(drawn == method.draw(frame.view(), stream).units);
      }
      // What a systematic draw takes together does depend on the list; others' chances are those of sets.
      const bool by_list = method.separates && method.joint == JointKnowledge::exact;
      if (method.joint == JointKnowledge::none || by_list) continue;
      if (frame.n == 0) continue;
      const std::vector<double> before = joint_probabilities(method, frame.view(), all);
      const std::vector<double> after = joint_probabilities(method, shuffled.view(), all);
      for (std::size_t i = 0; i < units; ++i)
        for (std::size_t j = 0; j < units; ++j)
          CHECK(std::abs(after[i * units + j] - before[order[i] * units + order[j]]) <= 1e-12);
    }
  }
}
