#pragma once

#include <cstdint>
#include <string>

namespace fairdraw {

/// How a table is written, where its file does not say so by itself.
struct TableFormat {
  std::string crs = {};          ///< of its coordinates, where the file says none: "EPSG:4210"; empty: none
  std::string encoding = {};     ///< of a CSV file or a shapefile's table; empty: UTF-8, or what the file says
  std::uint32_t header_row = 1;  ///< of a CSV file or a spreadsheet: the row that names the columns
};

}  // namespace fairdraw
