#include "geo/read/frame_source.h"

#include "geo/grid/grid_frame.h"

namespace fairdraw {

Source open_frame(const Survey& survey) {
  const std::string file = survey.resolve(survey.frame.file).string();
  if (survey.frame.is_raster()) return {make_grid_frame(survey)->dataset, file};
  return {file, survey.frame.layer, "frame"};
}

}  // namespace fairdraw
