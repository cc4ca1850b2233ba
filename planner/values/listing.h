#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// One line of the field's listing.
struct ListedHousehold {
  std::string psu_id;
  std::string household_id;
  std::uint32_t eligible_children = 0;
};

struct Listing {
  std::string source;  ///< for messages
  std::vector<ListedHousehold> households;
};

}  // namespace fairdraw
