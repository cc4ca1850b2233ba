#pragma once

#include <string>

namespace fairdraw {

/// Refuses a Shapefile whose parts count different areas: GDAL goes by the index (.shx) alone and reads as many as that
/// says. A part that is missing is left to GDAL.
/// @param what  the file as messages name it
/// @throws Error(usage) naming what each part says
/// Source: ESRI Shapefile Technical Description (1998), pp. 4-5 and 23-24; dBASE III's header.
void require_whole_shapefile(const std::string& file, const std::string& what);

}  // namespace fairdraw
