#pragma once

#include "planner/paper/paper.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {

/// Texts on a map, none upon another: each takes the best place that is still free, or none, so what matters most goes
/// first. They stand on plates of translucent white, so that they are legible over lines and fills at the price of one
/// rectangle each, and are set by Pango, so that they can be searched and copied in every script.
class MapTexts {
 public:
  /// @param within  the map's area on the page; no text leaves it
  MapTexts(Paper& paper, const Area2d& within);

  /// No text will cover this.
  void keep_free(const Area2d& area);

  /// Beside a sign.
  /// @param radius  of the sign, millimetres
  /// @return whether there was room
  bool beside(Spot sign, double radius, const std::string& text, const TextStyle& style);

  /// The same, else further off with a line that leads to the sign.
  bool pointing(Spot sign, double radius, const std::string& text, const TextStyle& style);

  /// In the widest run of an area along one of some lines across it, broken into lines where it is long.
  /// @param rings  of the area, closed, by the even-odd rule; millimetres on the page
  bool inside(const std::vector<std::vector<Spot>>& rings, const std::string& text, const TextStyle& style);

  /// Beside a line, where it runs straight for the length of the text; again after every 85 mm, and never nearer than
  /// that to the same text.
  bool along(const std::vector<Spot>& line, const std::string& text, const TextStyle& style);

 private:
  /// A rectangle that may be turned.
  struct Plate {
    Spot middle;
    double width = 0, height = 0;
    double angle = 0;  ///< radians, clockwise on the page
  };

  /// Width and height of the plate of a text on one line.
  std::pair<double, double> plate_of(const std::string& text, const TextStyle& style);
  bool is_free(const Plate& plate) const;
  bool put(const Plate& plate, const std::string& text, const TextStyle& style);
  static bool overlap(const Plate& a, const Plate& b);
  static std::array<Spot, 4> corners(const Plate& plate);

  Paper& paper_;
  Area2d within_;
  std::vector<Plate> taken_;
  std::vector<std::pair<std::string, Spot>> along_lines_;
};

}  // namespace fairdraw
