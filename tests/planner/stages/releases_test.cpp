#include "planner/stages/releases.h"

#include "planner/base/error.h"
#include "planner/frame/strata.h"
#include "planner/sampling/methods.h"
#include "planner/stages/area_joint.h"
#include "tests/support/sample_frame.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

struct Setting {
  Frame frame;
  Survey survey;
  Strata strata;
  Design design;

  Setting() {
    std::vector<double> sizes;
    std::vector<std::string> names;
    for (int k = 0; k < 40; ++k) {
      sizes.push_back(k == 3 ? 900 : 20 + 7 * (k % 11));
      names.push_back(k % 2 == 0 ? "A" : "B");
    }
    frame = test::frame_of(sizes, names);
    survey = test::survey_of("[areas]\ncount = 8\nreserve_replicates = 2\n[households]\ntake = 5\n");
    survey.frame.strata = {"region"};
    strata = build_strata(frame);
    design = make_design(strata, survey);
  }

  AreaDraw draw(const std::string& seed, const std::vector<Release>& releases) const {
    AreaDraw out = draw_areas({frame, strata, design, survey, {seed, "TST"}}, {});
    apply_releases(out, strata, releases);
    return out;
  }
};

Release opening(std::uint32_t replicate, const std::string& stratum = "") {
  return {replicate, stratum, "fewer eligible than planned", "somebody", {}};
}

Plan plan_with_reserve() {
  Plan plan;
  plan.reserve_replicates = 2;
  for (const char* stratum : {"A", "B"}) {
    StratumResult result;
    result.stratum = stratum;
    plan.strata.push_back(result);
    Psu psu;
    psu.stratum = stratum;
    psu.id = stratum + std::string("0");
    plan.psus.push_back(psu);
  }
  return plan;
}

std::string refused(const Plan& plan, const Release& release) {
  try {
    check_release(plan, release);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("after releases, an area is in the field as often as its inclusion probability says") {
  const Setting setting;
  for (const std::vector<Release>& releases :
       {std::vector<Release>{}, {opening(1)}, {opening(1, "A")}, {opening(1), opening(2)}}) {
    constexpr int kDraws = 8000;
    std::vector<int> times(setting.frame.areas(), 0);
    std::vector<double> stated(setting.frame.areas(), 0.0);
    for (int i = 0; i < kDraws; ++i)
      for (const DrawnArea& area : setting.draw(std::to_string(i), releases).sample) {
        stated[area.area] = area.inclusion_probability;
        if (area.release) ++times[area.area];
      }
    for (std::size_t row = 0; row < times.size(); ++row)
      CHECK(std::abs(times[row] - kDraws * stated[row]) <= 5 * std::sqrt(kDraws * stated[row] * (1 - stated[row])));
  }
}

TEST_CASE("a release adds areas and leaves those that were drawn") {
  const Setting setting;
  const AreaDraw before = setting.draw("seed", {});
  const AreaDraw after = setting.draw("seed", {opening(1, "A"), opening(1)});
  REQUIRE(before.sample.size() == after.sample.size());
  for (std::size_t i = 0; i < before.sample.size(); ++i) {
    const DrawnArea& was = before.sample[i];
    const DrawnArea& is = after.sample[i];
    CHECK(was.area == is.area);
    CHECK(was.draw_probability == is.draw_probability);
    if (was.release) CHECK(is.release == 0U);
    if (was.replicate == 1) CHECK(is.release == (setting.strata[was.stratum].name == "A" ? 1U : 2U));
    if (was.replicate == 2) CHECK(!is.release);
    CHECK(is.certainty == (is.inclusion_probability == 1));
    if (was.certainty) CHECK(is.certainty);
    if (!was.certainty) CHECK(is.inclusion_probability > was.inclusion_probability);
  }
  const AreaDraw all = setting.draw("seed", {opening(1), opening(2)});
  for (const DrawnArea& area : all.sample) {
    CHECK(area.release.has_value());
    CHECK(area.inclusion_probability == area.draw_probability);
  }
}

TEST_CASE("what can't be released is refused, with the reason") {
  Plan plan = plan_with_reserve();
  CHECK(refused(plan, opening(1)).empty());
  CHECK(refused(plan, opening(0)).find("main sample") != std::string::npos);
  CHECK(refused(plan, opening(3)).find("up to 2") != std::string::npos);
  CHECK(refused(plan, opening(2)).find("in their order") != std::string::npos);
  CHECK(refused(plan, opening(1, "C")).find("no stratum \"C\"") != std::string::npos);
  Release silent = opening(1);
  silent.why.clear();
  CHECK(refused(plan, silent).find("reason") != std::string::npos);
  CHECK(refused(Plan(), opening(1)).find("no reserve") != std::string::npos);
  plan.releases = {opening(1, "A")};  // that it has not one PSU there is no matter: its probabilities hold
  CHECK(refused(plan, opening(1, "A")).find("open already") != std::string::npos);
  CHECK(refused(plan, opening(1)).empty());  // still closed in B
  CHECK(refused(plan, opening(2, "A")).empty());
  Release lost = opening(1, "B");
  lost.unreachable = {"A0", "B1"};
  CHECK(refused(plan, lost) == "PSU B1 is not one that is in the field");
}

TEST_CASE("joint probabilities after releases are those that draws show, nearly where that is said") {
  for (const char* name : {"sampford", "systematic", "simple-random", "poisson"}) {
    CAPTURE(std::string(name));
    const Method& method = *find_method(name);
    Setting setting;
    setting.survey.areas.method = name;
    if (method.equal) make_sizes_equal(setting.strata);
    setting.design = make_design(setting.strata, setting.survey);
    for (const std::vector<Release>& releases : {std::vector<Release>{opening(1)}, {opening(1), opening(2)}}) {
      constexpr int kDraws = 3000;
      const std::size_t areas = setting.frame.areas();
      std::vector<int> times(areas * areas, 0);
      std::vector<double> stated(areas * areas, 0.0);
      for (int i = 0; i < kDraws; ++i) {
        const AreaDraw draw = setting.draw(std::to_string(i), releases);
        const JointProbabilities joint = joint_of_released(setting.frame, draw, setting.survey);
        CHECK(joint.exact == method.nests);
        std::vector<std::uint32_t> released;
        for (const DrawnArea& area : draw.sample)
          if (area.release) released.push_back(area.area);
        const std::size_t m = released.size();
        for (std::size_t a = 0; a < m; ++a)
          for (std::size_t b = 0; b < m; ++b) {
            ++times[released[a] * areas + released[b]];
            stated[released[a] * areas + released[b]] = joint.matrix[a * m + b];
          }
      }
      double off = 0;
      double pairs = 0;
      for (std::size_t k = 0; k < times.size(); ++k) {
        if (times[k] == 0) continue;
        const double p = stated[k];
        // Systematic draws take neighbours on the list together seldom, which no approximation by sizes knows.
        if (method.nests || std::string(name) == "sampford")
          CHECK(std::abs(times[k] - kDraws * p) <=
                5 * std::sqrt(kDraws * p * (1 - p)) + (method.nests ? 1e-6 : 0.02 * kDraws));
        off += times[k] / static_cast<double>(kDraws) - p;
        ++pairs;
      }
      CHECK(std::abs(off / pairs) < 0.005);
    }
  }
}
