#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/base/sha256.h"
#include "planner/base/text.h"
#include "planner/record/manifest.h"
#include "tests/support/convert.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

/// A listing of every PSU of the main sample: 40 households each, every third without an eligible child.
std::string listing_for(const fs::path& plan, bool reversed = false) {
  const CsvTable psus = parse_csv(read_file(plan / "tables" / "psus.csv"), "psus.csv");
  std::vector<std::string> lines;
  for (const auto& record : psus.records) {
    if (record[*psus.column("replicate")] != "0") continue;
    for (int i = 0; i < 40; ++i)
      lines.push_back(record[*psus.column("psu_id")] + "," + std::to_string(100 + i) + "," + std::to_string(i % 3) +
                      "\n");
  }
  if (reversed) std::reverse(lines.begin(), lines.end());
  std::string text = "psu_id,household_id,eligible_children\n";
  for (const std::string& line : lines) text += line;
  return text;
}

struct Drawn : test::SamplePlan {
  explicit Drawn(test::Documents documents = test::Documents::none) : SamplePlan(documents) {}
};

}  // namespace

TEST_CASE("households draws from the listing and updates the documents, twice gives the same") {
  const Drawn drawn(test::Documents::all);
  const auto before = digests_below(drawn.plan);
  const std::string listing = drawn.country.folder.write("listing.csv", listing_for(drawn.plan));
  const test::Outcome outcome = test::run({"households", drawn.plan, "--listing", listing});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const CsvTable households = parse_csv(read_file(drawn.plan / "tables" / "households.csv"), "households.csv");
  CHECK(households.records.size() == 40 * 6);  // 5 interviews / (0.9 x 0.95), rounded up
  for (const auto& record : households.records) {
    CHECK(*parse_number(record[*households.column("household_probability")]) == doctest::Approx(6.0 / 26));
    CHECK(record[*households.column("eligible_children")] != "0");
  }
  const auto after = digests_below(drawn.plan);
  CHECK(after.at("lists/assignments.pdf") != before.at("lists/assignments.pdf"));
  CHECK(after.at("lists/assignments.xlsx") != before.at("lists/assignments.xlsx"));
  CHECK(after.at("tables/psus.csv") == before.at("tables/psus.csv"));

  // The same listing again, its lines turned round: not a byte changes but the listing file's own digest, which the
  // report shows.
  const auto report = [&] {
    std::string text = read_file(drawn.plan / "report.html");
    const std::string digest = sha256_of_file(drawn.country.folder / "listing.csv");
    const std::size_t at = text.find(digest);
    REQUIRE(at != std::string::npos);
    return text.erase(at, digest.size());
  };
  const std::string reported = report();
  const std::string turned = drawn.country.folder.write("listing.csv", listing_for(drawn.plan, true));
  REQUIRE(test::run({"households", drawn.plan, "--listing", turned}).code == 0);
  for (const auto& [name, digest] : digests_below(drawn.plan)) {
    const std::string file = name;
    CAPTURE(file);
    REQUIRE(after.contains(file));
    if (file != "report.html") CHECK(digest == after.at(file));
  }
  CHECK(report() == reported);
  CHECK(test::run({"verify", drawn.plan}).code == 0);
}

TEST_CASE("a listing comes as CSV, XLSX or GeoPackage, with columns of any name") {
  const Drawn drawn;
  std::string text = listing_for(drawn.plan);
  text.replace(0, text.find('\n'), "cluster,hh,kids");
  const std::string csv = drawn.country.folder.write("listing.csv", text);
  REQUIRE(test::run({"households", drawn.plan, "--listing", csv, "--psu-column", "cluster", "--household-column", "hh",
                     "--eligible-column", "kids"})
              .code == 0);
  const std::string first = read_file(drawn.plan / "tables" / "households.csv");
  for (const char* name : {"listing.xlsx", "listing.gpkg"}) {
    const std::string file = drawn.country.folder / name;
    test::convert(csv, file, std::string(name).ends_with("xlsx") ? "XLSX" : "GPKG");
    const test::Outcome outcome = test::run({"households", drawn.plan, "--listing", file, "--psu-column", "cluster",
                                             "--household-column", "hh", "--eligible-column", "kids"});
    CAPTURE(outcome.err);
    CHECK(outcome.code == 0);
    CHECK(read_file(drawn.plan / "tables" / "households.csv") == first);
  }
}

