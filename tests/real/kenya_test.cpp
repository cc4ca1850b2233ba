#include "tests/real/real_data.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

TEST_CASE("Kenya: without geometry everything but maps works, and it is said why there are none") {
  const std::string frame = test::real_data("kenya-2019/kenya_subcounties.csv");
  if (frame.empty()) return;
  const test::TempFolder temp;
  const std::string survey =
      temp.write("s.toml",
                 "[survey]\ntitle = \"Kenya\"\ncountry = \"KEN\"\nseed = \"s\"\n[yields]\neligible = 0.4\nhousehold = "
                 "1\nchild = 1\ncaregiver = 1\n[frame]\nfile = \"" +
                     frame +
                     "\"\nid = \"subcounty\"\nsize = \"households\"\nstrata = [\"county\"]\ncarry = [\"county\", "
                     "\"children_12_17\"]\n"
                     "exclude = \"subcounty LIKE '%Forest*'\"\n[areas]\ncount = 110\n[households]\ntake = 10\n");
  CHECK(test::run({"check", survey}).code == 0);
  const test::Outcome outcome = test::run({"draw", survey, "-o", temp / "plan"});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(outcome.err.find("no maps: the frame says nowhere where its areas are") != std::string::npos);
  CHECK_FALSE(fs::exists(temp / "plan" / "maps"));
  for (const char* document : {"lists/assignments.pdf", "lists/assignments.xlsx", "plan.gpkg", "tables/psus.csv"})
    CHECK(fs::exists(temp / "plan" / document));
  CHECK(test::run({"verify", temp / "plan"}).code == 0);
}

TEST_CASE("Kenya: a random walk without polygons is refused") {
  const std::string frame = test::real_data("kenya-2019/kenya_subcounties.csv");
  if (frame.empty()) return;
  const test::TempFolder temp;
  const std::string survey =
      temp.write("s.toml",
                 "[survey]\ncountry = \"KEN\"\nseed = \"s\"\n[yields]\neligible = 1\nhousehold = 1\nchild = "
                 "1\ncaregiver = 1\n[frame]\nfile = \"" +
                     frame +
                     "\"\nid = \"subcounty\"\nsize = \"households\"\nexclude = \"subcounty LIKE '%Forest*'\"\n"
                     "[areas]\ncount = 30\n[households]\nmode = \"random-walk\"\ntake = 10\n");
  const test::Outcome outcome = test::run({"draw", survey, "-o", temp / "plan"});
  CHECK(outcome.code == 2);
  CHECK(outcome.err.find("a random walk needs the area's polygon") != std::string::npos);
  CHECK(outcome.err.find("and 10 more of the same") != std::string::npos);
  CHECK_FALSE(fs::exists(temp / "plan"));
}
