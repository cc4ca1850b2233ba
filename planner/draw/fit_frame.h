#pragma once

#include "config/survey.h"
#include "planner/draw/inputs.h"
#include "planner/frame/findings.h"
#include "planner/values/frame.h"

#include <cstddef>
#include <vector>

namespace fairdraw {

/// A frame made fit to be drawn from.
struct FitFrame {
  Frame frame;                    ///< the areas that can be drawn, in canonical order; none where it is not fit at all
  std::vector<Finding> findings;  ///< an error among them: it is not fit
  std::size_t totals = 0;         ///< rows of the file that are no areas, but sums of others, and left out
};

/// Checks the frame that was read, leaves out and joins what the survey says, and classes it where its strata come from
/// sizes.
/// @throws Error(usage) where the ground can't be read
FitFrame fit_frame(const Inputs& inputs, const Survey& survey);

}  // namespace fairdraw