TEST_CASE("a wrong listing is reported whole and nothing is written") {
  const Drawn drawn;
  const auto before = digests_below(drawn.plan);
  std::string text = listing_for(drawn.plan);
  const std::size_t line = text.find('\n') + 1;
  text += "nowhere,1,1\n";
  text += text.substr(line, text.find('\n', line) - line) + "\n";
  const test::Outcome outcome =
      test::run({"households", drawn.plan, "--listing", drawn.country.folder.write("l.csv", text)});
  CHECK(outcome.code == 2);
  CHECK(outcome.err.find("PSU nowhere is not in the plan") != std::string::npos);
  CHECK(outcome.err.find("comes more than once") != std::string::npos);
  CHECK(digests_below(drawn.plan) == before);

  const test::Outcome lacking =
      test::run({"households", drawn.plan, "--listing",
                 drawn.country.folder.write("m.csv", "psu_id,household_id,eligible_children\nx,1,1\n")});
  CHECK(lacking.code == 2);
  CHECK(lacking.err.find("PSU x is not in the plan") != std::string::npos);

  const test::Outcome bad =
      test::run({"households", drawn.plan, "--listing",
                 drawn.country.folder.write("n.csv", "psu_id,household_id,eligible_children\nx,1,two\nx,2,-1\n")});
  CHECK(bad.code == 2);
  CHECK(bad.err.find("row 1 (PSU x, household 1): eligible_children is \"two\"") != std::string::npos);
  CHECK(bad.err.find("row 2") != std::string::npos);
  CHECK(test::run({"households", drawn.plan, "--listing", drawn.country.folder / "none.csv"}).code == 2);

  const test::Outcome empty =
      test::run({"households", drawn.plan, "--listing",
                 drawn.country.folder.write("e.csv", "psu_id,household_id,eligible_children\n")});
  CHECK(empty.code == 2);
  CHECK(empty.err.find("e.csv: lists no household; there should be a row for each") != std::string::npos);
  CHECK(digests_below(drawn.plan) == before);
}

TEST_CASE("listings come in PSU by PSU, and what was drawn before stays as it was") {
  const Drawn drawn;
  const std::string whole = listing_for(drawn.plan);
  const std::size_t header = whole.find('\n') + 1;
  std::size_t half = whole.size() / 2;
  const auto psu_at = [&](std::size_t line) { return whole.substr(line, whole.find(',', line) - line); };
  half = whole.find('\n', half) + 1;
  while (psu_at(half) == psu_at(whole.rfind('\n', half - 2) + 1)) half = whole.find('\n', half) + 1;
  const std::string first = drawn.country.folder.write("first.csv", whole.substr(0, half));
  const std::string second = drawn.country.folder.write("second.csv", whole.substr(0, header) + whole.substr(half));

  const test::Outcome begun = test::run({"households", drawn.plan, "--listing", first, "--json"});
  CAPTURE(begun.err);
  REQUIRE(begun.code == 0);
  const auto json = nlohmann::json::parse(begun.out);
  const auto listed = json["psus_listed"].get<std::size_t>();
  CHECK(listed > 0);
  CHECK(listed + json["psus_outstanding"].size() == 40);
  CHECK(test::run({"verify", drawn.plan}).code == 0);
  const std::string before = read_file(drawn.plan / "tables" / "households.csv");

  REQUIRE(test::run({"households", drawn.plan, "--listing", second}).code == 0);
  CHECK(test::run({"verify", drawn.plan}).code == 0);
  const std::string after = read_file(drawn.plan / "tables" / "households.csv");
  const CsvTable households = parse_csv(after, "households.csv");
  CHECK(households.records.size() == 40 * 6);
  for (const auto& record : parse_csv(before, "before").records)
    CHECK(std::find(households.records.begin(), households.records.end(), record) != households.records.end());

  // As if all had come at once.
  const Drawn at_once;
  REQUIRE(test::run({"households", at_once.plan, "--listing", at_once.country.folder.write("l.csv", whole)}).code == 0);
  CHECK(read_file(at_once.plan / "tables" / "households.csv") == after);

  // A PSU that was drawn from is not drawn from again unless that is said.
  std::string other = whole.substr(0, whole.find('\n', header) + 1);
  other.replace(other.rfind(",100,"), 5, ",999,");
  const std::string changed = drawn.country.folder.write("other.csv", other);
  const test::Outcome refused = test::run({"households", drawn.plan, "--listing", changed});
  CHECK(refused.code == 2);
  CHECK(refused.err.find("was listed before, with 40 households") != std::string::npos);
  CHECK(read_file(drawn.plan / "tables" / "households.csv") == after);
  const test::Outcome again = test::run({"households", drawn.plan, "--listing", changed, "--again"});
  CHECK(again.code == 0);
  CHECK(again.err.find("1 households listed, about ") != std::string::npos);
  CHECK(again.err.find("the rule for listings below half") != std::string::npos);
  CHECK(test::run({"verify", drawn.plan}).code == 0);
}

