#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/paper/html.h"
#include "tests/support/chromium.h"
#include "tests/support/pdf.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

std::size_t released(const fs::path& plan) {
  const CsvTable psus = parse_csv(read_file(plan / "tables" / "psus.csv"), "psus.csv");
  std::size_t out = 0;
  for (const auto& record : psus.records) out += record[*psus.column("release")] == "0" ? 1 : 0;
  return out;
}

}  // namespace

TEST_CASE("texts of all kinds are shown as texts") {
  CHECK(escaped("<script>alert('x')</script> & \"y\"") ==
        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;");
  CHECK(escaped(std::string("a\0b\x1b", 4)) == "ab");
  CHECK(safe_json("{\"a\": \"</script><!--\"}") == "{\"a\": \"\\u003c/script>\\u003c!--\"}");
}

TEST_CASE("report.html sorts, searches, shows units on the map and prints, and fetches nothing") {
  const test::SamplePlan drawn(test::Documents::all);
  const auto& [country, plan] = drawn;
  const fs::path report = plan / "report.html";
  const std::string text = read_file(report);
  CHECK(text.size() < 1'000'000);
  CHECK(text.find("default-src 'none'") != std::string::npos);
  CHECK(text.find("<link") == std::string::npos);
  CHECK(text.find(" src=") == std::string::npos);
  if (!test::have_chromium()) return;
  const std::string units = std::to_string(released(plan));
  // A click on a heading sorts numbers as numbers, a second one turns them round.
  CHECK(test::found_by(country.folder, report, R"js(
    const table = document.getElementById("units-table");
    const column = [...table.tHead.rows[0].cells].findIndex((cell) => cell.textContent === "weight");
    const button = table.tHead.rows[0].cells[column].querySelector("[role=button]");
    const weights = () => [...table.tBodies[0].rows].map((row) => Number(row.cells[column].dataset.value));
    const ordered = (sign) => weights().every((w, i, all) => i === 0 || sign * (w - all[i - 1]) >= 0);
    const before = ordered(1);
    button.click();
    const up = ordered(1);
    button.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    document.title = [before, up, ordered(-1), weights().length,
                      table.tHead.rows[0].cells[column].getAttribute("aria-sort")].join(" ");
  )js") == "false true true " + units + " descending");
  // The search leaves the rows with all words, and says how many.
  CHECK(test::found_by(country.folder, report, R"js(
    const input = document.querySelector("input[data-table=units-table]");
    const rows = [...document.getElementById("units-table").tBodies[0].rows];
    const wanted = rows[3].cells[1].textContent;
    input.value = wanted;
    input.dispatchEvent(new Event("input"));
    const shown = rows.filter((row) => !row.hidden);
    const one = shown.length === 1 && shown[0] === rows[3];
    input.value = "no such place";
    input.dispatchEvent(new Event("input"));
    const none = rows.every((row) => row.hidden);
    const said = input.closest(".search").querySelector("output").textContent;
    document.title = [one, none, said].join(" ");
  )js") == "true true 0 of " + units);
  // A unit's button opens it on the map; the map has every unit, and its scale.
  CHECK(test::found_by(country.folder, report, R"js(
    const buttons = document.querySelectorAll("button[data-unit]");
    buttons[2].click();
    const said = document.querySelector(".leaflet-popup-content");
    document.title = [buttons.length, said.textContent.includes(buttons[2].closest("tr").cells[1].textContent),
                      document.querySelectorAll("#map path").length > buttons.length,
                      document.querySelector(".leaflet-control-scale") !== null].join(" ");
  )js") == units + " true true true");
  // What a screen reader needs: a language, one h1, labelled fields, captions, headings with a scope; on a phone
  // nothing is wider than the screen.
  CHECK(test::found_by(country.folder, report, R"js(
    const all = (selector, is) => [...document.querySelectorAll(selector)].every(is);
    document.title = [document.documentElement.lang, document.querySelectorAll("h1").length,
                      all("input", (each) => each.labels.length === 1), all("table", (each) => each.caption !== null),
                      all("th", (each) => each.scope === "col"),
                      all("nav a", (each) => document.getElementById(each.hash.slice(1)) !== null)].join(" ");
  )js") == "en 1 true true true true");
  const fs::path phone = country.folder.write(
      "phone.html",
      text + "<script>document.title = String(document.documentElement.scrollWidth <= innerWidth)</script>");
  CHECK(test::in_chromium(country.folder, phone, "--dump-dom", "390,800").find("<title>true</title>") !=
        std::string::npos);
  test::in_chromium(country.folder, report, "--print-to-pdf=" + (country.folder / "report.pdf").string());
  CHECK(std::system(
            ("pdftotext " + (country.folder / "report.pdf").string() + " " + (country.folder / "report.txt").string())
                .c_str()) == 0);
  const std::string printed = read_file(country.folder / "report.txt");
  std::size_t headings = 0;  // the table of units goes over several pages, and its headings go with it
  for (std::size_t at = printed.find("inclusion"); at != std::string::npos; at = printed.find("inclusion", at + 1))
    ++headings;
  CHECK(headings > 1);
  for (const char* words : {"How to verify", "seed of the tests", "Sampling units"})
    CHECK(printed.find(words) != std::string::npos);
  test::check_looks_as_approved(country.folder, country.folder / "report.pdf", 1, "report");
}

TEST_CASE("hostile names stand in report.html as they are, and do nothing") {
  const test::TempFolder folder;
  std::string csv = "id,name,n,longitude,latitude,region\n";
  const std::string script = "<script>document.title='taken'</script>";
  const std::string image = "<img src=x onerror=document.title='taken'>";
  for (int i = 0; i < 40; ++i)
    csv += "a" + std::to_string(i) + ",\"" +
           (i % 3 == 0   ? script
            : i % 3 == 1 ? image
                         : "\"\"'><b>\xE2\x80\xAE"
                           "אבג עִבְרִית & </td>") +
           "\"," + std::to_string(50 + i) + "," + std::to_string(36 + 0.01 * i) + ",-1,\"</script>" + script + "\"\n";
  folder.write("f.csv", csv);
  const std::string survey = folder.write(
      "s.toml",
      "[survey]\ntitle = \"</title></style><script>document.title='taken'</script>\"\ncountry = \"SLD\"\nseed = "
      "\"<b>seed\"\n[yields]\neligible = 0.4\nhousehold = 1\nchild = 1\ncaregiver = 1\n[frame]\nfile = \"f.csv\"\nid = "
      "\"id\"\nname = \"name\"\nsize = "
      "\"n\"\nstrata = [\"region\"]\n[areas]\ncount = 12\n[households]\ntake = 5\n");
  const fs::path plan = folder / "plan";
  const test::Outcome drawn = test::run({"draw", survey, "-o", plan});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  const std::string text = read_file(plan / "report.html");
  CHECK(text.find("<script>document") == std::string::npos);
  CHECK(text.find("<img src") == std::string::npos);
  CHECK(text.find("&lt;script&gt;document.title=&#39;taken&#39;&lt;/script&gt;") != std::string::npos);
  if (!test::have_chromium()) return;
  CHECK(test::found_by(folder, plan / "report.html", R"js(
    document.querySelector("button[data-unit]").click();
    const names = [...document.getElementById("units-table").tBodies[0].rows].map((row) => row.cells[2].textContent);
    const popup = document.querySelector(".leaflet-popup-content").textContent;
    const whole = names.filter((name) => name.startsWith("<script>")).length > 0 && popup.includes("<" + "/script>");
    setTimeout(() => {
      document.title = [document.title === "taken", whole, document.querySelectorAll("main img, main b, main script").length].join(" ");
    }, 500);
  )js") == "false true 0");
}
