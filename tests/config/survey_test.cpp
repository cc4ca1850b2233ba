#include "config/survey.h"

#include "config/keys.h"
#include "planner/base/error.h"
#include "planner/base/output_folder.h"
#include "planner/sampling/methods.h"
#include "planner/words/words.h"

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

const std::string kLeast =
    "[survey]\ncountry = \"SLD\"\n[frame]\nfile = \"f.gpkg\"\nid = \"id\"\nsize = \"n\"\n[areas]\ncount = "
    "10\n[yields]\neligible = 1\nhousehold = 1\nchild = 1\ncaregiver = 1\n[households]\ntake = 5\n";

/// What parse_survey() complains of.
std::vector<std::string> complaints(const std::string& text) {
  try {
    parse_survey(text, "survey.toml");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    return error.messages();
  }
  return {};
}

bool has(const std::vector<std::string>& messages, const std::string& part) {
  return std::any_of(messages.begin(), messages.end(),
                     [&](const std::string& message) { return message.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("the least survey file is read with its defaults") {
  const Survey survey = parse_survey(kLeast, "dir/survey.toml");
  CHECK(survey.country == "SLD");
  CHECK(survey.target.interviews == 1000);
  CHECK(survey.areas.count == 10);
  CHECK(survey.areas.minimum_per_stratum == 2);
  CHECK(survey.areas.reserve_replicates == 0);
  CHECK(survey.households.mode == HouseholdMode::listing);
  CHECK(survey.respondents.age_from == 12);
  CHECK(survey.respondents.age_to == 17);
  CHECK(survey.yields.eligible.mean == 1);
  CHECK(survey.resolve("f.gpkg") == std::filesystem::path("dir/f.gpkg"));
}

TEST_CASE("what can't be asked of a design is refused with the reason") {
  const auto refused = [](const std::string& more, const std::string& part) {
    CAPTURE(more);
    CHECK(has(complaints(kLeast + more), part));
  };
  refused("[target]\nchance = 1\n", "no sample reaches its target for certain");
  refused("[target]\nchance = 1.2\n", "target.chance is 1.2");
  refused("[target]\nmargin = 0.7\n", "target.margin is 0.7; it should be above 0 and below 0.5");
  refused("[target]\nmargin_by_domain = 0.05\n", "needs target.domains");
  refused("[target]\nmargin = 0.08\nmargin_by_domain = 0.05\ndomains = [\"urban\"]\n", "are they exchanged?");
  refused("[target]\ncaregivers = 1200\n", "more than the 1000 children");
  refused("[costs]\nrho = -0.1\n", "costs.rho is -0.1; it should be an intraclass correlation from 0 to 1");
  refused("[costs]\nrho = 1.1\n", "costs.rho is 1.1");
  refused("[costs]\nrho = { file = \"a.csv\" }\n", "needs psu and answer");
  refused("[costs]\nper_area = -5\n", "costs.per_area is -5");
  CHECK(has(complaints("[yields]\narea_spread = -1\n"), "a coefficient of variation, 0 or more"));
  refused("[respondents]\nchildren = [0.5, 0.2]\n", "the shares should sum to 1");
  CHECK(has(complaints("[areas]\nallocation = \"multivariate\"\n"), "needs margins to meet"));
  CHECK(has(complaints("[areas]\nallocation = \"neyman\"\n"), "areas.variable is missing"));
  CHECK(has(complaints("[areas]\nminimum_per_stratum = 5\nmaximum_per_stratum = 3\n"),
            "maximum_per_stratum is 3, below"));
}

TEST_CASE("every key that the design promises is known") {
  const std::string everything = R"([survey]
title = "t"
country = "SLD"
date = 2026-11-20
seed = "s"
[target]
interviews = 1000
[yields]
eligible = { mean = 0.42, low = 0.36, high = 0.48 }
household = 0.93
child = 0.94
caregiver = 0.97
[[yields.where]]
column = "urban"
value = "rural"
eligible = { mean = 0.28, low = 0.20, high = 0.36 }
[frame]
file = "f"
layer = "l"
id = "i"
name = "n"
size = "z"
size_per_household = 4.4
strata = ["a", "b"]
order = ["c"]
carry = ["d"]
exclude = "x = 'y'"
on_missing_size = "exclude"
on_zero_size = "error"
on_duplicate_id = "merge"
on_missing_geometry = "exclude"
[boundaries]
file = "b"
id = "a"
name = "bn"
total = "t"
[areas]
method = "systematic"
count = 125
allocation = "power"
power = 0.5
fixed = { }
minimum_per_stratum = 2
certainty = "once"
merge_below = 0
segment_above = 0
segment_size = 100
reserve_replicates = 2
[households]
mode = "random-walk"
take = 10
take_rule = "fixed"
walk_interval = "auto"
[respondents]
age = [10, 15]
method = "random-table"
caregiver = "knows-most"
[field]
teams = 8
per_team = { interviewers = 4, interviews_per_day = 3 }
[maps]
paper = "Letter"
layers = [{ file = "roads.gpkg", style = "road", label = "name" }]
[documents]
language = "en"
)";
  const Survey survey = parse_survey(everything, "survey.toml");
  CHECK(survey.yields_where.size() == 1);
  CHECK(survey.yields_where[0].yields.eligible->low == 0.20);
  CHECK(survey.frame.on_duplicate_id == OnDuplicate::merge);
  CHECK(survey.areas.allocation == AllocationRule::power);
  CHECK(survey.respondents.method == RespondentMethod::random_table);
  CHECK(survey.respondents.age_to == 15);
  CHECK(survey.field.interviewers == 4);
  CHECK(survey.paper == PaperSize::letter);
  CHECK(survey.map_layers.at(0).label == "name");
  CHECK(survey.keys.at("areas.count") == "125");
  CHECK(survey.keys.at("frame.size_per_household") == "4.4");
}

TEST_CASE("an unknown key is an error that names the nearest known one") {
  CHECK(has(complaints("[areas]\ncuont = 5\n"), "survey.toml:2:9: unknown key areas.cuont; did you mean areas.count?"));
  CHECK(has(complaints("[aereas]\ncount = 5\n"), "unknown key aereas; did you mean areas?"));
  CHECK(has(complaints("[field]\nper_team = { interviewrs = 2 }\n"), "unknown key field.per_team.interviewrs"));
  CHECK(has(complaints("[maps]\nlayers = [{ file = \"x\", style = \"road\", colour = \"red\" }]\n"),
            "unknown key maps.layers.colour"));
}

TEST_CASE("a survey can ask for every language and every system") {
  for (const std::string& language : languages()) {
    CAPTURE(language);
    CHECK(parse_survey(kLeast + "[documents]\nlanguage = \"" + language + "\"\n", "s").language == language);
  }
  for (const Named<CapiSystem>& system : kNames<CapiSystem>)
    CHECK(parse_survey(kLeast + "[documents]\ncapi = [\"" + std::string(system.name) + "\"]\n", "s").capi ==
          std::vector{system.value});
}

TEST_CASE("a complaint that a key goes with some methods only names every one of them") {
  const auto check = [](const std::string& more, bool (*holds)(const Method&)) {
    CAPTURE(more);
    CHECK(has(complaints("[areas]\nmethod = \"brewer\"\n" + more), methods_that(holds)));
  };
  CHECK(methods_that([](const Method& each) { return each.needs_balance; }) == "cube, stratified-cube, local-cube");
  check("spread = [\"x\"]\n", [](const Method& each) { return each.needs_positions; });
  check("balance = [\"x\"]\n", [](const Method& each) { return each.needs_balance; });
  check("coordinate = \"negative\"\n", [](const Method& each) { return each.needs_permanent; });
  check("certainty = \"hits\"\n", [](const Method& each) { return each.may_repeat; });
}

TEST_CASE("a method that takes no reserve is given none") {
  for (const Method& method : methods()) {
    CAPTURE(std::string(method.name));
    const std::string text = "[areas]\nreserve_replicates = 1\nmethod = \"" + std::string(method.name) + "\"\n" +
                             (method.must_repeat ? "certainty = \"hits\"\n" : "") +
                             (method.needs_balance ? "balance = [\"x\"]\n" : "");
    CHECK(has(complaints(text), "takes no reserve, as") == !method.no_reserve.empty());
    // Nobody is told to do what the method can't.
    if (method.must_repeat) CHECK(!has(complaints(text), "use \"once\""));
  }
}

TEST_CASE("a wrong type is named with line, column and what would be right") {
  CHECK(has(complaints("[areas]\ncount = \"many\"\n"), "survey.toml:2:9: areas.count should be a whole number"));
  CHECK(has(complaints("[areas]\ncount = -3\n"), "areas.count should be a whole number, 0 or more"));
  CHECK(has(complaints("[areas]\ncount = 2.5\n"), "areas.count should be a whole number"));
  CHECK(has(complaints(kLeast + "[documents]\nlanguage = \"xx\"\n"), "documents.language = \"xx\" is unknown"));
  CHECK(has(complaints(kLeast + "[maps]\npictures = [\"gif\"]\n"),
            "maps.pictures = \"gif\" is unknown; it can be \"png\", \"svg\""));
  CHECK(has(complaints(kLeast + "[maps]\noffline_zoom = 19\n"), "maps.offline_zoom should be at most 18"));
  CHECK(has(complaints("[frame]\nstrata = \"region\"\n"), "survey.toml:2:10: frame.strata should be a list of texts"));
  CHECK(has(complaints("[frame]\nstrata = [\"a\", 5]\n"), "survey.toml:2:16: frame.strata"));
  CHECK(has(complaints("[survey]\ndate = \"2026-11-20\"\n"), "survey.date should be a date"));
  CHECK(has(complaints("[survey]\ncountry = \"Kenya\"\n"), "three capital letters"));
  CHECK(has(complaints("[respondents]\nage = [17, 12]\n"), "respondents.age should be two whole numbers"));
  CHECK(has(complaints("[yields]\neligible = { mean = 0.4, low = 0.5, high = 0.6 }\n"), "low <= mean <= high"));
  for (const char* key : {"eligible", "household", "child", "caregiver"}) {
    const std::string left_out = std::string(kLeast).replace(kLeast.find(key), std::string(key).size() + 5, "");
    CHECK(has(complaints(left_out), "the key yields." + std::string(key) + " is missing"));
    CHECK(complaints(left_out + "mode = \"none\"\n").empty());  // no interviews are wanted
  }
  CHECK(has(complaints("[yields]\neligible = 1.4\n"), "shares above 0 and at most 1"));
  CHECK(has(complaints("[yields]\neligible = { low = 0.1 }\n"), "needs a mean"));
  CHECK(has(complaints("[frame]\nstrata = [\"a\", \"a\"]\n"), "names \"a\" twice"));
  CHECK(has(complaints("areas = 5\n"), "areas should be a table"));
}

TEST_CASE("all complaints come together") {
  const auto found = complaints("[survey]\ncountry = 5\n[frame]\nid = 7\n");
  CHECK(has(found, "survey.country"));
  CHECK(has(found, "frame.id"));
  CHECK(has(found, "frame.file is missing"));
  CHECK(has(found, "frame.size is missing"));
  CHECK(has(found, "areas.count and households.take are both left out"));
}

TEST_CASE("what is not TOML is refused with line and column") {
  CHECK(has(complaints("[survey\ntitle = 1\n"), "survey.toml:1:"));
  CHECK(has(complaints("a = \"\xff\"\n"), "not TOML"));
}

TEST_CASE("hits and reserve replicates exclude each other") {
  CHECK(has(complaints(kLeast + "[target]\n"), "") == false);
  CHECK(has(complaints("[areas]\ncertainty = \"hits\"\nreserve_replicates = 1\n"), "its households drawn anew"));
}

TEST_CASE("fixed counts go with fixed allocation only") {
  CHECK(has(complaints("[areas]\ncount = 5\nfixed = { A = 2 }\n"), "allocation = \"fixed\" only"));
  CHECK(has(complaints("[areas]\nallocation = \"fixed\"\n"), "areas.fixed is missing"));
}

TEST_CASE("a draw is ordered by places or spread over columns, not both") {
  const std::string both = "order = \"hilbert\"\n[areas]\nmethod = \"local-pivotal-2\"\nspread = ";
  const std::string frame = "[survey]\ncountry = \"SLD\"\n[frame]\nfile = \"f.csv\"\nid = \"id\"\nsize = \"n\"\n";
  const std::string rest =
      "\ncount = 3\n[yields]\neligible = 1\nhousehold = 1\nchild = 1\ncaregiver = 1\n[households]\ntake = 1\n";
  CHECK_THROWS_AS(parse_survey(frame + both + "[\"x\"]" + rest, "survey.toml"), Error);
  CHECK_NOTHROW(parse_survey(frame + both + "[\"longitude\", \"latitude\"]" + rest, "survey.toml"));
}

TEST_CASE("survey files with random damage are refused or read, and never worse") {
  // A cheap fuzz that runs under the sanitizers with every test run: bytes of a full file changed, dropped or doubled.
  const std::string whole = read_file(std::string(FAIRDRAW_SOURCE) + "/examples/sampleland/survey.toml");
  const std::string plain = "method = \"systematic\"\n";
  REQUIRE(whole.find(plain) != std::string::npos);
  const auto with_method = [&](const std::string& lines) {
    return std::string(whole).replace(whole.find(plain), plain.size(), lines);
  };
  const std::vector<std::string> whole_files = {
      whole,
      with_method("method = \"local-cube\"\nspread = [\"longitude\", \"latitude\"]\nbalance = [\"households\"]\n"),
      with_method("method = \"pareto\"\ncoordinate = \"negative\"\n"),
      read_file(std::string(FAIRDRAW_SOURCE) + "/examples/three-countries/highland.toml"),
      read_file(std::string(FAIRDRAW_SOURCE) + "/examples/three-countries/lakeland.toml"),
      read_file(std::string(FAIRDRAW_SOURCE) + "/examples/three-countries/islands.toml")};
  std::mt19937 random(6);
  for (const std::string& each : whole_files) CHECK_NOTHROW(parse_survey(each, "survey.toml"));
  for (int round = 0; round < 10000; ++round) {
    std::string text = whole_files[random() % whole_files.size()];
    for (auto damage = 1 + random() % 6; damage > 0; --damage) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0:
          text[at] = static_cast<char>(random() % 256);
          break;
        case 1:
          text.erase(at, random() % 20);
          break;
        case 2:
          text.insert(at, text.substr(random() % text.size(), random() % 30));
          break;
        default:
          text.insert(at, 1, "[]{}=\".,#\n"[random() % 10]);
      }
      if (text.empty()) text = "x";
    }
    try {
      parse_survey(text, "survey.toml");
    } catch (const Error& error) {
      CHECK_FALSE(error.messages().empty());
    }
  }
}

TEST_CASE("takes: what goes together and what does not") {
  CHECK(
      has(complaints("[households]\ntake_min = 3\n"), "take_min goes with households.take_rule = \"self-weighting\""));
  CHECK(has(complaints("[households]\nmode = \"random-walk\"\ntake_rule = \"self-weighting\"\n"),
            "needs households.mode = \"listing\""));
  CHECK(has(complaints("[households]\nmode = \"random-walk\"\nrun = 3\n"), "households.run goes with"));
  CHECK(has(complaints("[households]\ntrips = 3\n"), "can be 1"));
  CHECK(has(complaints("[households]\ntake_rule = \"self-weighting\"\ntake_min = 9\ntake_max = 4\n"),
            "take_max is 4, below households.take_min, 9"));
}
