#pragma once

#include <string_view>

namespace fairdraw {

/// What stands in a file's place where a source is a database: "PG:host=... dbname=...".
inline constexpr std::string_view kDatabase = "PG:";

inline bool is_database(std::string_view file) {
  return file.starts_with(kDatabase);
}

}  // namespace fairdraw
