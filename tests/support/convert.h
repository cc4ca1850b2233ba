#pragma once

#include <string>
#include <vector>

namespace fairdraw::test {

/// Writes the only layer of a file in another format, as ogr2ogr does.
void convert(const std::string& from, const std::string& to, const std::string& driver,
             const std::vector<std::string>& options = {});

/// Writes the only layer of a file as a table whose column wkt holds the geometry.
void convert_to_table(const std::string& from, const std::string& to, const std::string& driver);

}  // namespace fairdraw::test
