#include "planner/study/exact_variance.h"

#include "planner/design/design.h"
#include "planner/draw/prepare.h"
#include "planner/study/replication.h"
#include "tests/support/sample_frame.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// Two strata of areas, the first of which has one that is certain.
struct Studied {
  Frame frame;
  Survey survey;
  Strata strata;
  Design design;
  std::vector<StudyColumn> columns;
  std::vector<StratumInput> inputs;

  explicit Studied(const std::string& method) {
    const std::vector<double> sizes{500, 40, 55, 30, 62, 48, 71, 35, 52, 44, 80, 33, 61, 27, 90, 58};
    std::vector<std::string> names;
    TextColumn y("y");
    for (std::size_t k = 0; k < sizes.size(); ++k) {
      names.emplace_back(k < 9 ? "A" : "B");
      y.push_back(std::to_string(k * 7 % 23 + 3));
    }
    frame = test::frame_of(sizes, names);
    frame.columns.push_back(std::move(y));
    survey = test::survey_of("strata = [\"region\"]\n[areas]\nmethod = \"" + method +
                             "\"\nallocation = \"fixed\"\nfixed = { A = 4, B = 2 }\n[households]\ntake = 5\n");
    strata = strata_to_draw(frame, survey, {});
    design = make_design(strata, survey);
    std::vector<std::string> remarks;
    columns = study_columns(frame, survey, {"y", "region"}, remarks);
    inputs = area_inputs(strata, design, {}, survey);
  }

  std::vector<std::vector<double>> variances() const {
    return exact_variances(strata, inputs, *find_method(survey.areas.method), columns);
  }
};

}  // namespace

TEST_CASE("the variance of simple random sampling is that of the textbook") {
  // Cochran (1977), Sampling Techniques, equation 2.9: N^2 (1 - n / N) S^2 / n in each stratum.
  const Studied studied("simple-random");
  double variance = 0;
  for (std::size_t h = 0; h < 2; ++h) {
    const Stratum& stratum = studied.strata[h];
    const auto n = static_cast<double>(studied.design.strata[h].allocated);
    const auto all = static_cast<double>(stratum.areas.size());
    double mean = 0;
    double square = 0;
    for (const std::uint32_t row : stratum.areas) mean += studied.columns[1].amount[row] / all;
    for (const std::uint32_t row : stratum.areas)
      square += std::pow(studied.columns[1].amount[row] - mean, 2) / (all - 1);
    variance += all * all * (1 - n / all) * square / n;
  }
  const auto found = studied.variances();
  REQUIRE(found.size() == 3);
  CHECK(found[1][0] == doctest::Approx(variance).epsilon(1e-12));
  CHECK(found[0][0] == doctest::Approx(0).epsilon(1e-9));  // the number of areas is known
}

TEST_CASE("every method whose joint probabilities are exact has the variances that its draws show") {
  constexpr std::uint32_t kDraws = 20'000;
  std::size_t tried = 0;
  for (const Method& method : methods()) {
    if (method.takes_two || method.needs_positions || method.needs_balance) continue;
    if (method.must_repeat) continue;
    CAPTURE(std::string(method.name));
    const Studied studied{std::string(method.name)};
    const auto exact = studied.variances();
    CHECK(exact.empty() == (method.joint != JointKnowledge::exact || method.keeps != Keeps::exactly));
    if (exact.empty()) continue;
    ++tried;
    const Auxiliary none;
    const Replication what{&studied.frame,   &studied.strata, &studied.design, &none, &studied.survey,
                           &studied.columns, "exact",         kDraws,          0,     2};
    const Replicated drawn = replicate(what);
    std::size_t at = 0;
    for (std::size_t c = 0; c < studied.columns.size(); ++c)
      for (std::size_t t = 0; t < studied.columns[c].totals.size(); ++t, ++at) {
        double square = 0;
        double fourth = 0;
        for (std::uint32_t round = 0; round < kDraws; ++round) {
          const double off = drawn.estimates[round * drawn.totals + at] - studied.columns[c].totals[t];
          square += off * off / kDraws;
          fourth += off * off * off * off / kDraws;
        }
        // The mean square's standard error, of which four and a half are as good as never exceeded.
        const double error = std::sqrt(std::max(0.0, fourth - square * square) / kDraws);
        CAPTURE(studied.columns[c].name);
        const double scale = studied.columns[c].totals[t] * studied.columns[c].totals[t];
        CHECK(std::abs(square - exact[c][t]) <= 4.5 * error + 1e-12 * scale);
      }
  }
  CHECK(tried >= 4);
}
