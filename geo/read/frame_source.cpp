#include "geo/read/frame_source.h"

#include "geo/grid/grid_frame.h"

namespace fairdraw {

Source open_frame(const Survey& survey, const Frame& frame) {
  const std::string file = survey.resolve(survey.frame.file).string();
  if (frame.grid) return {frame.grid->dataset, file};
  return {file, survey.frame.layer, "frame"};
}

}  // namespace fairdraw
