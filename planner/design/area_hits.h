#pragma once

#include <cstdint>

namespace fairdraw {

/// How often an area is drawn where large ones may be hit several times.
struct AreaHits {
  double any = 0;      ///< the chance of a hit
  double inverse = 0;  ///< E(1 / hits where there are any) / any^2: by this its weights squared count, which divide by
                       ///< `any` and by its hits
};

/// @param expected  hits of the area
/// @param draws     of the stratum
/// @param free      draws are with replacement, so that hits are binomial; else they are `expected` rounded down or up
AreaHits area_hits(double expected, std::uint32_t draws, bool free);

}  // namespace fairdraw
