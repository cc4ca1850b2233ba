#pragma once

#include "planner/base/text_hash.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace fairdraw {

/// Rows of a frame by a key that those of one stratum share and no others have.
using RowsByStratum = std::unordered_map<std::string, std::vector<std::uint32_t>, TextHash, std::equal_to<>>;

/// Parts rows by the values of the strata's columns; each stratum has its rows in the order in which they were given.
RowsByStratum rows_by_stratum(const Frame& frame, const std::vector<std::uint32_t>& rows);

}  // namespace fairdraw
