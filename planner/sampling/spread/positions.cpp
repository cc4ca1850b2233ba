#include "planner/sampling/spread/positions.h"

#include "planner/base/error.h"

#include <cmath>
#include <string>

namespace fairdraw {

void check_positions(const Positions& positions, std::size_t units) {
  if (positions.dimensions == 0 || positions.dimensions > kMostDimensions)
    throw Error(ErrorKind::usage, "units can be spread over 1 to " + std::to_string(kMostDimensions) +
                                      " variables, not " + std::to_string(positions.dimensions));
  if (positions.coordinates.size() != units * positions.dimensions)
    throw Error(ErrorKind::usage,
                std::to_string(positions.units()) + " positions are given for " + std::to_string(units) + " units");
  for (std::size_t k = 0; k < positions.coordinates.size(); ++k)
    if (!(std::abs(positions.coordinates[k]) <= 1e150))
      throw Error(ErrorKind::usage,
                  "unit " + std::to_string(k / positions.dimensions + 1) + " has no position that can be used");
}

SineCosine sine_cosine(double degrees) {
  // Quarter turns are taken off exactly: what is left is within 45 degrees, where Taylor's series are short.
  const double quarters = std::floor(degrees / 90 + 0.5);
  const double x = (degrees - quarters * 90) * (3.14159265358979323846 / 180);
  const double xx = x * x;
  double sine = 0;
  double cosine = 0;
  for (int k = 21; k >= 3; k -= 2) {  // x^23 / 23! is below 2e-25
    sine = (1 + sine) * (-xx / (k * (k - 1)));
    cosine = (1 + cosine) * (-xx / ((k - 1) * (k - 2)));
  }
  sine = x + x * sine;
  cosine = 1 + cosine;
  switch (static_cast<int>(quarters - 4 * std::floor(quarters / 4))) {
    case 1:
      return {cosine, -sine};
    case 2:
      return {-sine, -cosine};
    case 3:
      return {-cosine, sine};
    default:
      return {sine, cosine};
  }
}

std::array<double, 3> sphere_point(double longitude_degrees, double latitude_degrees) {
  constexpr double kMillimetres = 6371008.8e3;
  const SineCosine east = sine_cosine(longitude_degrees);
  const SineCosine north = sine_cosine(latitude_degrees);
  const auto whole = [](double x) { return std::floor(x + 0.5); };
  return {whole(kMillimetres * north.cosine * east.cosine), whole(kMillimetres * north.cosine * east.sine),
          whole(kMillimetres * north.sine)};
}

}  // namespace fairdraw
