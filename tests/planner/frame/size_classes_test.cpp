#include "planner/frame/size_classes.h"

#include "planner/base/error.h"
#include "planner/frame/size_strata.h"
#include "planner/frame/strata.h"
#include "planner/sampling/stream.h"
#include "tests/support/sample_frame.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("cumulative root f parts Cochran's industrial loans as printed") {
  // Cochran (1977), table 5A.10: industrial loans as a percentage of all loans of 13,435 banks, in classes of 5 per
  // cent. Five strata end at 5, 15, 25 and 45 per cent.
  const int banks[] = {3464, 2516, 2157, 1581, 1142, 746, 512, 376, 265, 207, 126, 107, 82, 50, 39, 25, 16, 19, 2, 3};
  std::vector<double> loans{0};
  for (int c = 0; c < 20; ++c)
    for (int k = c == 0 ? 1 : 0; k < banks[c]; ++k) loans.push_back(c == 19 && k == 2 ? 100 : 5 * c + 2.5);
  std::sort(loans.begin(), loans.end());
  // Bounds are the largest numbers not above 5, 15, 25 and 45.
  CHECK(cumulative_root_f(loans, 5, 20) == std::vector<double>{2.5, 12.5, 22.5, 42.5});
}

TEST_CASE("geometric bounds are in geometric progression") {
  // Gunning and Horgan (2004): from 40 to 28,000 in five strata, the ratio is 700^(1/5).
  std::vector<double> sizes;
  for (int k = 40; k <= 28000; ++k) sizes.push_back(k);
  const std::vector<double> bounds = geometric_bounds(sizes, 5);
  REQUIRE(bounds.size() == 4);
  for (int h = 1; h <= 4; ++h)
    CHECK(bounds[static_cast<std::size_t>(h - 1)] == std::floor(40 * std::pow(700, h / 5.0)));
}

namespace {

/// Skewed numbers, some of them alike.
std::vector<double> skewed(std::size_t count, Stream& stream) {
  std::vector<double> out;
  for (std::size_t k = 0; k < count; ++k) {
    const double u = static_cast<double>(stream.below(1000) + 1) / 1000;
    out.push_back(std::ceil(5 / (u * std::sqrt(u))));
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// The smallest sample over every choice of two bounds.
double brute_force(const std::vector<double>& sizes, double cv) {
  double least = lavallee_hidiroglou_size(sizes, {}, cv);
  for (const double low : sizes)
    for (const double high : sizes)
      if (low < high && high < sizes.back())
        least = std::min(least, lavallee_hidiroglou_size(sizes, std::vector<double>{low, high}, cv));
  return least;
}

}  // namespace

TEST_CASE("Lavallée and Hidiroglou's bounds are those of the smallest sample there is") {
  Stream stream = make_stream({"sizes", "TST"}, {"test", "", ""});
  int best = 0;
  constexpr int kPopulations = 60;
  for (int k = 0; k < kPopulations; ++k) {
    const std::vector<double> sizes = skewed(40, stream);
    const double found = lavallee_hidiroglou_size(sizes, lavallee_hidiroglou(sizes, 3, 0.05), 0.05);
    const double least = brute_force(sizes, 0.05);
    CHECK(found >= least - 1e-9);
    CHECK(found <= 1.1 * least);
    if (found <= least * (1 + 1e-9)) ++best;
  }
  MESSAGE(best, " of ", kPopulations, " populations: the very smallest");
  CHECK(best >= kPopulations * 9 / 10);
}

TEST_CASE("its sample is the formula's, with a class that is taken whole") {
  // Two classes: 1, 2, 3 drawn from (S = 1), 10 taken; X = 16, cv 0.1: n = 1 + 9 / (2.56 + 3).
  CHECK(lavallee_hidiroglou_size(std::vector<double>{1, 2, 3, 10}, std::vector<double>{3}, 0.1) ==
        doctest::Approx(1 + 9 / 5.56).epsilon(1e-12));
  // Without bounds everything is taken.
  CHECK(lavallee_hidiroglou_size(std::vector<double>{1, 2, 3, 10}, {}, 0.1) == 4);
}

TEST_CASE("classes that would be empty are left out, and so is what can't be parted") {
  const std::vector<double> alike(10, 7.0);
  CHECK(cumulative_root_f(alike, 3, 45).empty());
  CHECK(geometric_bounds(alike, 3).empty());
  CHECK(lavallee_hidiroglou(alike, 3, 0.05).empty());
  CHECK(cumulative_root_f({}, 3, 45).empty());
  const std::vector<double> two{1, 1, 1, 9, 9};
  CHECK(cumulative_root_f(two, 5, 75) == std::vector<double>{1});
  CHECK(lavallee_hidiroglou(two, 5, 0.05) == std::vector<double>{1});
}

TEST_CASE("more classes leave less of the variance, about as 1 over their number squared") {
  std::vector<double> even;
  for (int k = 1; k <= 1000; ++k) even.push_back(k);
  for (const std::uint32_t strata : {2U, 4U, 5U})
    CHECK(variance_left(even, cumulative_root_f(even, strata, 100)) ==
          doctest::Approx(1.0 / (strata * strata)).epsilon(0.01));
}

namespace {

const std::string kRest = "[areas]\ncount = 10\n[households]\ntake = 5\n";

}  // namespace

TEST_CASE("strata are parted by size within the other strata, each by its own bounds") {
  std::vector<double> sizes;
  std::vector<std::string> regions;
  for (int k = 0; k < 40; ++k) {
    sizes.push_back(k % 2 == 0 ? 10 + k : 1000 + 10 * k);
    regions.push_back(k % 2 == 0 ? "North" : "South");
  }
  Frame frame = test::frame_of(sizes, regions);
  TextColumn households("households");
  for (const double size : sizes) households.push_back(std::to_string(static_cast<int>(size)));
  frame.columns.push_back(std::move(households));
  const auto names = [&](const std::string& count, const std::string& method) {
    const Survey survey =
        test::survey_of("strata = [\"region\"]\nstrata_from = { column = \"households\", count = " + count +
                        ", method = \"" + method + "\" }\n" + kRest);
    std::vector<std::string> out;
    for (const Stratum& stratum : build_strata(with_size_strata(frame, survey))) out.push_back(stratum.name);
    return out;
  };
  CHECK(names("2", "cumulative-root-f") ==
        std::vector<std::string>{"North / households 1: up to 28", "North / households 2: above 28",
                                 "South / households 1: up to 1190", "South / households 2: above 1190"});
  CHECK(names("\"auto\"", "cumulative-root-f").size() == 8);  // 0.81 / 16 + 0.19; a fifth leaves 92 % of that
  CHECK(names("3", "geometric").size() == 6);
  CHECK(names("3", "lavallee-hidiroglou").size() >= 4);
}

TEST_CASE("a column that can't part strata is refused with the area") {
  Frame frame = test::frame_of({5, 6});
  TextColumn column("households");
  column.push_back("0");
  column.push_back("6");
  frame.columns.push_back(std::move(column));
  CHECK_THROWS_WITH_AS(
      with_size_strata(frame,
                       test::survey_of("strata_from = { column = \"households\", method = \"geometric\" }\n" + kRest)),
      doctest::Contains("area a0: households is 0"), Error);
}
