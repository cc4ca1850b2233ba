#include "geo/open/versions.h"

#include <gdal.h>
#include <ogr_srs_api.h>

namespace fairdraw {

std::map<std::string, std::string> library_versions() {
  int major = 0;
  int minor = 0;
  int patch = 0;
  OSRGetPROJVersion(&major, &minor, &patch);
  return {{"GDAL", GDALVersionInfo("RELEASE_NAME")},
          {"PROJ", std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch)}};
}

}  // namespace fairdraw
