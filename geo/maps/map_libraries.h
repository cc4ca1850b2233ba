#pragma once

#include <map>
#include <string>

namespace fairdraw {

/// The libraries that draw maps and write layers and tiles, beside GDAL and PROJ, each with its version.
std::map<std::string, std::string> map_libraries();

}  // namespace fairdraw
