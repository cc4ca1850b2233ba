#pragma once

#include "planner/values/table_format.h"

#include <memory>
#include <string>
#include <vector>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace fairdraw {

/// While it lives, GDAL's complaints on this thread are kept here and not printed.
class GdalErrors {
 public:
  GdalErrors();
  ~GdalErrors();
  GdalErrors(const GdalErrors&) = delete;
  GdalErrors& operator=(const GdalErrors&) = delete;

  /// Whether GDAL told of a failure, or warned of anything that is not harmless (harmless_warnings.h).
  bool failed() const { return failed_; }
  /// The last of it in GDAL's words, or "no reason given".
  std::string text() const;

 private:
  static void keep(CPLErr level, CPLErrorNum number, const char* message);
  bool failed_ = false;
  std::string text_;
};

/// A layer of a file (or database) opened for reading with one of the drivers that config/README.md lists, and no
/// other.
class Source {
 public:
  /// @param file    path, or "PG:..."; never a virtual or network path
  /// @param layer   empty: the only layer
  /// @param role    what it is, for messages: "frame", "boundaries", "listing"
  /// @param format  how a table is written, where its file does not say so
  /// @throws Error(usage) where it is missing, unreadable, of another format, or has several layers and none is named
  Source(const std::string& file, const std::string& layer, const std::string& role, const TableFormat& format = {});

  /// The only layer of a dataset in memory.
  Source(std::shared_ptr<GDALDataset> dataset, const std::string& label);

  OGRLayer& layer() const { return *layer_; }
  /// The CRS of its coordinates: the file's, else the one that was said; nullptr where none is known.
  const OGRSpatialReference* crs() const;
  const std::string& label() const { return label_; }

  /// Whether there is a field of that name, as it is written.
  bool has(const std::string& name) const;

  /// Position of a field.
  /// @throws Error(usage) naming the fields there are, the nearest first
  int field(const std::string& name, const std::string& key) const;

  /// Makes the next readings deliver only these fields (and geometry where asked).
  void read_only(const std::vector<std::string>& fields, bool geometry) const;

 private:
  void choose_layer(const std::string& layer, const std::string& what);

  std::shared_ptr<GDALDataset> dataset_;
  OGRLayer* layer_ = nullptr;
  std::shared_ptr<const OGRSpatialReference> said_crs_;  ///< nullptr: none
  std::string label_;
};

}  // namespace fairdraw
