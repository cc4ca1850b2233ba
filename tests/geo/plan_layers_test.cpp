#include "planner/base/text.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <filesystem>
#include <memory>
#include <string>

#include <doctest/doctest.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

struct Close {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};

}  // namespace

TEST_CASE("plan.gpkg holds the main sample as layers, and a QGIS project over them") {
  const test::SamplePlan drawn(test::Documents::all);
  const auto& [country, plan] = drawn;
  GDALAllRegister();
  const std::unique_ptr<GDALDataset, Close> dataset(GDALDataset::Open((plan / "plan.gpkg").c_str(), GDAL_OF_VECTOR));
  REQUIRE(dataset);
  CHECK(dataset->GetLayerByName("psus")->GetFeatureCount() == 40);
  CHECK(dataset->GetLayerByName("psu_points")->GetFeatureCount() == 40);
  CHECK(dataset->GetLayerByName("boundaries")->GetFeatureCount() == 8);
  for (const auto& feature : *dataset->GetLayerByName("psus")) {
    CHECK(feature->GetFieldAsInteger("replicate") == 0);
    CHECK(feature->GetGeometryRef() != nullptr);
    CHECK(*feature->GetFieldAsString("ward") != '\0');
  }
  OGRLayer* project = dataset->ExecuteSQL("SELECT name, CAST(content AS TEXT) FROM qgis_projects", nullptr, nullptr);
  REQUIRE(project != nullptr);
  const OGRFeatureUniquePtr row(project->GetNextFeature());
  REQUIRE(row);
  const std::string hex = row->GetFieldAsString(1);
  CHECK(hex.starts_with("504b0304"));  // a zip archive, as hexadecimal digits
  std::string zip;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    zip += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  dataset->ReleaseResultSet(project);
  const std::string archive = country.folder.write("project.qgz", zip);
  REQUIRE(std::system(("cd '" + country.folder.path().string() + "' && unzip -tq project.qgz > /dev/null").c_str()) ==
          0);
  for (const char* part :
       {"plan.gpkg|layername=psus", "plan.gpkg|layername=boundaries", "<renderer-v2 type=\"singleSymbol\""})
    CHECK(zip.find(part) != std::string::npos);
}
