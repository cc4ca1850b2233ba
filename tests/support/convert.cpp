#include "tests/support/convert.h"

#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogrsf_frmts.h>

namespace fairdraw::test {
namespace {

struct Close {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, Close>;

Dataset open(const std::string& file) {
  GDALAllRegister();
  Dataset dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
  if (!dataset) throw std::runtime_error("can't open " + file);
  return dataset;
}

}  // namespace

void convert(const std::string& from, const std::string& to, const std::string& driver,
             const std::vector<std::string>& options) {
  const Dataset source = open(from);
  std::vector<std::string> words = {"-f", driver};
  words.insert(words.end(), options.begin(), options.end());
  std::vector<char*> raw;
  for (std::string& word : words) raw.push_back(word.data());
  raw.push_back(nullptr);
  GDALVectorTranslateOptions* parsed = GDALVectorTranslateOptionsNew(raw.data(), nullptr);
  GDALDatasetH handle = source.get();
  int error = 0;
  const Dataset target(GDALDataset::FromHandle(GDALVectorTranslate(to.c_str(), nullptr, 1, &handle, parsed, &error)));
  GDALVectorTranslateOptionsFree(parsed);
  if (!target || error != 0) throw std::runtime_error("can't convert to " + to);
}

bool has_office() {
  return std::system("command -v soffice >/dev/null") == 0;
}

void convert_by_office(const TempFolder& folder, const std::filesystem::path& file, const std::string& to,
                       const std::filesystem::path& into) {
  const std::string line = "cd '" + folder.path().string() + "' && HOME='" + folder.path().string() +
                           "' timeout 120 soffice --headless --norestore -env:UserInstallation=file://" +
                           (folder / "profile").string() + " --convert-to '" + to + "' --outdir '" + into.string() +
                           "' '" + file.string() + "' >/dev/null 2>&1";
  if (std::system(line.c_str()) != 0) throw std::runtime_error("LibreOffice can't convert " + file.string());
}

void convert_to_table(const std::string& from, const std::string& to, const std::string& driver) {
  const Dataset source = open(from);
  OGRLayer& layer = *source->GetLayer(0);
  const Dataset target(
      GetGDALDriverManager()->GetDriverByName(driver.c_str())->Create(to.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  OGRLayer& out = *target->CreateLayer(layer.GetName(), nullptr, wkbNone, nullptr);
  const int fields = layer.GetLayerDefn()->GetFieldCount();
  for (int i = 0; i < fields; ++i) out.CreateField(layer.GetLayerDefn()->GetFieldDefn(i));
  OGRFieldDefn wkt("wkt", OFTString);
  out.CreateField(&wkt);
  for (const auto& feature : layer) {
    const OGRFeatureUniquePtr row(OGRFeature::CreateFeature(out.GetLayerDefn()));
    for (int i = 0; i < fields; ++i)
      if (feature->IsFieldSetAndNotNull(i)) row->SetField(i, feature->GetRawFieldRef(i));
    if (const OGRGeometry* geometry = feature->GetGeometryRef()) row->SetField(fields, geometry->exportToWkt().c_str());
    if (out.CreateFeature(row.get()) != OGRERR_NONE) throw std::runtime_error("can't write " + to);
  }
}

}  // namespace fairdraw::test
