#pragma once

#include "config/survey.h"
#include "planner/frame/findings.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace fairdraw {

/// What of a frame can be drawn, and what was found on the way there.
struct DrawableFrame {
  Frame frame;                      ///< the areas that can be drawn, in canonical order
  std::string content;              ///< digest of the whole frame's content
  std::uint64_t areas_in_file = 0;  ///< excluded ones not counted
  std::vector<Finding> findings;
};

/// Reads the survey's frame and makes it fit to be drawn from.
/// @param known  as read_frame() takes it
/// @throws Error(usage) where it can't be read, or with everything that makes a draw from it wrong
DrawableFrame read_drawable_frame(const Survey& survey, const std::shared_ptr<const GridFrame>& known = nullptr);

/// Joins areas below areas.merge_below to neighbours, along the borders that the frame's geometry shows.
/// @param findings  gets what joined what, and what could not
Frame merge_areas(Frame frame, const Survey& survey, std::vector<Finding>& findings);

/// What there is to say of areas that would be split, if drawn: a finding, or none.
/// @param drawable  the frame, small areas merged
std::vector<Finding> large_areas(const Frame& drawable, const Survey& survey);

/// The text of the earlier survey that costs.rho names; empty where it names none.
/// @throws Error(usage) where it can't be read
std::string read_earlier_survey(const Survey& survey);

}  // namespace fairdraw
