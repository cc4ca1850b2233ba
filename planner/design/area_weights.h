#pragma once

#include "planner/design/takes.h"
#include "planner/design/yield_grid.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// Areas of more households than this are taken as having a beta distributed share of eligible ones: one that varies as
/// much as a beta-binomial number over the households does.
inline constexpr std::uint32_t kManyHouseholds = 1000;

/// Values of that share with their chances, to integrate by: the trapezoidal rule in the share's log odds.
std::vector<Weighted> share_among(std::uint32_t households, double share, double concentration);

/// What is expected of the weights that an area's households get: E eligible ones, of which n(E) are drawn, each
/// weighing E / n(E). Their sum is E; the sum of their squares is E^2 / n(E).
struct AreaWeights {
  double sum = 0;
  double squares = 0;
};

/// Of E ~ beta-binomial(households, share, concentration). Exact in areas of up to 1,000 households, and in larger ones
/// where no bounds of a rate are met; else E is taken as households times a beta distributed share that varies as much.
/// @param short_of  P(E = k) for k below a fixed take, where these are not all 0; nullptr: they are
AreaWeights area_weights(std::uint32_t households, const AreaTake& take, double share, double concentration,
                         const double* short_of);

}  // namespace fairdraw
