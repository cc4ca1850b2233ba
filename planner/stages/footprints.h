#pragma once

#include "planner/sampling/stream.h"
#include "planner/values/ground.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace fairdraw {

/// Name and version of the draw of buildings, part of every stream it uses.
inline constexpr std::string_view kFootprints = "footprints 1";

/// How many of a PSU's buildings are visited, batch by batch.
struct FootprintBatches {
  std::uint32_t first = 0;  ///< buildings of the first batch
  std::uint32_t later = 0;  ///< and of every later one
  std::uint32_t all = 0;    ///< in all batches together
};

/// Plans batches: the first brings `take` interviews on average, every later one a quarter of that, and all of them
/// together reach the take with a chance of 95 % (see contacts_for()).
/// @param contacts  dwellings for that
/// @param dwellings_for_take  dwellings that bring `take` on average
/// @param households  in the PSU, by the frame: where there are more buildings, the rest are taken as no dwellings;
/// where there are fewer, as holding several households, all of which are visited
/// @param buildings  in the PSU
FootprintBatches plan_batches(std::uint32_t contacts, double dwellings_for_take, double households,
                              std::uint32_t buildings);

/// Draws buildings with equal probabilities, in a random order that is cut into batches, each in the order of a short
/// walk. A household's probability is that of its building: with b batches worked to their ends, the buildings in them
/// over all; each row has it for the case that its own batch is the last.
/// @param buildings  of the PSU, in an order that does not depend on the source's
std::vector<Household> draw_footprints(std::size_t psu_index, const Psu& psu, const GroundPoints& buildings,
                                       const FootprintBatches& batches, const SeedKey& key);

/// An order in which to walk from place to place, beginning at the most western one: see short_route().
std::vector<std::size_t> walking_order(const std::vector<Place>& places);

}  // namespace fairdraw
