#include "planner/base/parallel.h"

#include <atomic>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("work shared out over threads is all done, each piece once") {
  for (const unsigned threads : {0U, 1U, 3U, 16U}) {
    for (const std::size_t count : {0, 1, 2, 1000}) {
      std::vector<int> times(count, 0);
      in_parallel(count, threads, [&](std::size_t i) { ++times[i]; });
      CHECK(times == std::vector<int>(count, 1));
    }
  }
}

TEST_CASE("what one thread throws arrives, and the rest is left out") {
  std::atomic<int> done{0};
  CHECK_THROWS_WITH_AS(in_parallel(100000, 4,
                                   [&](std::size_t i) {
                                     if (i == 5) throw std::runtime_error("five");
                                     ++done;
                                   }),
                       "five", std::runtime_error);
  CHECK(done < 100000);
}
