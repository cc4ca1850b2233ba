#pragma once

#include "config/survey.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

enum class Severity { note, warning, error };

std::string_view name_of(Severity severity);

/// One kind of thing that a check found, with everything it concerns.
struct Finding {
  std::string kind;                       ///< "duplicate-id", "zero-size", ...
  Severity severity = Severity::warning;  ///< error: draw refuses the frame
  std::uint64_t count = 0;                ///< how many; of `duplicate-id`, the rows beyond the first of each id
  std::vector<std::string> items;         ///< ids (or strata, or boundaries) with what is wrong there
  std::string treatment;                  ///< what draw does with them

  void add(std::string item) {
    ++count;
    items.push_back(std::move(item));
  }
};

/// What becomes of the areas of a frame under the survey's rules.
struct FrameCheck {
  std::vector<Finding> findings;        ///< only kinds that were found
  std::vector<std::uint32_t> drawable;  ///< areas that can be drawn, in canonical order
  std::vector<std::pair<std::uint32_t, std::vector<std::uint32_t>>> merges;  ///< area, and those merged into it
};

/// Looks for everything in the frame's table that makes a draw wrong or impossible.
/// @param frame  in canonical order
FrameCheck check_frame(const Frame& frame, const Survey& survey);

/// The areas to draw from, in canonical order, merged and left out as the survey says.
/// @throws Error(usage) with every finding of severity error
Frame drawable_frame(const Frame& frame, const FrameCheck& check);

}  // namespace fairdraw
