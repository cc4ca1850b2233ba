#pragma once

#include "planner/frame/guess.h"
#include "planner/values/column_summary.h"

#include <string>

namespace fairdraw {

/// A method of selection to put into a draft, and why.
struct MethodAdvice {
  std::string method;  ///< empty: none, which leaves the default
  std::string why;     ///< in sentences; empty: no comment
};

/// A commented survey file for the frame, ready for `fairdraw check`.
std::string draft_survey(const FrameSummary& frame, const ColumnGuess& guess, const std::string& frame_path,
                         const MethodAdvice& advice = {});

}  // namespace fairdraw
