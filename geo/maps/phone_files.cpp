#include "geo/maps/phone_files.h"

#include "geo/open/layer_writer.h"

#include <map>

namespace fairdraw {
namespace {

struct Waypoint {
  Place place;
  std::string name;
  std::string description;
};

std::vector<Waypoint> waypoints(const Plan& plan, const std::vector<std::size_t>& psus, const Words& words) {
  std::map<std::size_t, std::vector<const Household*>> households_of;
  for (const Household& household : plan.households)
    if (household.start_position) households_of[household.psu].push_back(&household);
  std::vector<Waypoint> out;
  for (const std::size_t i : psus) {
    const Psu& psu = plan.psus[i];
    if (psu.position) out.push_back({*psu.position, psu.id, psu.name});
    std::uint32_t last_start = 0;
    for (const Household* household : households_of[i]) {
      if (household->batch > 0) {
        out.push_back({*household->start_position, psu.id + "-" + household->id,
                       words("phone_building", {{"id", household->id}, {"batch", std::to_string(household->batch)}})});
      } else if (household->start > last_start) {
        last_start = household->start;
        out.push_back({*household->start_position, psu.id + "-start-" + std::to_string(last_start),
                       words(household->side == "left" ? "phone_start_left" : "phone_start_right",
                             {{"direction", words("compass_" + household->direction)}})});
      }
    }
  }
  return out;
}

void write(const std::vector<Waypoint>& all, const std::string& driver, const std::filesystem::path& file,
           const std::string& name, const std::string& description) {
  LayerFile out(driver, file);
  out.layer("waypoints", wkbPoint, {{name, OFTString}, {description, OFTString}});
  for (const Waypoint& each : all)
    out.add(std::make_unique<OGRPoint>(each.place.longitude_degrees(), each.place.latitude_degrees()),
            [&](OGRFeature& feature) {
              set_field(feature, feature.GetFieldIndex(name.c_str()), each.name);
              set_field(feature, feature.GetFieldIndex(description.c_str()), each.description);
            });
  out.finish();
}

}  // namespace

bool write_phone_files(const Plan& plan, const std::vector<std::size_t>& psus, const Words& words,
                       const std::filesystem::path& stem) {
  const std::vector<Waypoint> all = waypoints(plan, psus, words);
  if (all.empty()) return false;
  write(all, "GPX", stem.string() + ".gpx", "name", "desc");
  write(all, "KML", stem.string() + ".kml", "Name", "Description");
  return true;
}

}  // namespace fairdraw
