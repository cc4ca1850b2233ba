#include "planner/frame/odd_places.h"

#include "planner/base/text_table.h"
#include "planner/frame/treatment.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

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

OddPlaces odd_places(const Frame& frame, const std::vector<std::optional<Place>>& places, OnGround rule) {
  std::vector<double> longitudes, latitudes;
  for (const std::optional<Place>& place : places) {
    if (!place || *place == Place{}) continue;
    longitudes.push_back(place->longitude_degrees());
    latitudes.push_back(place->latitude_degrees());
  }
  const std::string treatment = rule == OnGround::keep ? "kept; mapped there, and drawn as any other"
                                                       : treatment_under(rule, "frame.on_odd_position");
  Finding zero{"zero-position", severity_under(rule), 0, {}, treatment};
  Finding swapped{"swapped-position", severity_under(rule), 0, {}, treatment};
  OddPlaces out;
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
      const bool nowhere = *places[area] == Place{};
      const bool other_way = here(latitude, longitude);
      if (nowhere || other_way) out.areas.push_back(area);
      if (nowhere)
        zero.add(std::string(frame.id[area]) + " (at 0, 0, where no area is near)");
      else if (other_way)
        swapped.add(std::string(frame.id[area]) +
                    formatted(" (longitude %.4g, latitude %.4g; the other way round it is among the others)", longitude,
                              latitude));
    }
  }
  for (Finding* finding : {&zero, &swapped})
    if (finding->count > 0) out.findings.push_back(std::move(*finding));
  return out;
}

}  // namespace fairdraw
