#pragma once

#include "planner/sampling/stream.h"
#include "planner/synth/country.h"
#include "planner/synth/land.h"

#include <vector>

namespace fairdraw {

/// Rivers along the borders of areas, from inland corners down the cheapest ways to the sea; later ones join earlier
/// ones.
std::vector<MadeUpLine> make_rivers(const Land& land, Stream& stream);

/// Roads: the shortest tree that joins all towns (Prim 1957), then each town with one more of its neighbours.
std::vector<MadeUpLine> make_roads(const Land& land, Stream& stream);

}  // namespace fairdraw
