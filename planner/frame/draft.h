#pragma once

#include "planner/frame/guess.h"
#include "planner/values/column_summary.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// A method of selection to put into a draft, and why.
struct MethodAdvice {
  std::string method;  ///< empty: none, which leaves the default
  std::string why;     ///< in sentences; empty: no comment
};

/// What a frame shows once it is read as its draft says.
struct RowsSeen {
  std::vector<std::string> totals;  ///< rows that are the sums of others
  std::uint64_t areas = 0;          ///< without them; 0: it was not read
  double largest = 0;               ///< size of an area
};

/// A commented survey file for the frame, ready for `fairdraw check`.
std::string draft_survey(const FrameSummary& frame, const ColumnGuess& guess, const std::string& frame_path,
                         const MethodAdvice& advice = {}, const RowsSeen& seen = {});

}  // namespace fairdraw
