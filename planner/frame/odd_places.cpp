#include "planner/frame/odd_places.h"

#include "planner/base/text_table.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

namespace fairdraw {
namespace {

constexpr std::size_t kFewest = 4;  ///< areas that tell where a country is
constexpr double kApart = 0.5;      ///< degrees round the middle that always belong to it

/// Where most of the numbers are: as far from their median as three times the middle half, on both sides. Up to a
/// quarter of them may be anything.
struct Middle {
  double centre = 0;
  double reach = 0;

  explicit Middle(std::vector<double> numbers) {
    std::sort(numbers.begin(), numbers.end());
    const auto at = [&](double share) {
      return numbers[static_cast<std::size_t>(share * static_cast<double>(numbers.size() - 1))];
    };
    centre = at(0.5);
    reach = kApart + 3 * (at(0.75) - at(0.25));
  }

  bool holds(double number) const { return std::fabs(number - centre) <= reach; }
};

}  // namespace

std::vector<Finding> odd_places(const Frame& frame, const std::vector<std::optional<Place>>& places) {
  std::vector<double> longitudes, latitudes;
  for (const std::optional<Place>& place : places) {
    if (!place || *place == Place{}) continue;
    longitudes.push_back(place->longitude_degrees());
    latitudes.push_back(place->latitude_degrees());
  }
  Finding zero{"zero-position", Severity::warning, 0, {}, "kept; mapped there, and drawn as any other"};
  Finding swapped{"swapped-position", Severity::warning, 0, {}, "kept; mapped there, and drawn as any other"};
  if (longitudes.size() >= kFewest) {
    const Middle along(longitudes);
    const Middle across(latitudes);
    const auto here = [&](double longitude, double latitude) {
      return along.holds(longitude) && across.holds(latitude);
    };
    for (std::uint32_t area = 0; area < frame.areas(); ++area) {
      if (!places[area]) continue;
      const double longitude = places[area]->longitude_degrees();
      const double latitude = places[area]->latitude_degrees();
      if (here(longitude, latitude)) continue;
      if (*places[area] == Place{})
        zero.add(std::string(frame.id[area]) + " (at 0, 0, where no area is near)");
      else if (here(latitude, longitude))
        swapped.add(std::string(frame.id[area]) +
                    formatted(" (longitude %.4g, latitude %.4g; the other way round it is among the others)", longitude,
                              latitude));
    }
  }
  std::vector<Finding> out;
  for (Finding* finding : {&zero, &swapped})
    if (finding->count > 0) out.push_back(std::move(*finding));
  return out;
}

}  // namespace fairdraw
