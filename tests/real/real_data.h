#pragma once

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

namespace fairdraw::test {

/// The path of a real frame, empty where it is not on this machine: the test then says that it is skipped.
inline std::string real_data(const std::string& name) {
  const std::filesystem::path path = std::filesystem::path(FAIRDRAW_REAL_DATA) / name;
  if (std::filesystem::exists(path)) return path.lexically_normal().string();
  MESSAGE("skipped: " << name << " is not on this machine");
  return {};
}

}  // namespace fairdraw::test
