#pragma once

#include <optional>
#include <string>

namespace fairdraw::test {

/// What GDAL's file system finds there: in an archive, or unpacked.
/// @return nothing where it can't be opened
std::optional<std::string> bytes_of(const std::string& path);

}  // namespace fairdraw::test
