#pragma once

#include <array>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace fairdraw {

/// Where units are, unit by unit: coordinates between which distances are straight lines.
struct Positions {
  std::uint32_t dimensions = 2;     ///< from 1 to kMostDimensions
  std::vector<double> coordinates;  ///< `dimensions` for each unit

  std::size_t units() const { return coordinates.size() / dimensions; }
  const double* of(std::size_t unit) const { return coordinates.data() + unit * dimensions; }
};

inline constexpr std::uint32_t kMostDimensions = 8;

/// @throws Error(usage) where there are not `units` positions of 1 to kMostDimensions coordinates, or one is not a
/// number (or beyond 1e150, whose square is none)
void check_positions(const Positions& positions, std::size_t units);

/// A place on the earth, taken as a sphere of radius 6,371,008.8 m, in millimetres from its centre, each coordinate
/// rounded to a whole one. The straight line between two such points orders pairs as the way over the ground does. Sine
/// and cosine are computed with + - * / alone, so that the same degrees give the same point on every machine.
std::array<double, 3> sphere_point(double longitude_degrees, double latitude_degrees);

/// Sine and cosine of an angle in degrees (of any size up to 720 either way), to about 1e-16.
struct SineCosine {
  double sine = 0;
  double cosine = 1;
};
SineCosine sine_cosine(double degrees);

/// Calls `work` with an integral constant: the smallest number of coordinates, of those that are compiled, that holds
/// `dimensions` (at most kMostDimensions) of them (the rest stay 0, which changes no distance).
template <class Work>
auto with_dimensions(std::uint32_t dimensions, Work work) {
  if (dimensions <= 2) return work(std::integral_constant<int, 2>());
  if (dimensions == 3) return work(std::integral_constant<int, 3>());
  if (dimensions == 4) return work(std::integral_constant<int, 4>());
  return work(std::integral_constant<int, 8>());
}

}  // namespace fairdraw
