#include "planner/synth/country.h"

#include "planner/base/error.h"
#include "planner/sampling/stream.h"
#include "planner/synth/chance.h"
#include "planner/synth/hierarchy.h"
#include "planner/synth/land.h"
#include "planner/synth/lines.h"
#include "planner/synth/names.h"
#include "planner/synth/outline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <string>

namespace fairdraw {
namespace {

Stream synth_stream(const std::string& seed, const std::string& what, const std::string& part = "") {
  return make_stream({seed, ""}, {"synth 1", what, part});
}

/// About 1, with a standard deviation of 0.58 times `spread` (the sum of four uniform numbers has 1 / sqrt(3)), never
/// below 0.1.
double around_one(double spread, Stream& stream) {
  return std::max(0.1, 1 + spread * (chance(stream) + chance(stream) + chance(stream) + chance(stream) - 2));
}

std::string digits(std::uint32_t number, std::size_t width) {
  const std::string text = std::to_string(number);
  return std::string(text.size() < width ? width - text.size() : 0, '0') + text;
}

constexpr std::array<Script, 8> kScripts = {Script::latin, Script::latin,    Script::thai,  Script::latin,
                                            Script::khmer, Script::ethiopic, Script::latin, Script::latin};

/// A name that no unit of its parent has yet.
std::string new_name(Script script, std::set<std::string>& taken, Stream& stream) {
  std::string name = make_name(script, stream);
  const std::string base = name;
  for (int i = 2; !taken.insert(name).second; ++i)
    name = i < 5 ? make_name(script, stream) : base + " " + std::to_string(i);
  return name;
}

void name_units(Country& country, const Hierarchy& hierarchy, Stream& stream) {
  const std::uint32_t regions =
      hierarchy.region_of.empty() ? 0 : 1 + *std::max_element(hierarchy.region_of.begin(), hierarchy.region_of.end());
  std::set<std::string> region_names;
  for (std::uint32_t r = 0; r < regions; ++r) {
    country.regions.push_back({digits(r + 1, 2), new_name(Script::latin, region_names, stream), 0, {}});
    country.languages.emplace_back(language_of(kScripts[r % kScripts.size()]));
  }
  std::set<std::string> district_names;
  std::vector<std::uint32_t> children(regions, 0);
  for (const std::uint32_t region : hierarchy.region_of) {
    const Script script = kScripts[region % kScripts.size()];
    country.districts.push_back({country.regions[region].code + digits(++children[region], 2),
                                 new_name(script, district_names, stream),
                                 region,
                                 {}});
  }
  std::vector<std::set<std::string>> ward_names(country.districts.size());
  children.assign(country.districts.size(), 0);
  for (const std::uint32_t district : hierarchy.district_of) {
    const Script script = kScripts[country.districts[district].parent % kScripts.size()];
    country.wards.push_back({country.districts[district].code + digits(++children[district], 4),
                             new_name(script, ward_names[district], stream),
                             district,
                             {}});
  }
}

/// Households, people, children and internet use, different from region to region and between town and country.
void people(Country& country, const Land& land, const std::vector<std::uint32_t>& source, Stream& stream) {
  std::vector<double> children_here;
  std::vector<double> online_here;
  for (std::size_t r = 0; r < country.regions.size(); ++r) {
    children_here.push_back(around_one(0.25, stream));
    online_here.push_back(around_one(0.4, stream));
  }
  for (std::size_t i = 0; i < country.areas.size(); ++i) {
    MadeUpArea& area = country.areas[i];
    const std::uint32_t region = country.districts[country.wards[area.ward].parent].parent;
    area.urban = land.town[source[i]] >= 0;
    double households = (area.urban ? 112 : 88) * around_one(0.55, stream);
    const double fate = chance(stream);
    if (fate < 0.002)
      households = 0;  // forest, barracks
    else if (fate < 0.012)
      households *= 2.5 + 3 * chance(stream);  // grown since the census was cut into areas
    area.households = static_cast<std::uint32_t>(std::floor(households + 0.5));
    area.population = static_cast<std::uint32_t>(
        std::floor(area.households * (area.urban ? 3.8 : 4.9) * around_one(0.15, stream) + 0.5));
    const double children =
        area.households * (area.urban ? 0.58 : 0.81) * children_here[region] * around_one(0.3, stream);
    area.children = static_cast<std::uint32_t>(std::floor(children + 0.5));
    const double share =
        std::clamp((area.urban ? 0.74 : 0.36) * online_here[region] * around_one(0.4, stream), 0.02, 0.98);
    area.children_online = static_cast<std::uint32_t>(std::floor(area.children * share + 0.5));
  }
}

}  // namespace

Country make_country(std::uint32_t areas, const std::string& seed) {
  if (areas < 60 || areas > 5'000'000)
    throw Error(ErrorKind::usage, "--areas is " + std::to_string(areas) + "; it should be from 60 to 5000000");
  Stream land_stream = synth_stream(seed, "land");
  const Land land = make_land(areas, land_stream);
  Stream hierarchy_stream = synth_stream(seed, "hierarchy");
  const Hierarchy hierarchy = make_hierarchy(land, hierarchy_stream);

  Country country;
  Stream names = synth_stream(seed, "names");
  name_units(country, hierarchy, names);

  std::vector<std::uint32_t> source(land.sites.size());  // areas by ward, in the order their points were made
  std::iota(source.begin(), source.end(), 0U);
  std::stable_sort(source.begin(), source.end(),
                   [&](auto a, auto b) { return hierarchy.ward_of[a] < hierarchy.ward_of[b]; });
  std::vector<std::uint32_t> place_of(source.size());
  for (std::uint32_t i = 0; i < source.size(); ++i) place_of[source[i]] = i;
  std::vector<Shape> shapes = outline(land, place_of, static_cast<std::uint32_t>(source.size()));
  country.areas.resize(source.size());
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < source.size(); ++i) {
    MadeUpArea& area = country.areas[i];
    area.ward = hierarchy.ward_of[source[i]];
    number = i > 0 && country.areas[i - 1].ward == area.ward ? number + 1 : 1;
    area.code = country.wards[area.ward].code + digits(number, 3);
    area.name = country.wards[area.ward].name + " " + std::to_string(number);
    area.shape = std::move(shapes[i]);
  }
  Stream people_stream = synth_stream(seed, "people");
  people(country, land, source, people_stream);

