#include "geo/read/frame_source.h"

#include "geo/grid/grid_frame.h"

namespace fairdraw {

Source open_list(const Survey& survey, const Frame& frame) {
  const std::string file = survey.resolve(survey.frame.file).string();
  if (frame.grid) return {frame.grid->dataset, file};
  return {file, survey.frame.layer, "frame", survey.frame.format};
}

Source open_join(const Survey& survey, const FrameJoin& join) {
  return {survey.resolve(join.file).string(), join.layer, "frame.join", join.format};
}

Source open_ground(const Survey& survey, const Frame& frame) {
  const FrameJoin* ground = survey.frame.ground();
  return ground != nullptr ? open_join(survey, *ground) : open_list(survey, frame);
}

std::vector<std::string> ground_names(const Survey& survey) {
  if (const FrameJoin* ground = survey.frame.ground()) return {ground->on.back().second, ""};
  return {survey.frame.id.back(), survey.frame.name};  // of several that name an area, the last is the nearest
}

}  // namespace fairdraw
