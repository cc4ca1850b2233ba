#pragma once

#include "planner/paper/paper.h"

#include <string>
#include <utility>
#include <vector>

namespace fairdraw {

constexpr Ink kGrid{0.86, 0.86, 0.86};
constexpr Ink kMark{0.0, 0.35, 0.55};
constexpr Ink kChosen{0.80, 0.30, 0.05};

/// A range of values with room at both ends and round ticks.
struct Axis {
  double low = 0;
  double high = 1;
  double step = 0.25;
  std::string name;

  /// Ends that no value can be beyond.
  struct Ends {
    double least = -1e300;
    double most = 1e300;
  };
  Axis(double from, double to, std::string of, Ends ends);
  Axis(double from, double to, std::string of) : Axis(from, to, std::move(of), Ends()) {}
  Axis(const std::vector<double>& values, std::string of, Ends ends);
  Axis(const std::vector<double>& values, std::string of) : Axis(values, std::move(of), Ends()) {}

  /// The round values between both ends.
  std::vector<double> ticks() const;
};

/// A figure on a page: a rectangle with a title, axes and what is drawn into it.
struct Panel {
  Area2d area;
  Axis x;
  Axis y;

  Spot at(double value_x, double value_y) const;
  bool holds(double value_x, double value_y) const;
  void frame(Paper& paper, const std::string& title) const;

  /// A line through those of the points that the panel holds.
  void curve(Paper& paper, const std::vector<std::pair<double, double>>& points, Ink ink) const;
};

/// Texts that keep off each other: a label goes right of its dot where there is room, else above, below or nowhere.
class Labels {
 public:
  void put(Paper& paper, Spot dot, const std::string& text, const TextStyle& style, const Area2d& within);

 private:
  std::vector<Area2d> taken_;
};

/// 12345 as 12.35k.
std::string short_number(double value);

}  // namespace fairdraw
