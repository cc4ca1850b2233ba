#pragma once

#include "planner/values/shape.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// An enumeration area of a made-up country.
struct MadeUpArea {
  std::string code;
  std::string name;
  std::uint32_t ward = 0;  ///< position in Country::wards
  bool urban = false;
  std::uint32_t households = 0;
  std::uint32_t population = 0;
  std::uint32_t children = 0;         ///< aged 12-17
  std::uint32_t children_online = 0;  ///< of these, internet users
  Shape shape;
};

/// A ward, district or region.
struct MadeUpUnit {
  std::string code;
  std::string name;
  std::uint32_t parent = 0;  ///< position among the units one level up
  Shape shape;               ///< of regions and districts
};

struct MadeUpLine {
  std::string name;
  std::string kind;  ///< river; trunk, primary, track
  std::vector<Place> places;
};

struct MadeUpPlace {
  std::string name;
  std::uint32_t areas = 0;  ///< its size, in enumeration areas
  Place place;
};

/// A made-up country, every border shared to the last digit by the two areas it parts.
struct Country {
  std::vector<MadeUpUnit> regions, districts, wards;
  std::vector<std::string> languages;  ///< one per region
  std::vector<MadeUpArea> areas;       ///< in the order of their codes
  std::vector<MadeUpLine> rivers, roads;
  std::vector<MadeUpPlace> towns;
};

}  // namespace fairdraw
