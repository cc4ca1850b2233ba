#include "geo/open/layer_writer.h"

#include "geo/open/gdal_ready.h"
#include "geo/open/source.h"
#include "geo/open/to_wgs84.h"
#include "planner/base/error.h"

namespace fairdraw {

struct LayerFile::Errors : GdalErrors {};

LayerFile::LayerFile(const std::string& driver, const std::filesystem::path& file)
    : file_(file),
      errors_(std::make_unique<Errors>()),
      feature_(nullptr, [](OGRFeature* feature) { OGRFeature::DestroyFeature(feature); }) {
  ready_gdal();
  GDALDriver* gdal_driver = GetGDALDriverManager()->GetDriverByName(driver.c_str());
  if (gdal_driver != nullptr) {
    const char* gpkg_options[] = {"DATETIME_FORMAT=UTC", nullptr};
    dataset_.reset(gdal_driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown,
                                       driver == "GPKG" ? const_cast<char**>(gpkg_options) : nullptr));
  }
  if (!dataset_) throw Error(ErrorKind::system, file.string() + ": can't be made: " + errors_->text());
}

LayerFile::~LayerFile() {
  feature_.reset();
  dataset_.reset();
}

void LayerFile::check() const {
  if (errors_->failed()) throw Error(ErrorKind::system, file_.string() + ": can't be written: " + errors_->text());
}

void LayerFile::end_layer() {
  feature_.reset();
  if (layer_ != nullptr && dataset_->TestCapability(ODsCTransactions) != 0) dataset_->CommitTransaction();
  layer_ = nullptr;
  check();
}

void LayerFile::layer(const std::string& name, OGRwkbGeometryType type, const std::vector<Field>& fields) {
  end_layer();
  OGRSpatialReference srs = wgs84();
  const char* options[] = {"GEOMETRY_NAME=geom", "FID=fid", nullptr};
  const bool gpkg = std::string_view(dataset_->GetDriverName()) == "GPKG";
  layer_ = dataset_->CreateLayer(name.c_str(), type == wkbNone ? nullptr : &srs, type,
                                 gpkg ? const_cast<char**>(options) : nullptr);
  if (layer_ == nullptr)
    throw Error(ErrorKind::system, file_.string() + ": can't hold layer " + name + ": " + errors_->text());
  for (const Field& field : fields) {
    OGRFieldDefn defn(field.name.c_str(), field.type);
    layer_->CreateField(&defn);
  }
  check();
  if (dataset_->TestCapability(ODsCTransactions) != 0) dataset_->StartTransaction();
  feature_.reset(OGRFeature::CreateFeature(layer_->GetLayerDefn()));
}

void LayerFile::add(std::unique_ptr<OGRGeometry> geometry, const std::function<void(OGRFeature&)>& fill) {
  feature_->Reset();
  fill(*feature_);
  feature_->SetGeometryDirectly(geometry.release());
  if (layer_->CreateFeature(feature_.get()) != OGRERR_NONE || errors_->failed())
    throw Error(ErrorKind::system, file_.string() + ": can't be written: " + errors_->text());
}

void LayerFile::finish() {
  end_layer();
  dataset_->FlushCache(true);
  check();
  dataset_.reset();
  check();
}

void set_field(OGRFeature& feature, int field, const std::string& text) {
  if (!text.empty()) feature.SetField(field, text.c_str());
}

}  // namespace fairdraw
