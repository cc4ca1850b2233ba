#include "planner/frame/findings.h"

#include "planner/base/error.h"
#include "planner/frame/canonical.h"
#include "tests/support/sample_frame.h"

#include <limits>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

const std::string kStages =
    "[areas]\ncount = 2\n[yields]\neligible = 1\nhousehold = 1\nchild = 1\ncaregiver = 1\n[households]\ntake = 1\n";

const Finding* find(const FrameCheck& check, const std::string& kind) {
  for (const Finding& finding : check.findings)
    if (finding.kind == kind) return &finding;
  return nullptr;
}

}  // namespace

TEST_CASE("a clean frame has no findings") {
  const Frame frame = canonical(test::frame_of({5, 6, 7}));
  const FrameCheck check = check_frame(frame, test::survey_of(kStages));
  CHECK(check.findings.empty());
  CHECK(check.drawable.size() == 3);
}

TEST_CASE("sizes that are no sizes are told apart") {
  Frame frame = test::frame_of({0, -4, 2.5, 1e300, std::numeric_limits<double>::infinity(), 0, 0, 9});
  frame.size_state[5] = SizeState::missing;
  frame.size_state[6] = SizeState::not_a_number;
  const FrameCheck check = check_frame(canonical(frame), test::survey_of(kStages));
  CHECK(find(check, "zero-size")->count == 1);
  CHECK(find(check, "zero-size")->severity == Severity::note);
  CHECK(find(check, "negative-size")->count == 1);
  CHECK(find(check, "fractional-size")->count == 1);
  CHECK(find(check, "absurd-size")->count == 3);
  CHECK(find(check, "missing-size")->count == 1);
  CHECK(find(check, "missing-size")->severity == Severity::error);
  CHECK(has_error(check.findings));
  CHECK(messages_of(*find(check, "negative-size"), "frame.csv")
            .front()
            .starts_with("frame.csv: negative-size: 1, first "));
}

TEST_CASE("rules leave areas out, and what is left out makes no frame unfit") {
  Frame frame = test::frame_of({5, 0, 0}, {"N", "", "N"});
  frame.size_state[1] = SizeState::missing;
  const Survey survey = parse_survey(
      "[survey]\ncountry = \"SLD\"\n[frame]\nfile = \"f\"\nid = \"id\"\nsize = \"n\"\nstrata = "
      "[\"region\"]\non_missing_size = \"exclude\"\n" +
          kStages,
      "s");
  const FrameCheck check = check_frame(canonical(frame), survey);
  CHECK(check.drawable == std::vector<std::uint32_t>{0});
  CHECK(find(check, "missing-stratum") == nullptr);
  CHECK(drawable_frame(canonical(frame), check).areas() == 1);
}

TEST_CASE("duplicate ids are refused, dropped or merged as asked") {
  Frame frame = test::frame_of({5, 6, 7, 8});
  frame.id = TextColumn("id");
  for (const char* id : {"a", "b", "a", "a"}) frame.id.push_back(id);
  const Frame sorted = canonical(frame);
  const auto with = [&](const std::string& rule) {
    return parse_survey(
        "[survey]\ncountry = \"SLD\"\n[frame]\nfile = \"f\"\nid = \"id\"\nsize = \"n\"\non_duplicate_id = \"" + rule +
            "\"\n" + kStages,
        "s");
  };
  FrameCheck check = check_frame(sorted, with("error"));
  CHECK(find(check, "duplicate-id")->count == 2);
  CHECK(find(check, "duplicate-id")->severity == Severity::error);

  check = check_frame(sorted, with("first"));
  Frame kept = drawable_frame(sorted, check);
  CHECK(kept.areas() == 2);
  CHECK(kept.size[0] == 5);

  check = check_frame(sorted, with("merge"));
  kept = drawable_frame(sorted, check);
  CHECK(kept.areas() == 2);
  CHECK(kept.size[0] == 5 + 7 + 8);
  CHECK(kept.merged.at(0).size() == 2);
}

TEST_CASE("areas are not merged across strata") {
  Frame frame = test::frame_of({5, 6}, {"N", "S"});
  frame.id = TextColumn("id");
  frame.id.push_back("a");
  frame.id.push_back("a");
  const Survey survey = parse_survey(
      "[survey]\ncountry = \"SLD\"\n[frame]\nfile = \"f\"\nid = \"id\"\nsize = \"n\"\nstrata = "
      "[\"region\"]\non_duplicate_id = \"merge\"\n" +
          kStages,
      "s");
  CHECK(find(check_frame(canonical(frame), survey), "duplicate-id")->severity == Severity::error);
}

TEST_CASE("ids without text, of two lines, too long or not UTF-8 are refused") {
  Frame frame = test::frame_of({1, 1, 1, 1, 1});
  frame.id = TextColumn("id");
  frame.id.push_back("");
  frame.id.push_back("two\nlines");
  frame.id.push_back(std::string(10'000, 'x'));
  frame.id.push_back("Caf\xE9");
  frame.id.push_back("\"quoted\", ../=cmd()");
  const FrameCheck check = check_frame(canonical(frame), test::survey_of(kStages));
  CHECK(find(check, "missing-id")->count == 1);
  CHECK(find(check, "bad-text")->count == 3);
  CHECK(find(check, "bad-text")->severity == Severity::error);
}
