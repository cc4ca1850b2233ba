#pragma once

#include "planner/values/shape.h"

#include <cstdint>
#include <optional>
#include <span>
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

/// What a listing may tell of a household so that it is found again.
struct HouseholdDetails {
  std::string structure, address, landmark, head, phone, remarks;
  std::optional<Place> position;
  friend bool operator==(const HouseholdDetails&, const HouseholdDetails&) = default;
};

/// A text of these.
struct DetailText {
  const char* column;  ///< in listings and in a plan's tables
  std::string HouseholdDetails::*text;
  const char* says;        ///< what it holds
  bool of_people = false;  ///< it names people: kept where documents.names asks for it
};

/// All of them, in the order of the columns.
std::span<const DetailText> detail_texts();

/// One line of the field's listing.
struct ListedHousehold {
  std::string psu_id;
  std::string household_id;
  std::uint32_t eligible_children = 0;
  std::vector<ListedChild> children = {};  ///< as many, in any order; empty where the listing does not tell
  std::optional<std::uint32_t> segments = std::nullopt;  ///< made on a sketch; nothing: as planned
  std::optional<bool> taken =
      std::nullopt;  ///< whether a team on one trip took it; nothing where the listing does not say
  HouseholdDetails details = {};
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
