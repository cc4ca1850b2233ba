#pragma once

#include "planner/sampling/coordinated/permanent.h"
#include "planner/sampling/stream.h"
#include "planner/stages/areas.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fairdraw {

/// What another survey's draw says of one area.
struct OtherArea {
  double probability = 0;  ///< to be in what is released of that draw
  bool drawn = false;      ///< whether it is
};

/// Another plan, with which a draw is coordinated through permanent random numbers.
struct Coordination {
  bool avoid = false;      ///< spare what it drew; else keep it
  std::string digest;      ///< SHA-256 of its seed and the ids that it drew, by which a manifest knows it
  SeedKey key;             ///< of the other draw
  bool permanent = false;  ///< its method used permanent random numbers itself
  Coordinate coordinate = Coordinate::positive;         ///< from which end it counted them
  std::map<std::string, OtherArea, std::less<>> areas;  ///< by id, every area that it could draw
  std::shared_ptr<const GridFrame> grid;                ///< Frame::grid of what it was drawn from

  /// The number of an area for this draw, above 0 and below 1.
  ///
  /// Where the other draw used permanent random numbers, it is the same one, counted from the same end (prefer) or from
  /// the other (avoid). Else one is made up afterwards that could have led to it: uniform below the area's probability
  /// p where it was drawn, uniform above p where not. As it was drawn with chance p, the number is uniform between 0
  /// and 1 whatever its method was; numbers of different areas are then no more independent than that draw was. Source:
  /// Ohlsson (1995), in Cox et al., Business Survey Methods, chapter 9, for coordination by such numbers.
  double uniform(std::string_view id) const;
};

/// How many areas that are released of the other plan a draw's main sample has too.
struct Overlap {
  double expected = 0;  ///< given the other draw: the sum over its areas of min(1, p'/p) to prefer, of (p + p' - 1)+ /
                        ///< p to avoid, p its probability and p' this draw's; exact for Poisson, near for other methods
  double by_chance = 0;  ///< of independent draws: the sum of p' over the areas of the other draw
  std::uint64_t reached = 0;
  std::uint64_t other = 0;  ///< areas that are released of the other draw
};

Overlap overlap_of(const Coordination& coordination, const Frame& frame, const Strata& strata, const AreaDraw& draw);

}  // namespace fairdraw
