#include "geo/maps/map_libraries.h"

#include <mapnik/version.hpp>
#include <sqlite3.h>

namespace fairdraw {

std::map<std::string, std::string> map_libraries() {
  return {{"Mapnik", MAPNIK_VERSION_STRING}, {"SQLite", sqlite3_libversion()}};
}

}  // namespace fairdraw
