#pragma once

#include "planner/values/shape.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace fairdraw {

/// A file being written through GDAL, in WGS 84, so that the same content gives the same bytes.
class LayerFile {
 public:
  /// @param driver  "GPKG" or "FlatGeobuf"
  /// @throws Error(system) where it can't be made
  LayerFile(const std::string& driver, const std::filesystem::path& file);
  ~LayerFile();
  LayerFile(const LayerFile&) = delete;
  LayerFile& operator=(const LayerFile&) = delete;

  struct Field {
    std::string name;
    OGRFieldType type;
  };

  /// Starts a layer; add() writes into the layer started last.
  void layer(const std::string& name, OGRwkbGeometryType type, const std::vector<Field>& fields);

  /// Writes one feature. `fill` sets its fields; nothing is written for an empty geometry but the fields.
  void add(std::unique_ptr<OGRGeometry> geometry, const std::function<void(OGRFeature&)>& fill);

  /// Runs SQL of fairdraw's own (never with names from files in it) on a GeoPackage.
  GDALDataset& dataset() { return *dataset_; }

  /// Brings everything into the file.
  /// @throws Error(system) where the disk is full or another failure came
  void finish();

 private:
  struct Close {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
  };
  void check() const;
  void end_layer();

  std::filesystem::path file_;
  struct Errors;
  std::unique_ptr<Errors> errors_;
  std::unique_ptr<GDALDataset, Close> dataset_;
  OGRLayer* layer_ = nullptr;
  std::unique_ptr<OGRFeature, std::function<void(OGRFeature*)>> feature_;
};

/// Fields by name; missing values are left unset.
void set_field(OGRFeature& feature, int field, const std::string& text);

}  // namespace fairdraw
