#pragma once

#include "config/survey.h"
#include "planner/audit/drawable_frame.h"
#include "planner/design/design.h"
#include "planner/design/settle.h"
#include "planner/frame/strata.h"
#include "planner/stages/auxiliary.h"

#include <memory>
#include <optional>

namespace fairdraw {

/// Everything that a draw draws from.
struct PreparedDraw {
  DrawableFrame read;
  Auxiliary auxiliary;
  Strata strata;                         ///< as the method goes through them
  Survey survey;                         ///< as asked, with what was settled put in
  std::optional<SettledDesign> settled;  ///< what the survey file left to be worked out
  Design design;
};

/// Reads the frame, refuses what can't be drawn from, and works out what the survey leaves out.
/// @param settled  taken instead of being worked out; nullptr: none
/// @param known    as read_frame() takes it
/// @throws Error(usage) where the frame or the survey can't be drawn from; Error(answer) where nothing reaches the
/// target
PreparedDraw prepare_draw(const Survey& asked, const SettledDesign* settled = nullptr,
                          const std::shared_ptr<const GridFrame>& known = nullptr);

}  // namespace fairdraw
