#pragma once

#include <string>
#include <string_view>

namespace fairdraw {

/// What stands in a file's place where a source is a database: "PG:host=... dbname=...".
inline constexpr std::string_view kDatabase = "PG:";

inline bool is_database(std::string_view file) {
  return file.starts_with(kDatabase);
}

/// Whether a database's name holds a password, or is an address (PG:postgresql://...), in which one can hide. Survey
/// files are copied into plans and handed on, so that a password has no place there.
inline bool may_hold_password(std::string_view database) {
  std::string lower(database);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower.find("password") != std::string::npos || lower.find("://") != std::string::npos;
}

}  // namespace fairdraw
