#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace fairdraw {

/// Where a tile is: rows are counted from the north.
struct TileKey {
  std::uint32_t zoom = 0, column = 0, row = 0;
  friend auto operator<=>(const TileKey&, const TileKey&) = default;
};

/// Writes tiles (PNG) as an MBTiles file.
/// @param metadata  as the specification names it: name, bounds, minzoom, ...
/// @throws Error(system) where it can't be written
void write_tile_file(const std::filesystem::path& file, const std::map<std::string, std::string>& metadata,
                     const std::map<TileKey, std::string>& tiles);

}  // namespace fairdraw
