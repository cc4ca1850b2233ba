#pragma once

#include "planner/sampling/stream.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace fairdraw {

/// Name and version of the method, part of every stream it uses.
inline constexpr std::string_view kWalk = "random-walk 1";

/// A place at random inside the polygons, each with the same chance (in degrees: within one area the ground that a
/// degree covers hardly changes), by rejection from the bounding box in whole units.
/// @throws Error(usage) where there are no polygons, or they have no ground to speak of
Place random_place(const Shape& shape, Stream& stream);

/// Lays out the random walk of one PSU: a start inside it for each interviewer, with one of eight directions and the
/// hand to keep on the houses, and Psu::households numbered contacts dealt out over the starts in turn.
/// @param households  in the area by the frame: with `interval` 0 every k-th door is tried, k such that the contacts
/// spread over all of them (1 at least, 20 at most)
std::vector<Household> lay_out_walk(std::size_t psu_index, const Psu& psu, const Shape& shape, double households,
                                    std::uint32_t interviewers, std::uint32_t interval, const SeedKey& key);

}  // namespace fairdraw
