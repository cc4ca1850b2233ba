#pragma once

#include "planner/values/shape.h"

#include <optional>
#include <string>

namespace fairdraw {

/// An administrative unit whose borders are known.
struct Boundary {
  std::string id;
  std::string name;
  std::optional<double> total;  ///< what the frame's sizes there should sum to
  Shape shape;
};

}  // namespace fairdraw
