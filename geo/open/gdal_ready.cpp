#include "geo/open/gdal_ready.h"

#include <cerrno>
#include <cstdlib>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include <cpl_conv.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi_virtual.h>
#include <gdal_priv.h>
#include <ogr_srs_api.h>
#include <unistd.h>

namespace fairdraw {
namespace {

thread_local std::string refused_request;

/// Whatever begins so is read by GDAL, by a driver of it or by PROJ.
constexpr std::string_view kOutside[] = {"GDAL_", "OGR_",    "CPL_",   "PROJ_", "OSR_", "VSI",    "VRT_", "GTIFF_",
                                         "TIFF_", "SQLITE_", "SHAPE_", "GML_",  "AWS_", "AZURE_", "GS_",  "PG_LIST_"};

/// Drivers that ask a service, or lead from a file to others; none is needed to read what config/README.md lists.
constexpr const char* kLeadOut =
    "VRT,OGR_VRT,HTTP,WMS,WMTS,WCS,WFS,OAPIF,OGCAPI,CSW,DAAS,EEDA,EEDAI,NGW,PLMOSAIC,PLSCENES,RDA,STACIT,STACTA,Carto,"
    "AmigoCloud,Elasticsearch,GMLAS,PostGISRaster,MySQL,MSSQLSpatial,ODBC,GTI";

// NOLINTNEXTLINE(readability-function-size): the parameters are GDAL's
CPLHTTPResult* refuse_request(const char* url, CSLConstList /*options*/, GDALProgressFunc /*progress*/,
                              void* /*progress_data*/, CPLHTTPFetchWriteFunc /*write*/, void* /*write_data*/,
                              void* /*own_data*/) {
  refused_request = url;
  auto* answer = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
  answer->nStatus = 1;
  answer->pszErrBuf = CPLStrdup("nothing is asked over a network");
  return answer;
}

/// A file system in which there is nothing, in the place of one that asks a service.
class NoFiles : public VSIFilesystemHandler {
 public:
  VSIVirtualHandle* Open(const char* name, const char* /*access*/, bool /*errors*/, CSLConstList /*options*/) override {
    refuse(name);
    return nullptr;
  }
  int Stat(const char* name, VSIStatBufL* /*result*/, int /*flags*/) override {
    refuse(name);
    return -1;
  }

 private:
  static void refuse(const char* name) {
    refused_request = name;
    errno = EACCES;
  }
};

/// GDAL's file systems that read this machine's files or memory; every other one is closed.
bool is_local(std::string_view prefix) {
  for (const std::string_view local : {"/vsimem/", "/vsisubfile/", "/vsizip/", "/vsigzip/", "/vsisparse/", "/vsistdin/",
                                       "/vsistdout/", "/vsicrypt/", "/vsitar/", "/vsicached"})
    if (prefix.substr(0, local.size()) == local) return true;
  return !prefix.starts_with("/vsi");
}

void close_network_files() {
  // GDAL loses sight of what is replaced; held to the very end, it is no leak.
  static auto& replaced = *new std::vector<VSIFilesystemHandler*>;
  char** prefixes = VSIGetFileSystemsPrefixes();
  for (char** each = prefixes; each != nullptr && *each != nullptr; ++each) {
    if (is_local(*each)) continue;
    replaced.push_back(VSIFileManager::GetHandler(*each));
    VSIFileManager::InstallHandler(*each, new NoFiles);
  }
  CSLDestroy(prefixes);
}

}  // namespace

void forget_outside_settings() {
  std::vector<std::string> names;
  for (char** each = environ; each != nullptr && *each != nullptr; ++each) {
    const std::string_view setting(*each);
    for (const std::string_view outside : kOutside)
      if (setting.starts_with(outside)) names.emplace_back(setting.substr(0, setting.find('=')));
  }
  for (const std::string& name : names) ::unsetenv(name.c_str());
}

void ready_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    forget_outside_settings();
    CPLSetConfigOption("GDAL_CONFIG_FILE", "/dev/null");  // in the place of gdalrc in the home and the system
    CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
    CPLSetConfigOption("GDAL_SKIP", kLeadOut);
    CPLHTTPSetFetchCallback(&refuse_request, nullptr);
    close_network_files();
    OSRSetPROJEnableNetwork(0);
    CPLPushErrorHandler(CPLQuietErrorHandler);  // it warns of drivers to skip that this GDAL was built without
    GDALAllRegister();
    CPLPopErrorHandler();
    // A sheet's first row names its columns even where every cell is text.
    CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE");
    CPLSetConfigOption("OGR_ODS_HEADERS", "FORCE");
    CPLSetConfigOption("OGR_XLS_HEADERS", "FORCE");
    // A GeoPackage notes when it was written; here that is no news, and would make equal plans differ.
    CPLSetConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z");
  });
}

std::string take_refused_request() {
  return std::exchange(refused_request, {});
}

}  // namespace fairdraw
