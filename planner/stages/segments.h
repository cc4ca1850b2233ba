#pragma once

#include "planner/sampling/stream.h"
#include "planner/values/ground.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace fairdraw {

/// Name and version of the draw of a segment, part of every stream it uses.
inline constexpr std::string_view kSegment = "segment 1";

/// A part of an area: its ground, and who lives there.
struct GroundPart {
  Shape ground;              ///< what of the area lies in it is the part's
  GroundPoints points;       ///< by latitude and longitude
  std::uint64_t weight = 0;  ///< their weights together
};

/// Parts an area into compact pieces of nearly equal weight; the order of its points is no matter. Fewer pieces come
/// back where points can't be told apart.
///
/// Where lines part the area into blocks (see Blocks), pieces are made of whole blocks, so that their borders are roads
/// and rivers; a block of more than one and a half pieces is first cut in itself. Blocks are dealt to two sides again
/// and again, in their order from west to east or from south to north, where the sides' weights come nearest to what
/// they should have; each part that a side falls into counts as if it were half a piece off, and dealing across the
/// shorter side as a quarter. Ground that no line parts is cut straight: again and again in two, across its longer side
/// (in metres), at the gap between points that comes nearest.
/// @param points  at least one
/// Source: Bentley (1975), Communications of the ACM 18(9), 509-517, for the recursive cuts; Turner, Magnani and Shuaib
/// (1996), International Journal of Epidemiology 25(1), 198-203, for taking one segment of an area, with borders that
/// can be seen on the ground, whole.
std::vector<GroundPart> part_ground(const Shape& area, GroundPoints points, const std::vector<GroundLine>& lines,
                                    std::uint32_t pieces);

/// Draws one of a PSU's segments with probability proportional to its weight.
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
