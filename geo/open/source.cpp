#include "geo/open/source.h"

#include "geo/open/gdal_ready.h"
#include "planner/base/csv_structure.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/values/database.h"
#include "planner/values/formats.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace fairdraw {
namespace fs = std::filesystem;

GdalErrors::GdalErrors() {
  CPLPushErrorHandlerEx(&GdalErrors::keep, this);
}
GdalErrors::~GdalErrors() {
  CPLPopErrorHandler();
}

std::string GdalErrors::text() const {
  return text_.empty() ? "no reason given" : printable(text_, 300);
}

void GdalErrors::keep(CPLErr level, CPLErrorNum /*number*/, const char* message) {
  if (level < CE_Failure) return;
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

/// GDAL takes what a CSV file holds for what it should: a quote that is never closed for one long cell, and a cell too
/// many for values that shift. Such a file is refused before.
void require_whole_csv(const std::string& file) {
  std::string ending = fs::path(file).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
  if (ending != ".csv") return;
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(ErrorKind::usage, file + ": can't be opened");
  check_csv_structure(in, file);
}

std::string list_names(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 20); ++i)
    out += (i == 0 ? "" : ", ") + printable(names[i]);
  return names.size() > 20 ? out + ", ..." : out;
}

}  // namespace

Source::Source(const std::string& file, const std::string& layer, const std::string& role) {
  ready_gdal();
  const bool database = is_database(file);
  label_ = database ? "database" : file;
  if (database && may_hold_password(file))
    throw Error(ErrorKind::usage,
                role + R"( "PG:...": a password would be copied into every plan; name the database by host=, )"
                       "dbname= and user= and keep the password in ~/.pgpass, or name a service= of "
                       "~/.pg_service.conf");
  if (!database) {
    require_plain_file(file, role);
    require_whole_csv(file);
  }
  GdalErrors errors;
  take_refused_request();
  dataset_.reset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                   drivers_of(database).data(), nullptr, nullptr),
                 [](GDALDataset* dataset) { GDALClose(dataset); });
  if (const std::string asked = take_refused_request(); !asked.empty())
    throw Error(ErrorKind::usage, role + " " + label_ + ": refers to " + printable(asked, 200) +
                                      ", and nothing is asked over a network; write the CRS into the file itself");
  if (!dataset_)
    throw Error(ErrorKind::usage, role + " " + label_ + ": can't be read as " +
                                      (database ? "a PostgreSQL database" : endings_for(FileUse::layer)) + ": " +
                                      errors.text());
  std::vector<std::string> names;
  for (int i = 0; i < dataset_->GetLayerCount(); ++i) names.emplace_back(dataset_->GetLayer(i)->GetName());
  if (!layer.empty()) {
    layer_ = dataset_->GetLayerByName(layer.c_str());
    if (layer_ == nullptr)
      throw Error(ErrorKind::usage,
                  role + " " + label_ + ": has no layer " + printable(layer) + "; it has " + list_names(names));
  } else if (names.size() == 1) {
    layer_ = dataset_->GetLayer(0);
  } else if (names.empty()) {
    throw Error(ErrorKind::usage, role + " " + label_ + ": holds no layer");
  } else {
    throw Error(ErrorKind::usage, role + " " + label_ + ": holds several layers; name one of " + list_names(names));
  }
  // A spreadsheet is read whole when its first row is asked for; where that breaks off, the rows before stand for all.
  layer_->GetFeatureCount();
  if (errors.failed())
    throw Error(ErrorKind::usage,
                role + " " + label_ + ": can't be read to its end (cut off or corrupted?): " + errors.text());
}

Source::Source(std::shared_ptr<GDALDataset> dataset, const std::string& label)
    : dataset_(std::move(dataset)), layer_(dataset_->GetLayer(0)), label_(label) {
  // Whoever read it before may have left filters behind.
  layer_->SetIgnoredFields(nullptr);
  layer_->SetSpatialFilter(nullptr);
  layer_->SetAttributeFilter(nullptr);
  layer_->ResetReading();
}

int Source::field(const std::string& name, const std::string& key) const {
  const int index = layer_->GetLayerDefn()->GetFieldIndex(name.c_str());
  // OGR finds fields whatever their case; a survey file means what it says.
  if (index >= 0 && layer_->GetLayerDefn()->GetFieldDefn(index)->GetNameRef() == name) return index;
  std::vector<std::string> names;
  for (int i = 0; i < layer_->GetLayerDefn()->GetFieldCount(); ++i)
    names.emplace_back(layer_->GetLayerDefn()->GetFieldDefn(i)->GetNameRef());
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view close = nearest(name, views);
  throw Error(ErrorKind::usage, label_ + ": has no column " + printable(name) + " (" + key + ")" +
                                    (close.empty() ? "" : "; did you mean " + std::string(close) + "?") + " It has " +
                                    list_names(names));
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
