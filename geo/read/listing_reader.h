#pragma once

#include "planner/values/listing.h"

#include <string>
#include <vector>

namespace fairdraw {

/// Names of the columns that a listing has.
struct ListingColumns {
  std::string psu = "psu_id";
  std::vector<std::string> household = {"household_id"};  ///< several are joined by "/"
  std::string eligible = "eligible_children";
  std::string taken = "taken";        ///< may be missing
  std::string segments = "segments";  ///< may be missing
  std::string children = "children";  ///< may be missing: "m14 f12"
};

/// Reads the field's listing from any table that GDAL reads here. Columns that are called as detail_texts() has them,
/// and `longitude` and `latitude`, are taken too where they are there. Rows with neither household nor anything told of
/// it are left out: forms have more lines than households.
/// @throws Error(usage) naming every row whose number of eligible children is missing or is no whole number, or whose
/// other columns say nothing that can be understood; or where no household is listed
Listing read_listing(const std::string& file, const ListingColumns& columns);

/// Leaves out what a listing says of people by name.
/// @return the columns that had something
std::vector<std::string> without_names(Listing& listing);

}  // namespace fairdraw
