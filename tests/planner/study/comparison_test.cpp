#include "planner/study/comparison.h"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

constexpr int kDraws = 5000;

StudyColumn column_of(const std::string& name, double total, bool balanced = false) {
  StudyColumn column;
  column.name = name;
  column.totals = {total};
  column.balanced = balanced;
  return column;
}

/// Normal estimates of three totals: 1,000, 50 and 7 (without error), with these standard deviations of the first two.
Replicated normal(double first, double second, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> off;
  Replicated out;
  out.totals = 3;
  for (int round = 0; round < kDraws; ++round) {
    out.estimates.push_back(1000 + first * off(random));
    out.estimates.push_back(50 + second * off(random));
    out.estimates.push_back(7);
  }
  return out;
}

constexpr int kGroups = 50;

/// Figures whose score has this error: half of the groups, from the `odd`th on, lie above and half below.
MethodFigures scored(const std::string& name, double score, double error = 0.01, int odd = 0) {
  MethodFigures figures;
  figures.method = find_method(name);
  figures.score = {score, error};
  for (int g = 0; g < kGroups; ++g)
    figures.scores_without.push_back(score + ((g + odd) % 2 == 0 ? 1 : -1) * error / std::sqrt(kGroups - 1.0));
  return figures;
}

}  // namespace

TEST_CASE("ratios of variances come with errors that hold") {
  std::vector<StudyColumn> columns = {column_of("a", 1000), column_of("b", 50, true), column_of("c", 7)};
  const std::vector<const Method*> methods = {find_method("systematic"), &baseline()};
  const std::vector<Replicated> replicated = {normal(5, 2, 1), normal(10, 1, 2)};
  const auto figures = summarise(columns, methods, replicated);
  // Two independent variances of normal numbers: the ratio's relative error is sqrt(2 / R + 2 / R).
  const double error = std::sqrt(4.0 / kDraws);
  CHECK(figures[0].ratios[0].value == doctest::Approx(0.25).epsilon(5 * error));
  CHECK(figures[0].ratios[1].value == doctest::Approx(4).epsilon(5 * error));
  CHECK(figures[0].ratios[0].error == doctest::Approx(0.25 * error).epsilon(0.5));
  CHECK(figures[1].ratios[0].value == 1);
  CHECK(figures[1].score.error < 1e-12);
  CHECK(figures[0].variances[0][0] == doctest::Approx(25).epsilon(5 * std::sqrt(2.0 / kDraws)));
  SUBCASE("columns that are balanced on, or never vary, do not count") {
    CHECK(columns[0].counts);
    CHECK(columns[1].varies);
    CHECK_FALSE(columns[1].counts);
    CHECK_FALSE(columns[2].varies);
    CHECK(figures[0].score.value == figures[0].ratios[0].value);
    CHECK_FALSE(figures[0].voronoi.has_value());
  }
}

TEST_CASE("balanced columns count where there is nothing else") {
  std::vector<StudyColumn> columns = {column_of("a", 1000, true), column_of("b", 50, true), column_of("c", 7)};
  const std::vector<const Method*> methods = {&baseline()};
  const std::vector<Replicated> replicated = {normal(5, 2, 1)};
  summarise(columns, methods, replicated);
  CHECK(columns[0].counts);
  CHECK(columns[1].counts);
  CHECK_FALSE(columns[2].counts);
}

TEST_CASE("a clear winner is recommended, but never a method that can't be relied on") {
  const std::vector<MethodFigures> figures = {scored("systematic", 0.9), scored("cube", 0.6), scored("pareto", 0.3),
                                              scored("poisson", 0.2), scored("simple-random", 0.1)};
  const Recommendation found = recommend(figures);
  CHECK(found.method->name == "cube");
  CHECK(found.least->name == "cube");
  CHECK(found.as_good.empty());
}

TEST_CASE("of methods as good as each other, one under which all pairs can come together and are known wins") {
  const std::vector<MethodFigures> figures = {scored("systematic", 0.600), scored("cube", 0.605, 0.01, 1),
                                              scored("sampford", 0.610, 0.01, 1), scored("elimination", 0.601, 0.01, 1),
                                              scored("chromy", 0.7, 0.01, 1)};
  const Recommendation found = recommend(figures);
  CHECK(found.method->name == "sampford");
  CHECK(found.least->name == "systematic");
  CHECK(found.as_good.size() == 3);
  CHECK(recommend(std::vector<MethodFigures>{scored("poisson", 0.2)}).method == nullptr);
}

TEST_CASE("methods are compared by paired differences: what moves both alike is no error") {
  const MethodFigures cube = scored("cube", 0.60, 0.04);
  SUBCASE("two that move together differ for certain") {
    const MethodFigures other = scored("sampford", 0.63, 0.05);
    CHECK(difference(other, cube).value == doctest::Approx(0.03));
    CHECK(difference(other, cube).error == doctest::Approx(0.01));
    const Recommendation found = recommend(std::vector<MethodFigures>{cube, other});
    CHECK(found.method->name == "cube");
    CHECK(found.as_good.empty());
  }
  SUBCASE("two that move against each other don't") {
    const MethodFigures other = scored("sampford", 0.63, 0.05, 1);
    CHECK(difference(other, cube).error == doctest::Approx(0.09));
    CHECK(recommend(std::vector<MethodFigures>{cube, other}).method->name == "sampford");
  }
}

TEST_CASE("no gain is claimed that is less than its error") {
  const std::string base(baseline().name);
  const Recommendation unsure = recommend(std::vector<MethodFigures>{scored(base, 1, 0), scored("cube", 0.97, 0.05)});
  CHECK(unsure.least->name == "cube");
  CHECK(unsure.method == &baseline());
  REQUIRE(unsure.as_good.size() == 1);
  CHECK(recommend(std::vector<MethodFigures>{scored(base, 1, 0), scored("cube", 0.8, 0.05)}).method->name == "cube");
  CHECK(recommend(std::vector<MethodFigures>{scored("cube", 0.97, 0.05)}).method == nullptr);
  // A gain above its error comes before the baseline, though less than two errors tell the two apart.
  CHECK(recommend(std::vector<MethodFigures>{scored(base, 1, 0), scored("chromy", 0.93, 0.05)}).method->name ==
        "chromy");
}
