#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// Which of a table's first rows names its columns: the first that is nearly as wide as the widest, holds texts alone
/// and none of them twice, and has a row below it. Titles above a table are narrower, and what stands below has
/// numbers.
/// @param rows  cells, empty where nothing stands
/// @return from 1; 1 too where none looks like it
std::uint32_t header_row_of(const std::vector<std::vector<std::string>>& rows);

}  // namespace fairdraw
