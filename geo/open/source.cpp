#include "geo/open/source.h"

#include "geo/open/attributes_only.h"
#include "geo/open/csv_table.h"
#include "geo/open/gdal_ready.h"
#include "geo/open/harmless_warnings.h"
#include "geo/open/shapefile.h"
#include "geo/open/sound_json.h"
#include "geo/open/spreadsheet.h"
#include "geo/open/statistics_file.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/unicode.h"
#include "planner/values/database.h"
#include "planner/values/formats.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

#include <cpl_string.h>

namespace fairdraw {
namespace fs = std::filesystem;

GdalErrors::GdalErrors() {
  CPLPushErrorHandlerEx(&GdalErrors::keep, this);
}
GdalErrors::~GdalErrors() {
  CPLPopErrorHandler();
}

std::string GdalErrors::text() const {
  return words_of("GDAL", text_);
}

void GdalErrors::keep(CPLErr level, CPLErrorNum /*number*/, const char* message) {
  if (level < CE_Warning || (level == CE_Warning && is_harmless(message))) return;
  auto* self = static_cast<GdalErrors*>(CPLGetErrorHandlerUserData());
  self->failed_ = true;
  self->text_ = message;
}

namespace {

/// The drivers that may open a file or a database, as GDAL takes their names.
std::vector<const char*> drivers_of(bool database) {
  std::vector<const char*> out = database ? std::vector<const char*>{"PostgreSQL"} : drivers_for(FileUse::layer);
  out.push_back(nullptr);
  return out;
}

void require_plain_file(const std::string& file, const std::string& role) {
  if (file.starts_with("/vsi") || file.find("://") != std::string::npos)
    throw Error(ErrorKind::usage,
                role + " " + printable(file) + ": virtual and network paths are not opened; name a file");
  std::error_code error;
  if (fs::is_directory(file, error))
    throw Error(ErrorKind::usage,
                role + " " + file + " is a folder; name the file in it (" + endings_for(FileUse::layer) + ")");
  if (!fs::exists(file, error))
    throw Error(ErrorKind::usage, role + " " + printable(file, 200) + ": there is no such file");
}

/// The dataset that GDAL makes of a file or a database.
std::shared_ptr<GDALDataset> open_by_driver(const std::string& file, const std::string& what,
                                            const TableFormat& format) {
  CPLStringList options;
  if (!format.encoding.empty()) options.SetNameValue("ENCODING", format.encoding.c_str());
  const bool database = is_database(file);
  GdalErrors errors;
  take_refused_request();
  std::shared_ptr<GDALDataset> out(
      GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                        drivers_of(database).data(), format.encoding.empty() ? nullptr : options.List(), nullptr),
      [](GDALDataset* dataset) { GDALClose(dataset); });
  if (const std::string asked = take_refused_request(); !asked.empty())
    throw Error(ErrorKind::usage, what + ": refers to " + printable(asked, 200) +
                                      ", and nothing is asked over a network; write the CRS into the file itself");
  if (!out) out = open_attributes_only(file);
  if (!out) {
    const std::string_view ending = ending_of(file);
    const std::string kind = database ? "a PostgreSQL database"
                             : ending.empty()
                                 ? endings_for(FileUse::layer)
                                 : std::string(ending) + " (is it cut off, corrupted, or of another kind?)";
    throw Error(ErrorKind::usage, what + ": can't be read as " + kind + "; " + errors.text());
  }
  return out;
}

/// The CRS that a survey says where a file has none.
std::shared_ptr<const OGRSpatialReference> crs_named(const std::string& name, const std::string& what) {
  if (name.empty()) return nullptr;
  auto out = std::make_shared<OGRSpatialReference>();
  const GdalErrors errors;
  if (out->SetFromUserInput(name.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE)
    throw Error(ErrorKind::usage, what + ": PROJ knows no CRS " + printable(name) +
                                      " (frame.crs); it can be a code such as \"EPSG:4210\"");
  out->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return out;
}

/// The views of a GeoPackage: queries that its file brings along, of which none is run.
std::set<std::string, std::less<>> views_of(GDALDataset& dataset) {
  std::set<std::string, std::less<>> out;
  if (!EQUAL(dataset.GetDriverName(), "GPKG")) return out;
  const GdalErrors quiet;
  OGRLayer* found = dataset.ExecuteSQL("SELECT name FROM sqlite_master WHERE type = 'view'", nullptr, nullptr);
  if (found == nullptr) return out;
  while (const auto view = OGRFeatureUniquePtr(found->GetNextFeature())) out.emplace(view->GetFieldAsString(0));
  dataset.ReleaseResultSet(found);
  return out;
}

/// Whether a column's name is no line of text.
bool has_broken_names(OGRLayer& layer) {
  for (int i = 0; i < layer.GetLayerDefn()->GetFieldCount(); ++i) {
    const std::string name = layer.GetLayerDefn()->GetFieldDefn(i)->GetNameRef();
    if (on_one_line(name) != name) return true;
  }
  return false;
}

std::string list_names(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 20); ++i)
    out += (i == 0 ? "" : ", ") + printable(names[i]);
  return names.size() > 20 ? out + ", ..." : out;
}

}  // namespace

