#include "planner/sampling/entropy/conditional_poisson.h"
#include "planner/sampling/entropy/sampford.h"
#include "planner/sampling/list/brewer.h"
#include "planner/sampling/list/chromy.h"
#include "planner/sampling/list/elimination.h"
#include "planner/sampling/list/pivotal.h"
#include "planner/sampling/list/poisson.h"
#include "planner/sampling/list/rao_hartley_cochran.h"
#include "planner/sampling/list/simple_random.h"
#include "planner/sampling/list/systematic.h"
#include "planner/sampling/list/two_units.h"
#include "planner/sampling/list/with_replacement.h"
#include "planner/sampling/methods.h"
#include "planner/sampling/probabilities.h"
#include "tests/support/every_outcome.h"
#include "tests/support/rounds.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
using namespace fairdraw::test;

// Every way in which a method's decisions can turn out is walked through on small frames, so that its first- and
// second-order probabilities are those of the code itself, without sampling error.

namespace {

constexpr double kExact = 1e-12;

struct SmallFrame {
  std::vector<std::uint64_t> sizes;
  std::uint32_t n = 0;
};

std::vector<SmallFrame> small_frames(std::size_t most, int how_many, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<SmallFrame> frames;
  for (int k = 0; k < how_many; ++k) {
    SmallFrame frame;
    frame.sizes.resize(2 + random() % (most - 1));
    for (auto& size : frame.sizes) size = k % 5 == 0 ? 7 : random() % 9 == 0 ? 0 : 1 + random() % 40;
    const auto drawable = static_cast<std::uint32_t>(
        std::count_if(frame.sizes.begin(), frame.sizes.end(), [](std::uint64_t size) { return size > 0; }));
    frame.n = static_cast<std::uint32_t>(random() % (drawable + 1));
    frames.push_back(frame);
  }
  return frames;
}

std::uint64_t sum(const std::vector<std::uint64_t>& sizes) {
  return std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
}

/// Checks a fixed-size method that takes probabilities; returns its second-order probabilities.
template <class Draw>
std::vector<double> check_method(const std::vector<double>& p, Draw draw) {
  const Outcomes outcomes = every_outcome([&](Stream& stream) { return draw(p, stream); });
  double all = 0;
  const auto n = static_cast<std::size_t>(std::lround(exact_sum(p)));
  for (const auto& [sample, probability] : outcomes) {
    CHECK(sample.size() == n);
    CHECK(std::is_sorted(sample.begin(), sample.end()));
    CHECK(std::adjacent_find(sample.begin(), sample.end()) == sample.end());
    all += probability;
  }
  CHECK(all == doctest::Approx(1).epsilon(kExact));
  CHECK(largest_difference(first_order(outcomes, p.size()), p) < kExact);
  return second_order(outcomes, p.size());
}

std::vector<std::uint32_t> all_of(std::size_t units) {
  std::vector<std::uint32_t> all(units);
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

}  // namespace

TEST_CASE("fixed-size methods keep the probabilities asked for, over every outcome") {
  for (const SmallFrame& frame : small_frames(8, 60, 1)) {
    const std::vector<double> p = inclusion_probabilities(frame.sizes, frame.n);
    CAPTURE(p);
    check_method(p, pivotal);
    check_method(p, brewer);
  }
  for (const SmallFrame& frame : small_frames(6, 30, 2)) {
    const std::vector<double> p = inclusion_probabilities(frame.sizes, frame.n);
    CAPTURE(p);
    check_method(p, random_pivotal);
  }
}

TEST_CASE("elimination has Tillé's joint probabilities") {
  for (const SmallFrame& frame : small_frames(8, 60, 3)) {
    const std::vector<double> p = inclusion_probabilities(frame.sizes, frame.n);
    CAPTURE(p);
    const std::vector<double> found = check_method(p, elimination);
    const Elimination design(p);
    for (std::uint32_t a = 0; a < p.size(); ++a)
      for (std::uint32_t b = 0; b < p.size(); ++b)
        CHECK(std::abs(design.joint(a, b) - found[a * p.size() + b]) < kExact);
  }
}

TEST_CASE("Sampford's design has his joint probabilities, and his chances of whole samples") {
  for (const SmallFrame& frame : small_frames(8, 60, 4)) {
    const std::vector<double> p = inclusion_probabilities(frame.sizes, frame.n);
    CAPTURE(p);
    const auto at_once = [](std::span<const double> of, Stream& stream) { return sampford_after_tries(of, 0, stream); };
    const std::vector<double> found = check_method(p, at_once);
    CHECK(largest_difference(sampford_joint(p, all_of(p.size())), found) < kExact);
    // His equation 3, normed by summing over all samples.
    const Outcomes outcomes = every_outcome([&](Stream& stream) { return at_once(p, stream); });
    double norm = 0;
    std::vector<std::pair<double, double>> pairs;
    for (const auto& [sample, probability] : outcomes) {
      double odds = 1;
      double lack = 0;
      for (const std::uint32_t unit : sample)
        if (p[unit] < 1) {
          odds *= p[unit] / (1 - p[unit]);
          lack += 1 - p[unit];
        }
      norm += odds * lack;
      pairs.emplace_back(odds * lack, probability);
    }
    if (norm == 0) continue;
    for (const auto& [formula, probability] : pairs) CHECK(std::abs(formula / norm - probability) < kExact);
  }
}

TEST_CASE("a draw by Sampford's tries has the chances of one without, whether it ends in a try or after it") {
  std::size_t tried = 0;
  for (const SmallFrame& frame : small_frames(6, 40, 14)) {
    const std::vector<double> p = inclusion_probabilities(frame.sizes, frame.n);
    if (frame.n > 4) continue;
    ++tried;
    CAPTURE(p);
    const Outcomes without = every_outcome([&](Stream& stream) { return sampford_after_tries(p, 0, stream); });
    const Outcomes with = every_outcome([&](Stream& stream) { return sampford_after_tries(p, 1, stream); });
    REQUIRE(with.size() == without.size());
    for (const auto& [sample, probability] : without) CHECK(std::abs(with.at(sample) - probability) < kExact);
  }
  CHECK(tried > 10);
}

TEST_CASE("conditional Poisson sampling has the largest entropy and exact joint probabilities") {
  for (const SmallFrame& frame : small_frames(8, 60, 5)) {
    const std::vector<double> p = inclusion_probabilities(frame.sizes, frame.n);
    CAPTURE(p);
    const std::vector<double> found = check_method(p, conditional_poisson);
    CHECK(largest_difference(ConditionalPoisson(p).joint(all_of(p.size())), found) < kExact);
    // The largest entropy belongs to the design whose log chance is a sum over units: for samples that differ by two
    // exchanges, chance(s) chance(t) = chance(u) chance(v).
    const Outcomes outcomes = every_outcome([&](Stream& stream) { return conditional_poisson(p, stream); });
    for (const auto& [s, chance_s] : outcomes) {
      for (const auto& [t, chance_t] : outcomes) {
        Sample only_s, only_t;
        std::set_difference(s.begin(), s.end(), t.begin(), t.end(), std::back_inserter(only_s));
        std::set_difference(t.begin(), t.end(), s.begin(), s.end(), std::back_inserter(only_t));
        if (only_s.size() != 2) continue;
        Sample u = s;
        Sample v = t;
        std::replace(u.begin(), u.end(), only_s[0], only_t[0]);
        std::replace(v.begin(), v.end(), only_t[0], only_s[0]);
        std::sort(u.begin(), u.end());
        std::sort(v.begin(), v.end());
        CHECK(chance_s * chance_t == doctest::Approx(outcomes.at(u) * outcomes.at(v)).epsilon(1e-10));
      }
    }
  }
}

TEST_CASE("two-unit methods have the joint probabilities of their papers") {
  std::mt19937 random(6);
  for (int round = 0; round < 40; ++round) {
    std::vector<std::uint64_t> sizes(3 + random() % 6);
    for (auto& size : sizes) size = 10 + random() % 9;
    const std::vector<double> p = inclusion_probabilities(sizes, 2);
    CAPTURE(p);
    const std::size_t units = p.size();
    const auto found = check_method(p, brewer_durbin);
    const auto by_brewer = check_method(p, brewer);
    CHECK(largest_difference(found, by_brewer) < kExact);  // Brewer (1975) contains Brewer (1963)
    const Outcomes outcomes = every_outcome([&](Stream& stream) { return murthy(sizes, stream); });
    CHECK(largest_difference(first_order(outcomes, units), murthy_probabilities(sizes)) < kExact);
    const auto by_murthy = second_order(outcomes, units);
    for (std::uint32_t a = 0; a < units; ++a) {
      for (std::uint32_t b = 0; b < units; ++b) {
        if (a == b) continue;
        CHECK(std::abs(brewer_durbin_joint(p, a, b) - found[a * units + b]) < kExact);
        CHECK(std::abs(murthy_joint(sizes, a, b) - by_murthy[a * units + b]) < kExact);
      }
    }
  }
}

TEST_CASE("simple random sampling makes every sample as likely as any other") {
  for (std::uint32_t units = 0; units <= 8; ++units) {
    for (std::uint32_t n = 0; n <= units; ++n) {
      const Outcomes outcomes = every_outcome([&](Stream& stream) { return simple_random(units, n, stream); });
      for (const auto& [sample, probability] : outcomes) {
        CHECK(sample.size() == n);
        CHECK(probability == doctest::Approx(1 / static_cast<double>(outcomes.size())).epsilon(kExact));
      }
      double samples = 1;
      for (std::uint32_t k = 0; k < n; ++k) samples *= static_cast<double>(units - k) / (k + 1);
      CHECK(static_cast<double>(outcomes.size()) == doctest::Approx(samples));
    }
  }
}

TEST_CASE("Poisson draws are independent") {
  const std::vector<double> p = {0.1, 0.9, 1, 0, 0.5};
  const Outcomes outcomes = every_outcome([&](Stream& stream) { return poisson(p, stream); });
  CHECK(outcomes.size() == 8);
  const auto found = second_order(outcomes, p.size());
  for (std::size_t a = 0; a < p.size(); ++a)
    for (std::size_t b = 0; b < p.size(); ++b)
      CHECK(std::abs(found[a * 5 + b] - (a == b ? p[a] : p[a] * p[b])) < kExact);
  const Outcomes coins = every_outcome([](Stream& stream) { return bernoulli(4, 0.3, stream); });
  CHECK(coins.at({0, 2}) == doctest::Approx(0.3 * 0.3 * 0.7 * 0.7).epsilon(kExact));
}

TEST_CASE("systematic draws have the joint probabilities of their starts") {
  for (const SmallFrame& frame : small_frames(8, 80, 7)) {
    const std::uint64_t total = sum(frame.sizes);
    if (total == 0) continue;
    std::vector<double> p;
    for (const auto size : frame.sizes) p.push_back(static_cast<double>(size * frame.n) / static_cast<double>(total));
    if (*std::max_element(p.begin(), p.end()) > 1) continue;
    const Outcomes outcomes =
        every_outcome([&](Stream& stream) { return systematic_pps(frame.sizes, frame.n, stream); });
    CHECK(largest_difference(first_order(outcomes, p.size()), p) < kExact);
    const auto found = second_order(outcomes, p.size());
    std::vector<std::uint64_t> before(p.size(), 0);
    std::partial_sum(frame.sizes.begin(), frame.sizes.end() - 1, before.begin() + 1);
    for (std::size_t a = 0; a < p.size(); ++a)
      for (std::size_t b = 0; b < p.size(); ++b)
        if (a != b)
          CHECK(std::abs(systematic_joint(total, frame.n, before[a], frame.sizes[a], before[b], frame.sizes[b]) -
                         found[a * p.size() + b]) < kExact);
  }
}

TEST_CASE("methods that may hit a unit several times keep its expected hits") {
  for (const SmallFrame& frame : small_frames(5, 40, 8)) {
    const std::uint64_t total = sum(frame.sizes);
    if (total == 0) continue;
    std::vector<double> hits;
    for (const auto size : frame.sizes)
      hits.push_back(static_cast<double>(size * frame.n) / static_cast<double>(total));
    const auto hit_by = [&](auto method) {
      const Outcomes outcomes = every_outcome([&](Stream& stream) { return method(frame.sizes, frame.n, stream); });
      for (const auto& [sample, probability] : outcomes) CHECK(sample.size() == frame.n);
      CHECK(largest_difference(first_order(outcomes, hits.size()), hits) < kExact);
      return outcomes;
    };
    for (const auto& [sample, probability] : hit_by(chromy)) {
      for (std::uint32_t unit = 0; unit < hits.size(); ++unit) {
        const auto times = static_cast<double>(std::count(sample.begin(), sample.end(), unit));
        CHECK(times >= std::floor(hits[unit] - 1e-12));
        CHECK(times <= std::ceil(hits[unit] - 1e-12));
      }
    }
    if (frame.n <= 3) hit_by(with_replacement);
  }
}

TEST_CASE("Chromy's draw lets every pair of small units be drawn together") {
  const std::vector<std::uint64_t> sizes = {3, 2, 4, 1, 2, 3};
  const Outcomes outcomes = every_outcome([&](Stream& stream) { return chromy(sizes, 3, stream); });
  const auto joint = second_order(outcomes, sizes.size());
  CHECK(std::all_of(joint.begin(), joint.end(), [](double p) { return p > 0; }));
}

TEST_CASE("systematic draws in random order keep the probabilities asked for") {
  for (const std::vector<std::uint64_t>& sizes : {std::vector<std::uint64_t>{3, 1, 2, 5, 4}, {1, 1, 1, 1}}) {
    const std::vector<double> p = inclusion_probabilities(sizes, 2);
    const Outcomes outcomes = every_outcome([&](Stream& s) { return systematic_random_order(sizes, 2, s); });
    CHECK(largest_difference(first_order(outcomes, p.size()), p) < kExact);
  }
}

TEST_CASE("a random group's weight makes every total unbiased") {
  // The expectation of the weight group / size over the draws of a unit is 1: so the estimate of any total is unbiased.
  for (const std::vector<std::uint64_t>& sizes : {std::vector<std::uint64_t>{3, 1, 2, 5, 4}, {9, 1, 1, 0, 1}, {2, 2}}) {
    for (std::uint32_t n = 1; n <= 2; ++n) {
      // The group's sum is part of the outcome: unit + 100 * sum.
      const Outcomes outcomes = every_outcome([&](Stream& stream) {
        Sample sample;
        for (const GroupDraw& draw : rao_hartley_cochran(sizes, n, stream))
          sample.push_back(static_cast<std::uint32_t>(draw.unit + 100 * draw.group_size));
        return sample;
      });
      std::vector<double> weight(sizes.size(), 0.0);
      for (const auto& [sample, probability] : outcomes) {
        CHECK(sample.size() == n);
        for (const std::uint32_t code : sample)
          weight[code % 100] += probability * (code / 100) / static_cast<double>(sizes[code % 100]);
      }
      for (std::size_t i = 0; i < sizes.size(); ++i) CHECK(weight[i] == doctest::Approx(sizes[i] > 0 ? 1 : 0));
    }
  }
}

TEST_CASE("the table of methods says which of them never take some pairs together") {
  const std::vector<std::uint64_t> sizes = {3, 4, 4, 3};
  const std::vector<double> p = inclusion_probabilities(sizes, 2);
  const Positions plane{2, {0, 0, 1, 0, 50, 0, 51, 1}};  // two pairs of neighbours, also on the list
  const Balance balance{1, {1, 2, 4, 3}};
  for (const Method& method : methods()) {
    if (method.needs_permanent || method.draw == nullptr) continue;
    CAPTURE(std::string(method.name));
    const std::vector<std::uint64_t> ones(sizes.size(), 1);
    const std::vector<double> equal(sizes.size(), 0.5);
    DrawInput input{method.equal ? ones : sizes, 2, method.equal ? equal : p, &plane, &plane, &balance, {}};
    Outcomes outcomes;
    if (method.name == "grts") {  // has too many outcomes: twenty-four orders at each of many levels
      for (unsigned round = 0; round < rounds(5000); ++round) {
        Stream stream{Stream::Engine(round)};
        outcomes[method.draw(input, stream).units] += 1.0 / 5000;
      }
    } else {
      outcomes = every_outcome([&](Stream& stream) { return method.draw(input, stream).units; });
    }
    const std::vector<double> joint = second_order(outcomes, sizes.size());
    bool separates = false;
    for (std::size_t i = 0; i < sizes.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) separates = separates || joint[i * sizes.size() + j] < 1e-12;
    CHECK(separates == method.separates);
  }
}
