#pragma once

#include "planner/values/listing.h"
#include "planner/values/table.h"

#include <string>

namespace fairdraw {

inline constexpr const char* kListingTable = "listing";

/// The listing as a plan keeps it: in the order of the PSUs and households, so that `verify` can draw from it again.
TableView listing_table(const Listing& listing);

/// Reads such a table.
/// @throws Error(usage) as read_rows()
Listing read_listing_table(const std::string& csv, const std::string& name);

}  // namespace fairdraw
