#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// An eligible child, as a listing may tell of it.
struct ListedChild {
  char sex = 'f';  ///< f or m
  std::uint32_t age = 0;
  friend bool operator==(const ListedChild&, const ListedChild&) = default;
};

/// One line of the field's listing.
struct ListedHousehold {
  std::string psu_id;
  std::string household_id;
  std::uint32_t eligible_children = 0;
  std::vector<ListedChild> children = {};  ///< as many, in any order; empty where the listing does not tell
  std::optional<std::uint32_t> segments = std::nullopt;  ///< made on a sketch; nothing: as planned
  std::optional<bool> taken =
      std::nullopt;  ///< whether a team on one trip took it; nothing where the listing does not say
};

struct Listing {
  std::string source;  ///< for messages
  std::vector<ListedHousehold> households;
};

/// Children as a text, "m14 f12", and back.
std::string children_text(const std::vector<ListedChild>& children);

/// @return nothing where the text is not a list of f or m with an age
std::optional<std::vector<ListedChild>> parse_children(std::string_view text);

}  // namespace fairdraw
