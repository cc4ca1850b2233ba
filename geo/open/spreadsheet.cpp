#include "geo/open/spreadsheet.h"

#include "geo/open/memory_dataset.h"
#include "geo/open/source.h"
#include "planner/base/bounds.h"
#include "planner/base/csv_rows.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/values/formats.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <ogrsf_frmts.h>

namespace fairdraw {
namespace {

/// A sheet of which no row is taken for the header.
class RawSheet {
 public:
  RawSheet(const std::string& file, const std::string& sheet) {
    const CPLConfigOptionSetter xlsx("OGR_XLSX_HEADERS", "DISABLE", false);
    const CPLConfigOptionSetter ods("OGR_ODS_HEADERS", "DISABLE", false);
    const CPLConfigOptionSetter xls("OGR_XLS_HEADERS", "DISABLE", false);
    const char* const drivers[] = {"XLSX", "ODS", "XLS", nullptr};
    dataset_.reset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers,
                                     nullptr, nullptr));
    if (dataset_) layer_ = sheet.empty() ? dataset_->GetLayer(0) : dataset_->GetLayerByName(sheet.c_str());
    if (layer_ == nullptr) throw Error(ErrorKind::usage, file + ": its sheet can't be read");
    layer_->GetLayerDefn()->GetFieldCount();  // looked at and read while the options hold
    layer_->GetFeatureCount();
    layer_->ResetReading();
  }

  OGRFeatureUniquePtr next() { return OGRFeatureUniquePtr(layer_->GetNextFeature()); }
  const char* name() const { return layer_->GetName(); }

  std::vector<std::string> cells(const OGRFeature& row) const {
    std::vector<std::string> out;
    for (int i = 0; i < layer_->GetLayerDefn()->GetFieldCount(); ++i)
      out.emplace_back(row.IsFieldSetAndNotNull(i) ? row.GetFieldAsString(i) : "");
    return out;
  }

 private:
  GDALDatasetUniquePtr dataset_;
  OGRLayer* layer_ = nullptr;
};

}  // namespace

std::shared_ptr<GDALDataset> sheet_below(const std::string& file, const std::string& sheet, std::uint32_t row) {
  RawSheet raw(file, sheet);
  OGRFeatureUniquePtr header;
  for (std::uint32_t i = 0; i < row; ++i) header = raw.next();
  if (!header)
    throw Error(ErrorKind::usage,
                file + ": frame.header_row is " + std::to_string(row) + ", and the sheet ends before that row");
  std::shared_ptr<GDALDataset> out = memory_dataset();
  OGRLayer* layer = out->CreateLayer(raw.name(), nullptr, wkbNone);
  for (const std::string& name : column_names(raw.cells(*header))) {
    OGRFieldDefn field(name.c_str(), OFTString);
    layer->CreateField(&field);
  }
  while (const OGRFeatureUniquePtr from = raw.next()) {
    OGRFeature to(layer->GetLayerDefn());
    to.SetFID(from->GetFID());
    const std::vector<std::string> cells = raw.cells(*from);
    for (std::size_t i = 0; i < cells.size(); ++i) to.SetField(static_cast<int>(i), cells[i].c_str());
    if (layer->CreateFeature(&to) != OGRERR_NONE) throw Error(ErrorKind::usage, file + ": its rows can't be read");
  }
  return out;
}

std::vector<std::vector<std::string>> first_sheet_rows(const std::string& file, const std::string& sheet,
                                                       std::size_t most) {
  require_small_sheets(file);
  RawSheet raw(file, sheet);
  std::vector<std::vector<std::string>> out;
  while (out.size() < most) {
    const OGRFeatureUniquePtr row = raw.next();
    if (!row) break;
    out.push_back(raw.cells(*row));
  }
  return out;
}

void require_small_sheets(const std::string& file) {
  if (has_ending(file, ".xls")) return;  // which is not packed
  const GdalErrors quiet;                // where it is no packed file, opening it tells
  const std::string inside = "/vsizip/{" + file + "}";
  const CPLStringList parts(VSIReadDirRecursive(inside.c_str()));
  std::uint64_t bytes = 0;
  for (int i = 0; i < parts.size(); ++i) {
    VSIStatBufL stat{};
    if (VSIStatL((inside + "/" + parts[i]).c_str(), &stat) == 0) bytes += static_cast<std::uint64_t>(stat.st_size);
  }
  if (bytes > kMostUnpackedSheet)
    throw Error(ErrorKind::usage, file + ": holds " + std::to_string(bytes >> 20U) + " MB once it is unpacked, and " +
                                      std::to_string(kMostUnpackedSheet >> 20U) +
                                      " MB are the most; save it as CSV, which may be of any size");
}

}  // namespace fairdraw