TEST_CASE("a plan whose tables were changed is not drawn from") {
  const Drawn drawn;
  const std::string listing = drawn.country.folder.write("listing.csv", listing_for(drawn.plan));
  std::string psus = read_file(drawn.plan / "tables" / "psus.csv");
  psus[psus.size() / 2] = psus[psus.size() / 2] == '1' ? '2' : '1';
  drawn.country.folder.write("plan/tables/psus.csv", psus);
  const test::Outcome outcome = test::run({"households", drawn.plan, "--listing", listing});
  CHECK(outcome.code == 2);
  CHECK(outcome.err.find("was changed after it was written") != std::string::npos);
}

TEST_CASE("a random walk has no listing to draw from") {
  const test::SampleCountry country(300, "mode = \"random-walk\"\ntake = 4\n");
  REQUIRE(test::run({"draw", country.survey, "-o", country.folder / "plan", "--tables-only"}).code == 0);
  const test::Outcome outcome = test::run({"households", country.folder / "plan", "--listing", "x.csv"});
  CHECK(outcome.code == 2);
  CHECK(outcome.err.find("random-walk") != std::string::npos);
}

TEST_CASE("sheets for the next birthday are drawn, verified and written without selection tables") {
  const test::SampleCountry country(300, "mode = \"listing\"\ntake = 4\n[respondents]\nmethod = \"next-birthday\"\n");
  const fs::path plan = country.folder / "plan";
  REQUIRE(test::run({"draw", country.survey, "-o", plan}).code == 0);
  const std::string listing = country.folder.write("listing.csv", listing_for(plan));
  REQUIRE(test::run({"households", plan, "--listing", listing}).code == 0);
  CHECK(test::run({"verify", plan}).code == 0);
  const CsvTable respondents = parse_csv(read_file(plan / "tables" / "respondents.csv"), "respondents.csv");
  REQUIRE(respondents.records.size() > 100);
  for (const auto& record : respondents.records) {
    CHECK(record[*respondents.column("method")] == "next-birthday");
    CHECK(record[*respondents.column("select_1")].empty());
    CHECK(record[*respondents.column("child")].empty());
    CHECK(parse_number(record[*respondents.column("child_probability")]).value_or(0) > 0);
  }
}

TEST_CASE("one trip: the page has the numbers for every listing, and households confirms that it was kept to") {
  const test::SampleCountry country(400, "mode = \"listing\"\ntrips = 1\ntake = 5\n");
  const fs::path plan = country.folder / "plan";
  REQUIRE(test::run({"draw", country.survey, "-o", plan, "--tables-only"}).code == 0);
  CHECK(test::run({"verify", plan}).code == 0);
  const CsvTable page = parse_csv(read_file(plan / "tables" / "one-trip.csv"), "one-trip.csv");
  std::map<std::string, std::map<std::string, std::string>> take;  // PSU and number listed: the numbers to take
  for (const auto& record : page.records)
    take[record[*page.column("psu_id")]][record[*page.column("number")]] = record[*page.column("take")];

  // Teams list 12 eligible households, ids in the order they walked, and take what the page says.
  std::string kept = "psu_id,household_id,eligible_children,taken\n";
  for (const auto& [psu, numbers] : take) {
    const std::string wanted = " " + numbers.at("12") + " ";
    int eligible = 0;
    for (int i = 1; i <= 18; ++i) {
      const bool has = i % 3 != 0;
      const bool taken = has && wanted.find(" " + std::to_string(++eligible) + " ") != std::string::npos;
      kept += psu + "," + std::to_string(i) + "," + (has ? "1" : "0") + "," + (taken ? "1" : "0") + "\n";
    }
  }
  const test::Outcome good =
      test::run({"households", plan, "--listing", country.folder.write("good.csv", kept), "--json"});
  CAPTURE(good.err);
  CHECK(good.code == 0);
  const auto told = nlohmann::json::parse(good.out);
  CHECK(told["pages_kept"].size() == take.size());
  for (const auto& each : told["pages_kept"]) CHECK(each["kept"] == true);
  CHECK(test::run({"verify", plan}).code == 0);

  // One team takes another household than its page asks for.
  const std::size_t first = kept.find(",1,1\n");
  std::string broken = kept;
  broken.replace(first, 4, ",1,0");
  const test::Outcome bad =
      test::run({"households", plan, "--again", "--listing", country.folder.write("bad.csv", broken)});
  CHECK(bad.code == 1);
  CHECK(bad.err.find("the page asks for households that were not taken") != std::string::npos);

  // And without the column nothing is confirmed.
  std::string untold = "psu_id,household_id,eligible_children\n" + take.begin()->first + ",1,1\n";
  const test::Outcome silent =
      test::run({"households", plan, "--again", "--listing", country.folder.write("untold.csv", untold)});
  CHECK(silent.code == 1);
  CHECK(silent.err.find("can't be confirmed") != std::string::npos);
}

