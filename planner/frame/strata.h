#pragma once

#include "planner/frame/findings.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace fairdraw {

/// One stratum: its areas in the order in which a systematic draw goes through them.
struct Stratum {
  std::string name;                    ///< the values of the stratum columns, joined by " / "; "all" without columns
  std::vector<std::uint32_t> areas;    ///< rows of the frame
  std::vector<std::uint64_t> sizes;    ///< whole sizes, as `areas`
  std::uint64_t whole_size = 0;        ///< their sum
  double size = 0;                     ///< the sum of the measures of size as the frame gives them
  std::vector<std::uint32_t> certain;  ///< positions in `areas` that are taken for certain, ascending
};

/// All strata, in the order of their names' bytes.
using Strata = std::vector<Stratum>;

/// Parts a drawable frame into strata and puts each stratum's areas in order: by the `order` columns in serpentine (the
/// first ascending; every next one turns round whenever the one before it changes), then by id. A column that holds
/// nothing but numbers is ordered as numbers, others by their bytes.
/// @throws Error(usage) where two different strata would have one name, or there is no area
/// Source for the serpentine: Williams and Chromy (1980), ASA Proceedings of Survey Research Methods, 553-557.
Strata build_strata(const Frame& frame);

/// The rows of each stratum's areas, as they ascend, by its name.
/// @throws Error(usage) where two different strata would have one name
std::map<std::string, std::vector<std::uint32_t>> rows_of_strata(const Frame& frame);

/// Makes every area as likely as any other of its stratum: all whole sizes 1.
void make_sizes_equal(Strata& strata);

/// Says which strata hold fewer areas than the survey's minimum.
/// @param frame  the areas that can be drawn
std::vector<Finding> small_strata(const Frame& frame, std::uint32_t minimum);

/// Says which strata have no area left to draw.
/// @param frame     the whole frame, with areas that are left out
/// @param drawable  rows of `frame` that can be drawn
std::vector<Finding> empty_strata(const Frame& frame, const std::vector<std::uint32_t>& drawable);

}  // namespace fairdraw
