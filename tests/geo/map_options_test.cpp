#include "planner/base/output_folder.h"
#include "planner/paper/pages.h"
#include "tests/support/pdf.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <gdal_priv.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

/// A survey of the country with lines more in [maps].
std::string with_maps(const test::SampleCountry& country, const std::string& lines, const std::string& name) {
  std::string text = read_file(country.survey);
  text.insert(text.find("[maps]\n") + 7, lines);
  return country.folder.write(name, text);
}

std::size_t files_in(const fs::path& folder, const std::string& begin, const std::string& extension) {
  std::size_t n = 0;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with(begin) && entry.path().extension() == extension) ++n;
  return n;
}

}  // namespace

TEST_CASE("a document of many pages has the same bytes on one thread and on several, and every page in its order") {
  const Pages pages{{PaperSize::a4, "Title", "2026-11-20"}, 130, [] {
                      return [](Paper& paper, std::size_t thing) {
                        paper.text({10, 10}, 100, "thing " + std::to_string(thing), {12});
                        paper.next_page();
                      };
                    }};
  const std::string alone = in_pdf(pages, {}, 1);
  CHECK(alone == in_pdf(pages, {}, 4));
  const test::TempFolder folder;
  const std::string text = test::letters_of(test::text_of_pdf(folder, folder.write("pages.pdf", alone)));
  std::string expected;
  for (int thing = 0; thing < 130; ++thing) expected += "thing" + std::to_string(thing);
  CHECK(text == expected);
}

TEST_CASE("maps come as pictures too where the survey asks for them") {
  const test::SampleCountry country;
  const fs::path plan = country.folder / "plan";
  REQUIRE(
      test::run({"draw", with_maps(country, "pictures = [\"png\", \"svg\"]\n", "pictures.toml"), "-o", plan}).code ==
      0);
  const fs::path pictures = plan / "maps" / "pictures";
  for (const char* extension : {".png", ".svg"}) {
    CHECK(files_in(pictures, "overview-", extension) == 1);
    CHECK(files_in(pictures, "stratum-", extension) == 12);
    CHECK(files_in(pictures, "psu-", extension) == 40);
  }
  GDALAllRegister();
  const GDALDatasetUniquePtr picture(GDALDataset::Open((pictures / "psu-040.png").c_str(), GDAL_OF_RASTER));
  REQUIRE(picture);
  CHECK(picture->GetRasterXSize() == 1653);  // A4 at 200 dots an inch
  CHECK(read_file(pictures / "psu-001.svg").find("</svg>") != std::string::npos);
}

TEST_CASE("an offline map for phones is an MBTiles file that lies where the plan is, and the project shows it") {
  const test::SampleCountry country;
  const std::string survey = with_maps(country, "offline_zoom = 9\n", "offline.toml");
  const fs::path plan = country.folder / "plan";
  REQUIRE(test::run({"draw", survey, "-o", plan}).code == 0);
  const fs::path tiles = plan / "maps" / "offline.mbtiles";
  {
    GDALAllRegister();
    const std::vector<const char*> drivers = {"MBTiles", nullptr};
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(tiles.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr));
    REQUIRE(dataset);
    CHECK(dataset->GetRasterCount() >= 3);
    std::array<double, 6> ground{};
    REQUIRE(dataset->GetGeoTransform(ground.data()) == CE_None);
    CHECK(ground[1] == doctest::Approx(156543.033928 / 512));  // metres of a dot at zoom 9
    CHECK(std::string(dataset->GetMetadataItem("maxzoom")) == "9");
    // The made-up country lies between 34 and 43 degrees east, south of the equator.
    CHECK(ground[0] > 3'700'000);
    CHECK(ground[0] < 4'200'000);
    CHECK(ground[3] < 100'000);
  }
  CHECK(read_file(plan / "plan.qgs").find("./maps/offline.mbtiles") != std::string::npos);
  const fs::path again = country.folder / "again";
  REQUIRE(test::run({"draw", survey, "-o", again}).code == 0);
  CHECK(read_file(tiles) == read_file(again / "maps" / "offline.mbtiles"));
  CHECK(test::run({"draw", with_maps(country, "offline_zoom = 18\n", "deep.toml"), "-o", country.folder / "deep"})
            .err.find("more than 200000 tiles") != std::string::npos);

  SUBCASE("and lies beneath the maps of another plan, paled, as JPEG") {
    const fs::path based = country.folder / "based";
    const test::Outcome drawn =
        test::run({"draw", with_maps(country, "basemap = \"" + tiles.string() + "\"\n", "based.toml"), "-o", based});
    CAPTURE(drawn.err);
    REQUIRE(drawn.code == 0);
    const std::string list = country.folder / "images.txt";
    REQUIRE(std::system(
                ("pdfimages -list '" + (based / "maps" / "psus.pdf").string() + "' > '" + list + "'").c_str()) == 0);
    const std::string images = read_file(list);
    CHECK(std::count(images.begin(), images.end(), '\n') == 42);  // a heading of two lines, and a picture a page
    CHECK(images.find("jpeg") != std::string::npos);
    const test::Outcome verified = test::run({"verify", based});
    CAPTURE(verified.err);
    CHECK(verified.code == 0);
  }
}

TEST_CASE("a basemap that can't be drawn is refused in plain words, and nothing is left behind") {
  const test::SampleCountry country;
  const auto refused = [&](const std::string& file) {
    const fs::path plan = country.folder / "plan";
    const test::Outcome outcome =
        test::run({"draw", with_maps(country, "basemap = \"" + file + "\"\n", "b.toml"), "-o", plan});
    CHECK(outcome.code == 2);
    CHECK(!fs::exists(plan));
    return outcome.err;
  };
  CHECK(refused("frame.gpkg").find("can't be read as .tif, .tiff or .mbtiles") != std::string::npos);
  CHECK(refused("none.tif").find("there is no such file") != std::string::npos);
  CHECK(refused("/vsicurl/http://example.org/x.tif").find("virtual and network paths are not opened") !=
        std::string::npos);
  country.folder.write("damaged.tif", "II*\\0 and nothing more");
  CHECK(refused("damaged.tif").find("can't be read as .tif, .tiff or .mbtiles") != std::string::npos);
}
