#include "planner/frame/canonical.h"

#include "tests/support/sample_frame.h"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("the digest depends on content, not on the order of rows") {
  Frame frame = test::frame_of({5, 6, 7, 8, 9}, {"N", "N", "S", "S", "S"});
  const std::string digest = content_digest(canonical(frame));
  std::vector<std::uint32_t> rows = {0, 1, 2, 3, 4};
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    CHECK(content_digest(canonical(frame.select(rows))) == digest);
  }
}

TEST_CASE("any change of content changes the digest") {
  const Frame frame = canonical(test::frame_of({5, 6}, {"N", "S"}));
  const std::string digest = content_digest(frame);
  CHECK(content_digest(canonical(test::frame_of({5, 7}, {"N", "S"}))) != digest);
  CHECK(content_digest(canonical(test::frame_of({5, 6}, {"N", "T"}))) != digest);
  CHECK(content_digest(canonical(test::frame_of({5, 6, 6}, {"N", "S", "S"}))) != digest);
  Frame missing = frame;
  missing.size_state[0] = SizeState::missing;
  CHECK(content_digest(missing) != digest);
}

TEST_CASE("ids go by their bytes, longer than eight of them too") {
  Frame frame = test::frame_of({1, 1, 1, 1});
  frame.id = TextColumn("id");
  for (const char* id : {"prefix-long-b", "prefix-long-a", "prefix", "Z"}) frame.id.push_back(id);
  const Frame sorted = canonical(frame);
  CHECK(sorted.id[0] == "Z");
  CHECK(sorted.id[1] == "prefix");
  CHECK(sorted.id[2] == "prefix-long-a");
  CHECK(sorted.id[3] == "prefix-long-b");
}
