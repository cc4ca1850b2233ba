#include "planner/sampling/stream.h"

#include <cmath>
#include <random>
#include <vector>

#include <boost/random/seed_seq.hpp>
#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("Boost's engine and seeding give the standard library's numbers") {
  // So a reviewer can repeat a stream without Boost.
  const std::vector<std::uint32_t> words = {1, 2, 3, 4, 5, 6, 7, 0xFFFFFFFF};
  boost::random::seed_seq boost_seed(words.begin(), words.end());
  std::seed_seq standard_seed(words.begin(), words.end());
  Stream boost_engine{Stream::Engine(boost_seed)};
  std::mt19937_64 standard_engine(standard_seed);
  for (int i = 0; i < 1000; ++i) CHECK(boost_engine() == standard_engine());
}

TEST_CASE("a stream is pinned to its key") {
  // Computed apart, in Python, from SHA-256, seed_seq and mt19937_64 as their definitions state them.
  Stream stream = make_stream({"seed", "SLD"}, {"systematic-pps 1", "areas", "North / urban"});
  CHECK(stream() == 4870267326812739123ULL);
  CHECK(stream() == 12144452949833368084ULL);
  CHECK(permanent_number({"seed", "SLD"}, {"kish 1", "respondents", "psu-1"}, "hh-1") == 4375782363567061ULL);
}

TEST_CASE("every part of the key makes another stream") {
  const auto first = [](const SeedKey& key, const StreamName& name) { return make_stream(key, name)(); };
  const auto base = first({"s", "c"}, {"a", "b", "d"});
  CHECK(base != first({"t", "c"}, {"a", "b", "d"}));
  CHECK(base != first({"s", "x"}, {"a", "b", "d"}));
  CHECK(base != first({"s", "c"}, {"x", "b", "d"}));
  CHECK(base != first({"s", "c"}, {"a", "x", "d"}));
  CHECK(base != first({"s", "c"}, {"a", "b", "x"}));
  CHECK(base == first({"s", "c"}, {"a", "b", "d"}));
}

TEST_CASE("whole numbers below a limit are even") {
  Stream stream = make_stream({"even", ""}, {"t", "t", "t"});
  std::vector<int> counts(7, 0);
  for (int i = 0; i < 70000; ++i) ++counts[stream.below(7)];
  // Each count is Binomial(70000, 1/7): standard deviation 92.6; five of them is passed once in 250,000 runs of seven.
  for (const int count : counts) CHECK(std::abs(count - 10000) < 463);
}

TEST_CASE("permanent numbers below a limit cover it from 0 to its last") {
  CHECK(permanent_below(0, 12) == 0);
  CHECK(permanent_below((std::uint64_t{1} << 53) - 1, 12) == 11);
  CHECK(permanent_below(std::uint64_t{1} << 52, 12) == 6);
}
