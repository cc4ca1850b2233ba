#pragma once

#include "planner/values/table_format.h"

#include <cstdint>
#include <functional>
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
  /// The last of it, as words of GDAL.
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

  /// Goes through all features, from the first to the last, or those near a place where a filter is set.
  /// @throws Error(usage) where reading fails, or comes to another number of them than the file says it has
  void each_feature(const std::function<void(const OGRFeature&)>& take) const;

  /// The same for who works on several features at a time: they come in their order, at most so many together.
  void each_batch(std::size_t most, const std::function<void(std::vector<OGRFeatureUniquePtr>)>& take) const;

  /// @throws Error(usage) that reading stopped, and what GDAL says of it
  [[noreturn]] void broken(const GdalErrors& errors) const;

  /// What each_feature() requires, for who reads in another way.
  /// @param read  features that were read
  void require_whole(std::int64_t read, const GdalErrors& errors) const;

  /// Makes the next readings deliver only these fields (and geometry where asked).
  void read_only(const std::vector<std::string>& fields, bool geometry) const;

 private:
  void choose_layer(const std::string& layer, const std::string& what);

  std::shared_ptr<GDALDataset> dataset_;
  OGRLayer* layer_ = nullptr;
  std::shared_ptr<const OGRSpatialReference> said_crs_;  ///< nullptr: none
  std::string label_;
  bool in_file_ = true;  ///< or in a database, where rows may come and go
};

}  // namespace fairdraw
