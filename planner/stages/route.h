#pragma once

#include "planner/values/shape.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace fairdraw {

/// What it costs to go from one place to another, by their numbers; the way back may cost something else.
using TravelCost = std::function<std::int64_t(std::size_t, std::size_t)>;

/// Where a route begins and ends.
struct RouteEnds {
  std::optional<std::size_t> first;  ///< a place, not among those to visit; nothing: anywhere
  std::optional<std::size_t> last;   ///< the same
};

/// The cost of a route: from its first end through the places in this order to its last one.
std::int64_t route_cost(const std::vector<std::size_t>& route, const RouteEnds& ends, const TravelCost& cost);

/// An order in which to visit places: from its first end always to the nearest (without one, from the first place
/// given), then turning stretches round (2-opt), and moving stretches of up to three places elsewhere, either way
/// round (Or-opt), while that makes it cheaper.
/// Source: Croes (1958), Operations Research 6(6), 791-812; Or (1976), PhD thesis, Northwestern University.
std::vector<std::size_t> short_route(std::vector<std::size_t> places, const RouteEnds& ends, const TravelCost& cost);

/// The same for a route that is one already: the mending alone.
std::vector<std::size_t> mended_route(std::vector<std::size_t> route, const RouteEnds& ends, const TravelCost& cost);

/// Millimetres over the ground between places, along great circles, rounded to whole ones: the same on every machine.
class GroundDistance {
 public:
  explicit GroundDistance(const std::vector<Place>& places);
  std::int64_t operator()(std::size_t a, std::size_t b) const;

 private:
  std::vector<std::array<double, 3>> points_;
};

}  // namespace fairdraw
