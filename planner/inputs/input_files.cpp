#include "planner/inputs/input_files.h"

#include "planner/base/error.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"

#include <filesystem>

namespace fairdraw {

std::vector<InputFile> input_files(const Survey& survey) {
  std::vector<InputFile> out;
  const auto add = [&](std::string_view role, const std::string& file, Decides decides) {
    if (!file.empty()) out.push_back({std::string(role), file, decides});
  };
  add(kFrameRole, survey.frame.file, Decides::draw);
  for (const FrameJoin& join : survey.frame.joins) add("join", join.file, Decides::draw);
  add("strata", survey.areas.strata, Decides::draw);
  add("footprints", survey.households.footprints, Decides::draw);
  if (survey.households.population != survey.frame.file) add("population", survey.households.population, Decides::draw);
  add("bases", survey.field.bases, Decides::documents);
  add("travel times", survey.field.travel_times, Decides::documents);
  // Of a raster, PSUs are made within boundaries.
  if (survey.boundaries)
    add("boundaries", survey.boundaries->file, survey.frame.is_raster() ? Decides::draw : Decides::documents);
  for (const MapLayer& layer : survey.map_layers)  // segments are cut along roads and water
    add("map layer", layer.file,
        survey.areas.segment_above > 0 && parts_ground(layer.style) ? Decides::draw : Decides::documents);
  add("basemap", survey.basemap, Decides::documents);
  add("earlier survey", survey.rho.file, Decides::draw);
  return out;
}

NamedText read_named_file(const Survey& survey, const std::string& named, std::string_view key) {
  const std::filesystem::path file = survey.resolve(named);
  const std::string label = std::string(key) + " " + printable(file.string(), 200);
  if (!std::filesystem::is_regular_file(file)) throw Error(ErrorKind::usage, label + ": there is no such file");
  return {label, read_file(file)};
}

}  // namespace fairdraw
