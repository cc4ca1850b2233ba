#include "geo/grid/grid_frame.h"
#include "geo/open/layer_writer.h"
#include "tests/support/temp_folder.h"

#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <gdal_priv.h>

namespace {

using namespace fairdraw;

constexpr int kRows = 10'000;
constexpr int kColumns = 20'000;
constexpr int kTile = 512;

/// A country of 200 million cells, a fifth of them with people, and its one boundary.
struct LargeRaster {
  test::TempFolder folder;
  Survey survey;

  LargeRaster() {
    GDALAllRegister();
    GDALSetCacheMax64(64 << 20);  // what is measured is what the frame takes, not what the test file took
    const char* options[] = {"COMPRESS=DEFLATE", "TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", nullptr};
    const std::unique_ptr<GDALDataset, void (*)(GDALDataset*)> raster(
        GetGDALDriverManager()->GetDriverByName("GTiff")->Create((folder / "people.tif").c_str(), kColumns, kRows, 1,
                                                                 GDT_Float32, const_cast<char**>(options)),
        [](GDALDataset* each) { GDALClose(each); });
    double ground[] = {30, 0.0008, 0, 5, 0, -0.0008};
    raster->SetGeoTransform(ground);
    OGRSpatialReference srs;
    srs.SetWellKnownGeogCS("WGS84");
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    raster->SetSpatialRef(&srs);
    std::vector<float> tile(static_cast<std::size_t>(kTile) * kTile);
    for (int top = 0; top < kRows; top += kTile)
      for (int left = 0; left < kColumns; left += kTile) {
        for (int r = 0; r < kTile; ++r)
          for (int c = 0; c < kTile; ++c) {
            // Settlements: patches of 16 cells a side, one in five lived in.
            const auto patch = static_cast<unsigned>((top + r) / 16 * 7919 + (left + c) / 16) * 2654435761U;
            const auto cell = static_cast<unsigned>((top + r) * 20011 + left + c) * 2246822519U;
            tile[static_cast<std::size_t>(r) * kTile + static_cast<std::size_t>(c)] =
                patch >> 16U < 13107 ? static_cast<float>((cell >> 20U) % 400) / 100 : 0;
          }
        if (raster->GetRasterBand(1)->RasterIO(GF_Write, left, top, std::min(kTile, kColumns - left),
                                               std::min(kTile, kRows - top), tile.data(),
                                               std::min(kTile, kColumns - left), std::min(kTile, kRows - top),
                                               GDT_Float32, 0, static_cast<GSpacing>(kTile) * 4) != CE_None)
          std::abort();
      }
    LayerFile out("GPKG", folder / "border.gpkg");
    out.layer("border", wkbPolygon, {{"id", OFTString}});
    OGRLinearRing ring;
    for (const auto& [x, y] : {std::pair(30.1, 4.9), std::pair(45.9, 4.9), std::pair(45.9, -2.9), std::pair(30.1, -2.9),
                               std::pair(30.1, 4.9)})
      ring.addPoint(x, y);
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRing(&ring);
    out.add(std::move(polygon), [](OGRFeature& feature) { feature.SetField(0, "all"); });
    out.finish();
    survey = parse_survey(
        "[survey]\ncountry = \"SLD\"\n[frame]\nfile = \"people.tif\"\ngrid_size = 600\n[boundaries]\nfile = "
        "\"border.gpkg\"\nid = \"id\"\n[areas]\ncount = 10\n[households]\nmode = \"none\"\n",
        folder / "survey.toml");
  }
};

LargeRaster& large() {
  static LargeRaster raster;
  return raster;
}

/// What GDAL alone takes to decode every block: D.
void decode(benchmark::State& state) {
  const std::string file = large().folder / "people.tif";
  for (auto _ : state) {
    const std::unique_ptr<GDALDataset, void (*)(GDALDataset*)> raster(
        static_cast<GDALDataset*>(GDALOpen(file.c_str(), GA_ReadOnly)), [](GDALDataset* each) { GDALClose(each); });
    std::vector<float> band(static_cast<std::size_t>(kTile) * kColumns);
    for (int top = 0; top < kRows; top += kTile) {
      const int height = std::min(kTile, kRows - top);
      if (raster->GetRasterBand(1)->RasterIO(GF_Read, 0, top, kColumns, height, band.data(), kColumns, height,
                                             GDT_Float32, 0, 0) != CE_None)
        state.SkipWithError("can't be read");
      benchmark::DoNotOptimize(band.data());
    }
  }
}
BENCHMARK(decode)->Name("raster/decode 200M cells")->Unit(benchmark::kSecond)->Iterations(1)->Repetitions(3);

void group(benchmark::State& state) {
  const Survey& survey = large().survey;
  for (auto _ : state) {
    state.counters["psus"] = static_cast<double>(make_grid_frame(survey)->dataset->GetLayer(0)->GetFeatureCount());
  }
}
BENCHMARK(group)->Name("raster/frame of 200M cells")->Unit(benchmark::kSecond)->Iterations(1)->Repetitions(3);

}  // namespace