TEST_CASE("self-weighting takes: eligible households of a stratum have one overall probability where no bound holds") {
  const test::SampleCountry country(400, "mode = \"listing\"\ntake = 5\ntake_rule = \"self-weighting\"\nrun = 2\n");
  const fs::path plan = country.folder / "plan";
  REQUIRE(test::run({"draw", country.survey, "-o", plan, "--tables-only"}).code == 0);
  const std::string listing = country.folder.write("listing.csv", listing_for(plan));
  REQUIRE(test::run({"households", plan, "--listing", listing}).code == 0);
  CHECK(test::run({"verify", plan}).code == 0);
  const CsvTable households = parse_csv(read_file(plan / "tables" / "households.csv"), "households.csv");
  std::map<std::string, double> overall;
  REQUIRE(households.records.size() > 100);
  for (const auto& record : households.records) {
    const double here = std::stod(record[*households.column("overall_probability")]);
    const auto [found, added] = overall.try_emplace(record[*households.column("stratum")], here);
    CHECK(here == doctest::Approx(found->second).epsilon(1e-12));
  }
  CHECK(overall.size() > 3);
}

TEST_CASE("a listing may tell each child's sex and age: the one to interview is named, by the order of numbering") {
  const test::SampleCountry country;
  std::string text = read_file(country.survey) + "[respondents]\norder = \"sex-and-age\"\n";
  const std::string survey = country.folder.write("kish.toml", text);
  const fs::path plan = country.folder / "plan";
  REQUIRE(test::run({"draw", survey, "-o", plan}).code == 0);
  CHECK(fs::exists(plan / "lists" / "listing.xlsx"));
  std::string listing = listing_for(plan);
  std::string told;
  std::size_t at = 0;
  for (std::size_t line = 0; at < listing.size(); ++line) {
    const std::size_t end = listing.find('\n', at);
    const std::string row = listing.substr(at, end - at);
    told += row +
            (line == 0             ? ",children"
             : row.ends_with(",1") ? ",F15"
             : row.ends_with(",2") ? ",f17 m13"
                                   : ",") +
            "\n";
    at = end + 1;
  }
  told += ",,,\n,,,\n";  // lines of the form that nobody used
  const test::Outcome outcome = test::run({"households", plan, "--listing", country.folder.write("told.csv", told)});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const CsvTable respondents = parse_csv(read_file(plan / "tables" / "respondents.csv"), "respondents.csv");
  std::size_t of_two = 0;
  for (const auto& record : respondents.records) {
    const std::string child = record[*respondents.column("child")];
    const std::string who = record[*respondents.column("child_sex")] + record[*respondents.column("child_age")];
    CHECK((who == "f15" || who == (child == "1" ? "m13" : "f17")));  // the boy is number one, though younger
    of_two += who != "f15" ? 1 : 0;
  }
  CHECK(of_two > 10);
  const test::Outcome verified = test::run({"verify", plan});
  CAPTURE(verified.out);
  CAPTURE(verified.err);
  CHECK(verified.code == 0);

  for (const auto& [wrong, words] :
       std::vector<std::pair<std::string, std::string>>{{"f17", "are 1, and eligible_children is 2"},
                                                        {"f17 m11", "one is 11 years old"},
                                                        {"x9 y", "such as m14 f12"}}) {
    std::string broken = told;
    broken.replace(broken.find("f17 m13"), 7, wrong);
    const test::Outcome refused =
        test::run({"households", plan, "--again", "--listing", country.folder.write("broken.csv", broken)});
    CHECK(refused.code == 2);
    CHECK(refused.err.find(words) != std::string::npos);
  }
}

