#pragma once

#include <span>
#include <string_view>

namespace fairdraw::test {

/// A reader of what comes from outside. It ends in values or in an Error(usage), and in nothing else.
struct FuzzTarget {
  std::string_view name;  ///< of its folder in tests/data/fuzz
  void (*read)(std::string_view bytes);
};

std::span<const FuzzTarget> fuzz_targets();

/// Reads bytes by a target.
/// @throws std::logic_error where it failed by anything but an Error(usage), or read back what it had not written
void fuzz(const FuzzTarget& target, std::string_view bytes);

}  // namespace fairdraw::test
