#include "geo/open/csv_table.h"

#include "geo/open/gdal_ready.h"
#include "geo/open/source.h"
#include "planner/base/error.h"
#include "tests/support/temp_folder.h"

#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <ogr_recordbatch.h>

using namespace fairdraw;

namespace {

/// The rows of a layer, each as its fields' texts and its geometry as text.
std::vector<std::vector<std::string>> rows_of(OGRLayer& layer) {
  std::vector<std::vector<std::string>> out;
  layer.ResetReading();
  while (const auto feature = OGRFeatureUniquePtr(layer.GetNextFeature())) {
    out.push_back({std::to_string(feature->GetFID())});
    for (int i = 0; i < feature->GetFieldCount(); ++i) out.back().emplace_back(feature->GetFieldAsString(i));
    if (const OGRGeometry* geometry = feature->GetGeometryRef()) out.back().push_back(geometry->exportToWkt());
  }
  return out;
}

/// The texts of a stream's columns, by name.
std::map<std::string, std::vector<std::string>> streamed(OGRLayer& layer) {
  std::map<std::string, std::vector<std::string>> out;
  ArrowArrayStream stream{};
  REQUIRE(layer.GetArrowStream(&stream, nullptr));
  ArrowSchema schema{};
  REQUIRE(stream.get_schema(&stream, &schema) == 0);
  while (true) {
    ArrowArray batch{};
    REQUIRE(stream.get_next(&stream, &batch) == 0);
    if (batch.release == nullptr) break;
    for (std::int64_t i = 1; i < schema.n_children; ++i) {
      const auto* ends = static_cast<const std::int32_t*>(batch.children[i]->buffers[1]);
      const auto* bytes = static_cast<const char*>(batch.children[i]->buffers[2]);
      for (std::int64_t row = 0; row < batch.length; ++row)
        out[schema.children[i]->name].emplace_back(bytes + ends[row], bytes + ends[row + 1]);
    }
    batch.release(&batch);
  }
  schema.release(&schema);
  stream.release(&stream);
  return out;
}

}  // namespace

TEST_CASE("a CSV file is a layer of texts, row by row and as a stream") {
  const test::TempFolder temp;
  const Source source(temp.write("f.csv", "id,n,note\na,1,\"x, y\"\n\nb,2,\n"), "", "frame");
  CHECK(rows_of(source.layer()) == std::vector<std::vector<std::string>>{{"1", "a", "1", "x, y"}, {"2", "b", "2", ""}});
  CHECK(source.layer().GetName() == std::string("f"));
  CHECK(source.layer().GetFeatureCount() == 2);
  source.read_only({"id", "note"}, false);
  for (int again = 0; again < 2; ++again)
    CHECK(streamed(source.layer()) ==
          std::map<std::string, std::vector<std::string>>{{"id", {"a", "b"}}, {"note", {"x, y", ""}}});
}

TEST_CASE("a stream of many rows comes in several parts, and none is lost") {
  const test::TempFolder temp;
  std::string text = "id,n\n";
  for (int i = 0; i < 200'000; ++i) text += std::to_string(i) + ",1\n";
  const Source source(temp.write("f.csv", text), "", "frame");
  source.read_only({"id"}, false);
  const auto ids = streamed(source.layer()).at("id");
  REQUIRE(ids.size() == 200'000);
  CHECK(ids[65'536] == "65536");
  CHECK(ids.back() == "199999");
}

TEST_CASE("a column WKT is geometry too, and what is no geometry there is none") {
  const test::TempFolder temp;
  const Source source(temp.write("f.csv", "id,wkt\na,POINT (1 2)\nb,\nc,nowhere\n"), "", "frame");
  CHECK(rows_of(source.layer()) == std::vector<std::vector<std::string>>{{"1", "a", "POINT (1 2)", "POINT (1 2)"},
                                                                         {"2", "b", ""},
                                                                         {"3", "c", "nowhere"}});
  source.read_only({"id"}, true);
  const auto columns = streamed(source.layer());
  CHECK(columns.at("wkb_geometry")[0].size() == 21);
  CHECK(columns.at("wkb_geometry")[1].empty());
  CHECK(columns.at("wkb_geometry")[2].empty());
}

TEST_CASE("UTF-16 with a mark is read by itself, and other encodings by their name") {
  const test::TempFolder temp;
  ready_gdal();
  CHECK(rows_of(*open_csv(temp.write("u.csv", std::string("\xFF\xFEi\0\n\0\xE9\0\n\0", 10)), {})->GetLayer(0)) ==
        std::vector<std::vector<std::string>>{{"1", "\u00E9"}});
  const std::string latin = temp.write("l.csv", "i\nS\xE9gou\n");
  CHECK(rows_of(*open_csv(latin, {.encoding = "ISO-8859-1"})->GetLayer(0)) ==
        std::vector<std::vector<std::string>>{{"1", "S\u00E9gou"}});
  CHECK_THROWS_WITH_AS(open_csv(latin, {}), doctest::Contains("frame.encoding"), Error);
}

TEST_CASE("a CSV file packed by gzip is read, and one cut short is refused") {
  const test::TempFolder temp;
  ready_gdal();
  const std::string file = (temp / "f.csv.gz").string();
  std::string text = "id,n\n";
  for (int i = 0; i < 50'000; ++i) text += std::to_string(i * 7919 % 50'000) + "," + std::to_string(i) + "\n";
  VSILFILE* out = VSIFOpenL(("/vsigzip/" + file).c_str(), "wb");
  REQUIRE(out != nullptr);
  VSIFWriteL(text.data(), 1, text.size(), out);
  VSIFCloseL(out);
  CHECK(rows_of(*open_csv(file, {})->GetLayer(0)).size() == 50'000);
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  CHECK_THROWS_AS(open_csv(file, {}), Error);
}

TEST_CASE("first rows are cut by whatever parts most cells") {
  const test::TempFolder temp;
  CHECK(first_csv_rows(temp.write("f.csv", "Office, 2019\n\nid;n;s\na;1;x\nb;2;y\n"), {}, 4) ==
        std::vector<std::vector<std::string>>{{"Office, 2019"}, {""}, {"id", "n", "s"}, {"a", "1", "x"}});
}