TEST_CASE("what a listing tells of a household is carried, and names only where the survey asks for them") {
  const test::TempFolder temp;
  std::string frame = "id,size\n";
  for (int k = 0; k < 12; ++k) frame += "a" + std::to_string(10 + k) + ",40\n";
  temp.write("f.csv", frame);
  const auto survey = [&](const std::string& more) {
    return temp.write("s.toml",
                      "[survey]\ncountry = \"TST\"\nseed = \"carried\"\n[target]\ninterviews = 4\n[yields]\neligible = "
                      "0.9\nhousehold = 1\nchild = 1\ncaregiver = 1\n[frame]\nfile = \"f.csv\"\nid = \"id\"\nsize = "
                      "\"size\"\n[areas]\ncount = 2\n[households]\ntake = 3\n[documents]\ncapi = [\"odk\"]\n" +
                          more);
  };
  for (const bool names : {false, true}) {
    CAPTURE(names);
    const std::string plan = temp / (names ? "named" : "plain");
    REQUIRE(test::run({"draw", survey(names ? "names = true\n" : ""), "-o", plan}).code == 0);
    const CsvTable psus = parse_csv(read_file(plan + "/tables/psus.csv"), "psus.csv");
    const std::string psu = psus.records[0][psus.column("psu_id").value()];
    std::string listing =
        "psu_id,household_id,eligible_children,structure,address,landmark,head,phone,remarks,longitude,latitude\n";
    for (int k = 1; k <= 8; ++k)
      listing += psu + "," + std::to_string(k) + ",1,S" + std::to_string(k) + ",\"Hill road " + std::to_string(k) +
                 ",\nthird door\",well,Head " + std::to_string(k) + ",0700" + std::to_string(k) +
                 ",dog,30\u00B015'E,-1.2" + std::to_string(k) + "\n";
    const test::Outcome taken = test::run({"households", plan, "--listing", temp.write("l.csv", listing)});
    CAPTURE(taken.err);
    REQUIRE(taken.code == 0);
    CHECK((taken.err.find("what may name people is not kept (head, phone, remarks)") != std::string::npos) == !names);
    const CsvTable drawn = parse_csv(read_file(plan + "/tables/households.csv"), "households.csv");
    REQUIRE(drawn.records.size() == 3);
    for (const auto& household : drawn.records) {
      const auto at = [&](const char* column) { return household[drawn.column(column).value()]; };
      const std::string id = at("household_id");
      CHECK(at("structure") == "S" + id);
      CHECK(at("address") == "Hill road " + id + ", third door");
      CHECK(at("landmark") == "well");
      CHECK(at("longitude") == "30.25");
      CHECK(at("latitude") == "-1.2" + id);
      CHECK(drawn.column("head").has_value() == names);
      if (names) CHECK(at("head") == "Head " + id);
    }
    CHECK(test::run({"verify", plan}).code == 0);
    // No name goes to a server, and none is anywhere in a plan that does not ask for names.
    for (const auto& file : std::filesystem::recursive_directory_iterator(plan)) {
      if (!file.is_regular_file()) continue;
      const bool for_server = file.path().string().find("/capi/") != std::string::npos;
      if (!names || for_server) CHECK(read_file(file.path()).find("Head 1") == std::string::npos);
    }
    // A second listing of the same lines changes nothing, and keeps what was told.
    REQUIRE(test::run({"households", plan, "--listing", temp / "l.csv"}).code == 0);
    CHECK(test::run({"verify", plan}).code == 0);
  }
  const std::string plan = temp / "plain";
  const CsvTable psus = parse_csv(read_file(plan + "/tables/psus.csv"), "psus.csv");
  const std::string other = psus.records[1][psus.column("psu_id").value()];
  const test::Outcome wrong = test::run(
      {"households", plan, "--listing",
       temp.write("w.csv", "psu_id,household_id,eligible_children,longitude,latitude\n" + other + ",1,1,30,95\n")});
  CHECK(wrong.code == 2);
  CHECK(wrong.err.find("longitude and latitude are \"30\" and \"95\"; they should be degrees") != std::string::npos);
}
