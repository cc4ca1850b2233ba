#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// One line of the field's listing.
struct ListedHousehold {
  std::string psu_id;
  std::string household_id;
  std::uint32_t eligible_children = 0;
  std::optional<std::uint32_t> segments = std::nullopt;  ///< made on a sketch; nothing: as planned
  std::optional<bool> taken =
      std::nullopt;  ///< whether a team on one trip took it; nothing where the listing does not say
};

struct Listing {
  std::string source;  ///< for messages
  std::vector<ListedHousehold> households;
};

}  // namespace fairdraw
