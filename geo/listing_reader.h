#pragma once

#include "planner/values/listing.h"

#include <string>

namespace fairdraw {

/// Names of the columns that a listing has.
struct ListingColumns {
  std::string psu = "psu_id";
  std::string household = "household_id";
  std::string eligible = "eligible_children";
  std::string taken = "taken";        ///< may be missing
  std::string segments = "segments";  ///< may be missing
};

/// Reads the field's listing from any table that GDAL reads here.
/// @throws Error(usage) naming every row whose number of eligible children is missing or is no whole number
Listing read_listing(const std::string& file, const ListingColumns& columns);

}  // namespace fairdraw