  std::vector<std::uint32_t> district_of(land.sites.size());
  std::vector<std::uint32_t> region_of(land.sites.size());
  for (std::size_t i = 0; i < land.sites.size(); ++i) {
    district_of[i] = hierarchy.district_of[hierarchy.ward_of[i]];
    region_of[i] = hierarchy.region_of[district_of[i]];
  }
  std::vector<Shape> districts = outline(land, district_of, static_cast<std::uint32_t>(country.districts.size()));
  for (std::size_t i = 0; i < districts.size(); ++i) country.districts[i].shape = std::move(districts[i]);
  std::vector<Shape> regions = outline(land, region_of, static_cast<std::uint32_t>(country.regions.size()));
  for (std::size_t i = 0; i < regions.size(); ++i) country.regions[i].shape = std::move(regions[i]);

  Stream lines = synth_stream(seed, "lines");
  country.rivers = make_rivers(land, lines);
  for (MadeUpLine& river : country.rivers) river.name = make_name(Script::latin, names);
  country.roads = make_roads(land, lines);
  std::uint32_t road = 0;
  for (MadeUpLine& each : country.roads)
    each.name = (each.kind == "trunk" ? "A" : each.kind == "primary" ? "B" : "C") + std::to_string(++road);
  std::set<std::string> town_names;
  for (const TownSite& town : land.towns)
    country.towns.push_back({new_name(Script::latin, town_names, names), town.areas, town.centre});
  return country;
}

std::vector<Shape> make_buildings(const MadeUpArea& area, std::uint32_t most, const std::string& seed) {
  std::vector<Shape> buildings;
  if (area.shape.polygons.empty()) return buildings;
  Stream stream = synth_stream(seed, "buildings", area.code);
  const std::uint32_t wanted = std::min(most, (area.households + 3) / 4);
  const Box box = bounds(area.shape);
  const auto width = static_cast<std::uint64_t>(box.high.longitude - box.low.longitude) + 1;
  const auto height = static_cast<std::uint64_t>(box.high.latitude - box.low.latitude) + 1;
  // In the countryside compounds lie around a few middles; in town, everywhere.
  std::vector<Place> middles;
  const auto anywhere = [&] {
    return Place{box.low.longitude + static_cast<std::int64_t>(stream.below(width)),
                 box.low.latitude + static_cast<std::int64_t>(stream.below(height))};
  };
  for (int attempt = 0; attempt < 10 * static_cast<int>(wanted) + 100 && buildings.size() < wanted; ++attempt) {
    Place corner = anywhere();
    if (!area.urban && middles.size() >= 4) {
      const Place middle = middles[stream.below(middles.size())];
      corner = {middle.longitude + (corner.longitude - middle.longitude) / 12,
                middle.latitude + (corner.latitude - middle.latitude) / 12};
    }
    if (!contains(area.shape, corner)) continue;
    if (middles.size() < 4) middles.push_back(corner);
    const auto wide = static_cast<std::int64_t>(7'000 + stream.below(9'000));
    const auto deep = static_cast<std::int64_t>(7'000 + stream.below(9'000));
    const auto turn = static_cast<std::int64_t>(stream.below(5'000));
    const auto at = [&](std::int64_t x, std::int64_t y) { return Place{corner.longitude + x, corner.latitude + y}; };
    Shape building;
    building.polygons.push_back(
        {{{at(0, 0), at(wide, turn), at(wide - turn, deep + turn), at(-turn, deep), at(0, 0)}}});
    buildings.push_back(std::move(building));
  }
  return buildings;
}

}  // namespace fairdraw
