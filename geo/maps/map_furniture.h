#pragma once

#include "geo/maps/map_frame.h"
#include "geo/open/local_projection.h"
#include "planner/paper/paper.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"
#include "planner/words/words.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {

/// "1:25 000"
std::string scale_text(double scale);

/// A scale bar of a round length, at most `most` millimetres wide, with the scale beneath it.
void draw_scale_bar(Paper& paper, Spot at, double most, double scale, const Words& words);

/// An arrow to the north, in a light box.
void draw_north(Paper& paper, Spot top, const Words& words);

/// One line of a legend and how to draw its sign into a box of 9 by 4 mm.
struct LegendEntry {
  std::string text;
  std::function<void(Paper&, const Area2d&)> sign;
};

/// Entries in columns of `rows` each, 46 mm apart.
void draw_legend(Paper& paper, Spot at, const std::vector<LegendEntry>& entries, std::size_t rows);

/// The foot of a page: the survey, what is in the middle, and what is at the right.
void draw_foot(Paper& paper, const Plan& plan, const std::string& middle, const std::string& right);

/// "-5.12346, 39.12346": latitude and longitude in degrees, to a metre.
std::string position_text(Place place);

/// The text of the code on sheets and maps: the id, and where the PSU is as a geo: position (RFC 5870).
std::string code_text(const std::string& id, const std::optional<Place>& position);

}  // namespace fairdraw
