#pragma once

#include "config/survey.h"
#include "planner/values/frame.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {

/// What a look at every geometry of a frame says.
struct GeometryReport {
  std::vector<std::optional<Place>> places;  ///< an inner place of each area, nothing without geometry
  std::vector<std::pair<std::uint32_t, std::string>> invalid;  ///< areas whose geometry is not valid (OGC), and why
};

/// Reads the geometry of every area, one at a time.
GeometryReport report_geometry(const Survey& survey, const Frame& frame);

}  // namespace fairdraw
