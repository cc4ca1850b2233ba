#pragma once

#include <filesystem>
#include <string_view>

namespace fairdraw {

/// Writes one file that appears whole or not at all, for its owner only.
/// @throws Error(usage) where it exists and `replace` is false; Error(system) where it can't be written
void write_whole_file(const std::filesystem::path& file, std::string_view bytes, bool replace);

}  // namespace fairdraw
