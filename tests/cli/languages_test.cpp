#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/words/words.h"
#include "tests/support/pdf.h"
#include "tests/support/program.h"
#include "tests/support/rounds.h"
#include "tests/support/sample_country.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

TEST_CASE("in every language sheets and maps say what its file says, in text that can be searched") {
  const test::SampleCountry country(400, "mode = \"random-walk\"\ntake = 5\n");
  std::size_t tried = 0;
  for (const std::string& language : languages()) {
    if (tried++ >= std::max<std::size_t>(2, test::rounds(10))) continue;  // under sanitizers two
    CAPTURE(language);
    const Words words(language);
    std::string text = read_file(country.survey);
    text.replace(text.find("count = 40"), 10, "count = 30");
    const fs::path plan = country.folder / ("plan-" + language);
    const test::Outcome drawn = test::run(
        {"draw", country.folder.write(language + ".toml", text + "[documents]\nlanguage = \"" + language + "\"\n"),
         "-o", plan});
    CAPTURE(drawn.err);
    REQUIRE(drawn.code == 0);
    CHECK((drawn.err.find("no native speaker has reviewed") != std::string::npos) == (language != "en"));
    const std::string sheets =
        test::letters_of(test::text_of_pdf(country.folder, plan / "lists" / "assignments.pdf", "-raw"));
    for (const char* key : {"consent", "caregiver_rule", "sign_interviewer", "visit_walk_chance"}) {
      CAPTURE(key);
      CHECK(sheets.find(test::letters_of(words(key))) != std::string::npos);
    }
    const std::string maps = test::letters_of(test::text_of_pdf(country.folder, plan / "maps" / "psus.pdf", "-raw"));
    for (const char* key : {"legend_psu", "legend_neighbours"}) {
      CAPTURE(key);
      CHECK(maps.find(test::letters_of(words(key))) != std::string::npos);
    }
    // Every letter has a glyph: none is drawn from the font of boxes, which would be embedded without a name.
    const std::string fonts = country.folder / "fonts.txt";
    REQUIRE(std::system(
                ("pdffonts '" + (plan / "lists" / "assignments.pdf").string() + "' > '" + fonts + "'").c_str()) == 0);
    const std::string used = read_file(fonts);
    CHECK(used.find("NotoSans") != std::string::npos);
    if (language == "km") CHECK(used.find("NotoSansKhmer") != std::string::npos);
    if (language == "th") CHECK(used.find("NotoSansThai") != std::string::npos);
  }
}

TEST_CASE("names in Thai, Khmer, Lao, Ethiopic, Arabic and Burmese can be searched on maps") {
  const test::SampleCountry country(400, "mode = \"none\"\n");
  // Names of places that maps show, in scripts whose letters change their shapes.
  const std::vector<std::string> names = {"บ้านหนองบัว", "ភូមិព្រះវិហារ", "ບ້ານນາແກ້ວ", "አዲስ አበባ", "قرية مصر", "ကျောက်တံတား"};
  std::string places = "name,longitude,latitude\n";
  std::string text = read_file(country.survey);
  const fs::path first = country.folder / "first";
  REQUIRE(test::run({"draw", country.folder.write("first.toml", text), "-o", first, "--tables-only"}).code == 0);
  // Beside the middle of the first released PSU.
  const std::string psus = read_file(first / "tables" / "psus.csv");
  const CsvTable table = parse_csv(psus, "psus.csv");
  const auto released = std::find_if(table.records.begin(), table.records.end(),
                                     [&](const auto& psu) { return psu[*table.column("release")] == "0"; });
  REQUIRE(released != table.records.end());
  const double longitude = std::stod((*released)[*table.column("longitude")]);
  const double latitude = std::stod((*released)[*table.column("latitude")]);
  for (std::size_t k = 0; k < names.size(); ++k)
    places += names[k] + "," + std::to_string(longitude + 0.01 * static_cast<double>(k % 2)) + "," +
              std::to_string(latitude + 0.02 * (static_cast<double>(k) - 2.5)) + "\n";
  country.folder.write("names.csv", places);
  const std::string layers = "[maps]\nlayers = [{ file = \"names.csv\", style = \"place\", label = \"name\" }, ";
  text.replace(text.find("[maps]\nlayers = ["), 17, layers);
  const fs::path plan = country.folder / "plan";
  const test::Outcome drawn = test::run({"draw", country.folder.write("named.toml", text), "-o", plan});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  // As it stands in the file, and, for what runs from right to left, as it is read.
  std::string maps = test::letters_of(test::text_of_pdf(country.folder, plan / "maps" / "psus.pdf", "-raw"));
  maps += test::letters_of(test::text_of_pdf(country.folder, plan / "maps" / "psus.pdf"));
  for (const std::string& name : names) {
    CAPTURE(name);
    CHECK(maps.find(test::letters_of(name)) != std::string::npos);
  }
}
