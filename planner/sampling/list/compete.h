#pragma once

#include "planner/sampling/stream.h"

namespace fairdraw {

/// Lets two units compete for their common probability: afterwards one of them is at 0 or 1, the other holds the rest,
/// and both keep their expectation. Differences from 1 are summed apart, so that chances as small as 1e-15 survive.
/// Source: Deville and Tillé (1998), Biometrika 85(1), 89-101, section 5.3 (the pivotal method).
inline void compete(double& a, double& b, Stream& stream) {
  const double lack = (1 - a) + (1 - b);
  if (const double sum = a + b; sum < 1) {
    const bool second = stream.happens(b / sum);
    a = second ? 0 : sum;
    b = second ? sum : 0;
  } else {
    const double rest = 1 - lack;
    const bool first = stream.happens((1 - b) / lack);
    a = first ? 1 : rest;
    b = first ? rest : 1;
  }
}

}  // namespace fairdraw
