#pragma once

#include "planner/sampling/stream.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace fairdraw {

/// Name and version of the draw of a segment, part of every stream it uses.
inline constexpr std::string_view kSegment = "segment 1";

/// A part of an area: the ground in a box (its low sides belong to it, its high ones do not), and what stands there.
struct GroundPart {
  Box box;
  std::uint64_t buildings = 0;
};

/// Parts ground into compact pieces of nearly equal numbers of buildings, by cutting it in two again and again, across
/// its longer side (in metres), at the gap between buildings that comes nearest to what each side should have. Fewer
/// pieces come back where buildings can't be told apart. The order of the buildings is no matter.
/// @param buildings  at least one
/// Source: Bentley (1975), Communications of the ACM 18(9), 509-517, for the recursive cuts; Turner, Magnani and Shuaib
/// (1996), International Journal of Epidemiology 25(1), 198-203, for taking one segment of an area whole.
std::vector<GroundPart> compact_parts(std::vector<Place> buildings, std::uint32_t pieces);

/// Draws one of a PSU's segments with probability proportional to its buildings.
/// @return rows of Plan::segments, the drawn one `worked`
std::vector<Segment> draw_segment(std::size_t psu_index, const Psu& psu, const std::vector<GroundPart>& parts,
                                  double households, const SeedKey& key);

/// Where nothing is known of the ground, the team draws a sketch with so many segments of about equal households as it
/// finds borders for, and works the one that was drawn in advance for that number, with probability 1 / number.
/// @param planned  the number it should aim for, which is `worked`
/// @return a row for each number from 2 to twice the planned one, 12 at least
std::vector<Segment> sketch_segments(std::size_t psu_index, const Psu& psu, std::uint32_t planned, double households,
                                     const SeedKey& key);

}  // namespace fairdraw