Source::Source(const std::string& file, const std::string& layer, const std::string& role, const TableFormat& format) {
  ready_gdal();
  const bool database = is_database(file);
  in_file_ = !database;
  label_ = database ? "database" : file;
  const std::string what = role + " " + label_;
  if (database && may_hold_password(file))
    throw Error(ErrorKind::usage,
                role + R"( "PG:...": a password would be copied into every plan; name the database by host=, )"
                       "dbname= and user= and keep the password in ~/.pgpass, or name a service= of "
                       "~/.pg_service.conf");
  if (!database) require_plain_file(file, role);
  if (!database && kind_of(file) == FileKind::sheet) require_small_sheets(file);
  if (!database && kind_of(file) == FileKind::json) require_sound_json(file, what);
  if (!database && has_ending(file, ".shp")) require_whole_shapefile(file, what);
  dataset_ = database                   ? open_by_driver(file, what, format)
             : is_csv(file)             ? open_csv(file, format)
             : is_statistics_file(file) ? open_statistics_file(file, format)
                                        : open_by_driver(file, what, format);
  GdalErrors errors;
  choose_layer(layer, what);
  said_crs_ = crs_named(format.crs, what);
  // A spreadsheet is read whole when its first row is asked for; where that breaks off, the rows before stand for all.
  layer_->GetFeatureCount();
  if (!database && kind_of(file) == FileKind::sheet && !errors.failed() &&
      (format.header_row != 1 || has_broken_names(*layer_))) {
    dataset_ = sheet_below(file, layer_->GetName(), format.header_row);
    layer_ = dataset_->GetLayer(0);
  }
  if (errors.failed())
    throw Error(ErrorKind::usage, what + ": can't be read to its end (cut off or corrupted?): " + errors.text());
}

const OGRSpatialReference* Source::crs() const {
  const OGRSpatialReference* own = layer_->GetSpatialRef();
  return own != nullptr ? own : said_crs_.get();
}

void Source::choose_layer(const std::string& layer, const std::string& what) {
  const std::set<std::string, std::less<>> views = views_of(*dataset_);
  std::vector<std::string> names;
  OGRLayer* first = nullptr;
  for (int i = 0; i < dataset_->GetLayerCount(); ++i) {
    OGRLayer* each = dataset_->GetLayer(i);
    if (views.contains(each->GetName())) continue;
    names.emplace_back(each->GetName());
    if (first == nullptr) first = each;
  }
  if (!layer.empty()) {
    layer_ = dataset_->GetLayerByName(layer.c_str());
    if (layer_ == nullptr)
      throw Error(ErrorKind::usage, what + ": has no layer " + printable(layer) + "; it has " + list_names(names));
    if (views.contains(layer_->GetName()))
      throw Error(ErrorKind::usage, what + ": " + printable(layer) +
                                        " is a view, a query that is not run; write what it shows into a table of its "
                                        "own, as by Export in QGIS");
  } else if (names.size() == 1) {
    layer_ = first;
  } else if (names.empty()) {
    throw Error(ErrorKind::usage, what + ": holds no layer");
  } else {
    throw Error(ErrorKind::usage, what + ": holds several layers; name one of " + list_names(names));
  }
}

