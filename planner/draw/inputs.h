#pragma once

#include "planner/base/named_table.h"
#include "planner/values/frame.h"
#include "planner/values/ground.h"
#include "planner/values/places.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace fairdraw {

/// The ground of a survey's areas. It is read where it is asked for, as most draws need that of few areas.
class Ground {
 public:
  virtual ~Ground() = default;

  /// What areas cover, in WGS 84.
  /// @param frame  the survey's frame, or what was made of it
  /// @param rows   of `frame`
  /// @return one shape per row, empty where nothing is known of it
  virtual std::vector<Shape> shapes(const Frame& frame, const std::vector<std::uint32_t>& rows) const = 0;

  /// Where every area of `frame` is.
  virtual AreaPlaces places(const Frame& frame) const = 0;

  /// The buildings in each of these areas (households.footprints), each of which weighs 1.
  virtual std::vector<GroundPoints> buildings(const std::vector<Shape>& areas) const = 0;

  /// The cells with people in each of these areas (households.population).
  virtual std::vector<GroundPoints> population(const std::vector<Shape>& areas) const = 0;

  /// Roads and banks near each of these areas (maps.layers).
  virtual std::vector<std::vector<GroundLine>> lines(const std::vector<Shape>& areas) const = 0;
};

/// What a survey file names, as it was read: all that prepare() and draw_plan() go by beside the survey file itself.
struct Inputs {
  Frame frame;  ///< every area but those that frame.exclude leaves out, in canonical order
  std::shared_ptr<const Ground> ground;
  std::string earlier_survey;  ///< text of the file that costs.rho names; empty where it names none
  NamedText stratum_table;     ///< the file that areas.strata names
};

}  // namespace fairdraw
