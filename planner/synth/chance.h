#pragma once

#include "planner/sampling/stream.h"

namespace fairdraw {

/// A number from 0 up to 1, of 53 random bits.
inline double chance(Stream& stream) {
  return static_cast<double>(stream() >> 11) / 9007199254740992.0;
}

}  // namespace fairdraw
