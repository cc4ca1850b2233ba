#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace fairdraw {

/// What was worked out with functions that may differ in their last digit from one machine to the next: how many areas,
/// where, and the take. A plan records it, and whoever draws it again takes it from there.
struct SettledDesign {
  std::uint32_t take = 0;
  std::map<std::string, std::uint32_t> allocation;  ///< stratum to areas
};

}  // namespace fairdraw
