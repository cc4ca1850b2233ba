#pragma once

#include "config/survey.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

enum class Severity { note, warning, error };

std::string_view name_of(Severity severity);

/// The kind of the finding of rows that are the sums of others.
inline constexpr std::string_view kTotalRow = "total-row";

/// One kind of thing that a check found, with everything it concerns.
struct Finding {
  std::string kind;                       ///< "duplicate-id", "zero-size", ...
  Severity severity = Severity::warning;  ///< error: draw refuses the frame
  std::uint64_t count = 0;                ///< how many; of `duplicate-id`, the rows beyond the first of each id
  std::vector<std::string> items;         ///< ids (or strata, or boundaries) with what is wrong there
  std::string treatment;                  ///< what draw does with them
  bool sentences = false;                 ///< items say by themselves what is wrong, where, and what would be right

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
  std::vector<std::uint32_t> left_out;  ///< areas that the survey's rules leave out: they get no chance
  std::size_t totals = 0;               ///< rows left out that are no areas, but sums of others
};

/// How much of a frame gets no chance to be drawn: of its areas, and of its households or people.
Finding without_chance(const Frame& frame, const FrameCheck& check, const FrameSource& rules);

/// Looks for everything in the frame's table that makes a draw wrong or impossible.
/// @param frame  in canonical order
FrameCheck check_frame(const Frame& frame, const Survey& survey);

/// Whether one of the findings keeps the frame from being drawn from.
bool has_error(const std::vector<Finding>& findings);

/// What a finding says in messages of a line each.
/// @param source  of the frame: file and layer
std::vector<std::string> messages_of(const Finding& finding, const std::string& source);

/// Does a piece of work; where it throws Error(usage), what that says becomes a finding of severity error.
/// @return whether the work was done
bool attempt(std::vector<Finding>& findings, const std::string& kind, const std::function<void()>& work);

/// The areas to draw from, in canonical order, merged and left out as the survey says.
Frame drawable_frame(const Frame& frame, const FrameCheck& check);

}  // namespace fairdraw
