#pragma once

#include "geo/local_projection.h"
#include "geo/paper.h"
#include "planner/values/shape.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {

/// Ground shown in a rectangle of a page at a scale that holds on paper.
struct MapFrame {
  Area2d area;       ///< on the page
  Metres low, high;  ///< ground in its corners
  double scale = 1;  ///< metres of ground per metre of paper: 25000 for 1:25 000

  Spot spot(Metres position) const;
};

/// The frame that shows ground from `low` to `high` with `margin` (a share of it) around, at a round scale.
MapFrame frame_ground(const Area2d& area, Metres low, Metres high, double margin);

/// "1:25 000"
std::string scale_text(double scale);

/// A scale bar of a round length, at most `most` millimetres wide, with the scale beneath it.
void draw_scale_bar(Paper& paper, Spot at, double most, double scale);

/// An arrow to the north, in a light box.
void draw_north(Paper& paper, Spot top);

/// Meridians and parallels at round degrees, with their values along the edges of the frame.
void draw_grid(Paper& paper, const MapFrame& frame, const LocalProjection& projection);

/// One line of a legend and how to draw its sign into a box of 9 by 4 mm.
struct LegendEntry {
  std::string text;
  std::function<void(Paper&, const Area2d&)> sign;
};

/// The sign for a style that MapCanvas knows, with its words.
LegendEntry legend_of(const std::string& style, const std::string& text);

/// Entries in columns of `rows` each, 46 mm apart.
void draw_legend(Paper& paper, Spot at, const std::vector<LegendEntry>& entries, std::size_t rows);

/// The text of the code on sheets and maps: the id, and where the PSU is as a geo: position (RFC 5870).
std::string code_text(const std::string& id, const std::optional<Place>& position);

}  // namespace fairdraw
