#pragma once

#include "config/survey.h"
#include "planner/frame/borders.h"
#include "planner/frame/findings.h"
#include "planner/frame/strata.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// Which areas are drawn as one.
struct Merging {
  struct Group {
    std::vector<std::uint32_t> rows;  ///< of the frame; the largest first, then as they joined
  };
  std::vector<Group> groups;      ///< of more than one area, in the order of their first rows
  std::vector<Finding> findings;  ///< "small-area": what joined what; "lone-area": what could join nothing
};

/// Rows of the areas below areas.merge_below.
std::vector<std::uint32_t> small_areas(const Frame& frame, const Survey& survey);

/// Joins each area with fewer than areas.merge_below households to one neighbour of its stratum, the smallest area
/// first, and what they make once more while it is too small: the neighbour that it shares the longest border with; of
/// equal ones the smallest, then the one whose id comes first. Where it shares none, a neighbour on the stratum's list:
/// the one that has more of the leading `order` columns in common, then the smaller, then the one before. An area alone
/// in its stratum stays as it is.
/// @param borders  between rows of the frame of one stratum; empty where nothing is known of the ground
/// @param strata   of the frame
Merging merge_small_areas(const Frame& frame, const Strata& strata, const std::vector<SharedBorder>& borders,
                          const Survey& survey);

/// The frame with each group as one area. It has the id, name and columns of the group's largest area; sizes are added,
/// and so are the columns that the survey takes as amounts (`balance`, `variable`, `shares`, `rho`, `strata_from`)
/// where all of the group's are numbers.
Frame merged_frame(const Frame& frame, const Merging& merging, const Survey& survey);

}  // namespace fairdraw
