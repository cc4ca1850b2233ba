#pragma once

#include <optional>
#include <string>

#include "planner/values/shape.h"

namespace fairdraw {

/// An administrative unit whose borders are known.
struct Boundary {
  std::string id;
  std::string name;
  std::optional<double> total;  ///< what the frame's sizes there should sum to
  Shape shape;
};

}  // namespace fairdraw
