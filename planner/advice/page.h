#pragma once

#include "planner/advice/advice.h"

#include <string>
#include <string_view>

namespace fairdraw {

/// design.html: the answer, what else could be done and what it hangs on, in one page that fetches nothing. Areas and
/// take are moved by hand, and chance, margin, cost and effective sample size follow, between the points of the grid.
/// @param advice   with its grid
/// @param picture  draw_advice() as SVG
std::string advice_page(const Advice& advice, std::string_view picture);

/// What the page does, put into the program when it is built.
extern const std::string_view kAdviceScript;

}  // namespace fairdraw
