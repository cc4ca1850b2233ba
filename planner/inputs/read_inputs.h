#pragma once

#include "config/survey.h"
#include "planner/draw/draw.h"
#include "planner/draw/inputs.h"

#include <memory>
#include <string>

namespace fairdraw {

/// What of a frame is to be read.
struct ReadOptions {
  /// Which areas have geometry, which takes reading all of it. Else all of a spatial source are taken to have some,
  /// unless frame.on_missing_geometry asks for more.
  bool see_geometry = false;
  bool see_earlier_survey = true;                    ///< which a draw whose design is settled does not go by
  std::shared_ptr<const GridFrame> known = nullptr;  ///< as read_frame() takes it
};

/// Reads what a survey names: its frame, and the earlier survey. Ground is read later, where it is asked for.
/// @throws Error(usage) where something is missing or can't be read
Inputs read_inputs(const Survey& survey, const ReadOptions& options = {});

/// A whole draw: reads, prepares, draws.
/// @param settled  taken instead of being worked out; nullptr: none
/// @throws Error as read_inputs(), prepare() and draw_plan()
DrawRun run_draw(const Survey& survey, const std::string& seed, const DrawExtras& extras = {},
                 const SettledDesign* settled = nullptr);

}  // namespace fairdraw
