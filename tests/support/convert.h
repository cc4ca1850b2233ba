#pragma once

#include "tests/support/temp_folder.h"

#include <filesystem>
#include <string>
#include <vector>

namespace fairdraw::test {

/// Writes the only layer of a file in another format, as ogr2ogr does.
void convert(const std::string& from, const std::string& to, const std::string& driver,
             const std::vector<std::string>& options = {});

/// Whether LibreOffice is there.
bool has_office();

/// Converts a file by LibreOffice, without a screen.
/// @param folder  for its profile
/// @param to      as soffice --convert-to takes it
void convert_by_office(const TempFolder& folder, const std::filesystem::path& file, const std::string& to,
                       const std::filesystem::path& into);

/// Writes the only layer of a file as a table whose column wkt holds the geometry.
void convert_to_table(const std::string& from, const std::string& to, const std::string& driver);

}  // namespace fairdraw::test
