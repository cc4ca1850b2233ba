#include "planner/frame/lookalikes.h"

#include "planner/frame/canonical.h"
#include "planner/frame/findings.h"
#include "tests/support/sample_frame.h"

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

Frame with_ids(const std::vector<std::string>& ids) {
  Frame frame = test::frame_of(std::vector<double>(ids.size(), 5));
  frame.id = TextColumn("ea");
  for (const std::string& id : ids) frame.id.push_back(id);
  return frame;
}

std::vector<std::string> found(const Frame& frame) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < frame.areas(); ++row) rows.push_back(row);
  return lookalikes(frame, rows);
}

}  // namespace

TEST_CASE("strata that differ in case, spaces or what can't be seen are told with their areas") {
  const auto sentences = found(test::frame_of({5, 5, 5, 5, 5}, {"Urban", "Urban", "urban", "Ru\xC2\xADral", "Rural"}));
  REQUIRE(sentences.size() == 2);
  CHECK(sentences[0].ends_with("\"Rural\" (1 area)"));
  CHECK(sentences[0].find("<U+00AD>") != std::string::npos);
  CHECK(sentences[1] == "region: \"Urban\" (2 areas) and \"urban\" (1 area)");
}

TEST_CASE("ids that look alike are told in pairs, and plain codes are not") {
  CHECK(found(with_ids({"ea 1", "ea2", "EA 1"})) == std::vector<std::string>{"ea: \"ea 1\" and \"EA 1\""});
  CHECK(found(with_ids({"001", "01", "1", "A1", "A-1"})).empty());
  CHECK(found(with_ids({"x", "x"})).empty());  // which is another finding
}

TEST_CASE("lookalikes make a frame unfit unless they are to be kept") {
  const Frame frame = canonical(with_ids({"a", "A", "b"}));
  Survey survey = test::survey_of("[areas]\ncount = 2\n[households]\ntake = 1\n");
  CHECK(has_error(check_frame(frame, survey).findings));
  survey.frame.on_lookalike = OnLookalike::keep;
  const FrameCheck kept = check_frame(frame, survey);
  CHECK_FALSE(has_error(kept.findings));
  CHECK(kept.findings.front().kind == "lookalike");
}