Source::Source(std::shared_ptr<GDALDataset> dataset, const std::string& label)
    : dataset_(std::move(dataset)), layer_(dataset_->GetLayer(0)), label_(label) {
  // Whoever read it before may have left filters behind.
  layer_->SetIgnoredFields(nullptr);
  layer_->SetSpatialFilter(nullptr);
  layer_->SetAttributeFilter(nullptr);
  layer_->ResetReading();
}

bool Source::has(const std::string& name) const {
  const int index = layer_->GetLayerDefn()->GetFieldIndex(name.c_str());
  // OGR finds fields whatever their case; a survey file means what it says.
  return index >= 0 && layer_->GetLayerDefn()->GetFieldDefn(index)->GetNameRef() == name;
}

int Source::field(const std::string& name, const std::string& key) const {
  if (has(name)) return layer_->GetLayerDefn()->GetFieldIndex(name.c_str());
  std::vector<std::string> names;
  for (int i = 0; i < layer_->GetLayerDefn()->GetFieldCount(); ++i)
    names.emplace_back(layer_->GetLayerDefn()->GetFieldDefn(i)->GetNameRef());
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view close = nearest(name, views);
  throw Error(ErrorKind::usage, label_ + ": has no column " + printable(name) + " (" + key + ")" +
                                    (close.empty() ? "." : "; did you mean " + std::string(close) + "?") + " It has " +
                                    list_names(names));
}

void Source::each_feature(const std::function<void(const OGRFeature&)>& take) const {
  each_batch(1, [&](const std::vector<OGRFeatureUniquePtr>& batch) { take(*batch.front()); });
}

void Source::each_batch(std::size_t most, const std::function<void(std::vector<OGRFeatureUniquePtr>)>& take) const {
  GdalErrors errors;
  layer_->ResetReading();
  std::int64_t read = 0;
  std::vector<OGRFeatureUniquePtr> batch;
  while (auto feature = OGRFeatureUniquePtr(layer_->GetNextFeature())) {
    ++read;
    batch.push_back(std::move(feature));
    if (batch.size() < most) continue;
    take(std::exchange(batch, {}));
    if (errors.failed()) break;
  }
  if (!batch.empty()) take(std::move(batch));
  require_whole(read, errors);
}

void Source::broken(const GdalErrors& errors) const {
  throw Error(ErrorKind::usage,
              label_ + ": reading stopped before its end (truncated or corrupted?): " + errors.text());
}

void Source::require_whole(std::int64_t read, const GdalErrors& errors) const {
  if (errors.failed()) broken(errors);
  // Near a place GDAL counts boxes, and delivers what really lies there.
  const bool counts = in_file_ && layer_->GetSpatialFilter() == nullptr;
  const std::int64_t holds = counts ? layer_->GetFeatureCount() : read;
  if (holds != read)
    throw Error(ErrorKind::usage, label_ + ": says it has " + std::to_string(holds) + " rows, and " +
                                      std::to_string(read) + " can be read (truncated or corrupted?)");
}

void Source::read_only(const std::vector<std::string>& fields, bool geometry) const {
  std::vector<const char*> ignored;
  OGRFeatureDefn* defn = layer_->GetLayerDefn();
  for (int i = 0; i < defn->GetFieldCount(); ++i) {
    const char* name = defn->GetFieldDefn(i)->GetNameRef();
    if (std::find(fields.begin(), fields.end(), name) == fields.end()) ignored.push_back(name);
  }
  if (!geometry) ignored.push_back("OGR_GEOMETRY");
  ignored.push_back("OGR_STYLE");
  ignored.push_back(nullptr);
  layer_->SetIgnoredFields(ignored.data());
  layer_->ResetReading();
}

}  // namespace fairdraw
