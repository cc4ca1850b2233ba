#include "planner/sampling/methods.h"

#include "planner/sampling/stream.h"
#include "tests/support/rounds.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("the documents hold the table of methods as it is") {
  const std::string file = FAIRDRAW_SOURCE "/config/README.md";
  std::ifstream in(file);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::size_t begin = text.find("-->\n", text.find("<!-- methods:")) + 4;
  const std::size_t end = text.find("<!-- end of methods -->");
  REQUIRE(begin <= end);
  REQUIRE(end != std::string::npos);
  const std::string table = "\n" + methods_in_markdown() + "\n";
  if (std::getenv("FAIRDRAW_WRITE_DOCS") != nullptr)
    std::ofstream(file) << text.replace(begin, end - begin, table);
  else
    CHECK(text.substr(begin, end - begin) == table);
}

TEST_CASE("what a method says of itself goes together") {
  for (const Method& method : methods()) {
    CAPTURE(std::string(method.name));
    // Hits are drawn stratum by stratum, and in no replicates.
    if (method.may_repeat) CHECK((method.draw != nullptr));
    if (method.must_repeat) CHECK((method.may_repeat && !method.no_reserve.empty()));
    if (method.keeps == Keeps::own || method.keeps == Keeps::groups) CHECK(!method.no_reserve.empty());
    CHECK((method.next != nullptr) == method.needs_permanent);
    if (method.nests) CHECK(method.joint == JointKnowledge::exact);
    if (method.needs_plane) CHECK(method.needs_positions);
    // A draft names no columns to balance on, and strata of any size.
    if (method.for_draft) CHECK((!method.needs_balance && !method.takes_two && !method.must_repeat));
  }
}

TEST_CASE("methods have names and versions of their own") {
  std::set<std::string_view> names;
  for (const Method& method : methods()) {
    CAPTURE(std::string(method.name));
    CHECK(names.insert(method.name).second);
    CHECK(find_method(method.name) == &method);
    CHECK(method.version.find(' ') != std::string_view::npos);
    CHECK((method.draw != nullptr) != (method.draw_across != nullptr));
    CHECK((method.joint == JointKnowledge::exact) == (method.joint_of != nullptr));
  }
  CHECK(find_method("no-such-method") == nullptr);
}

// 20 units of equal size, 5 of them drawn: under a design that goes along the list two neighbours come together less
// than half as often as the n (n - 1) / (N (N - 1)) = 1/19 of pairs in no order. Of 20,000 draws with 19 pairs of
// neighbours each, 20,000 would have one then; the standard deviation of the number is below 200.
TEST_CASE("methods that go along the list, and no others, keep neighbours on it apart") {
  constexpr std::uint32_t kUnits = 20;
  constexpr std::size_t kRounds = test::rounds(20000);
  const std::vector<std::uint64_t> sizes(kUnits, 1);
  const std::vector<double> probabilities(kUnits, 0.25);
  for (const Method& method : methods()) {
    if (method.draw == nullptr || method.takes_two || method.needs_positions || method.needs_balance ||
        method.needs_permanent || method.must_repeat)
      continue;
    CAPTURE(std::string(method.name));
    Stream stream = make_stream({"neighbours", "TST"}, {"test", std::string(method.name), ""});
    std::size_t together = 0;
    for (std::size_t round = 0; round < kRounds; ++round) {
      DrawInput input;
      input.sizes = sizes;
      input.n = 5;
      input.probabilities = probabilities;
      const Draw draw = method.draw(input, stream);
      for (std::size_t k = 1; k < draw.units.size(); ++k) together += draw.units[k] == draw.units[k - 1] + 1 ? 1 : 0;
    }
    CAPTURE(together);
    CHECK((together < kRounds / 2) == method.along_list);
  }
}
