#pragma once

#include "planner/paper/paper.h"
#include "planner/values/boundary.h"
#include "planner/values/plan.h"

#include <string>
#include <vector>

namespace fairdraw {

/// A small map of where a unit lies: in its region or, where no boundary holds it, among all units.
class Inset {
 public:
  /// @param boundaries  outlive this
  /// @param pages       the units that are shown, positions in Plan::psus
  /// @param all_units   what to call them
  Inset(const Plan& plan, const std::vector<Boundary>& boundaries, const std::vector<std::size_t>& pages,
        std::string all_units);

  /// Nothing where the unit's position is not known.
  void draw(Paper& paper, const Psu& psu, const Area2d& area) const;

 private:
  struct Region {
    const Boundary* boundary = nullptr;
    Box box;
    std::vector<std::vector<Place>> rings;  ///< thinned: a hundredth of the inset's width is enough
  };

  std::vector<Region> regions_;
  std::vector<Place> units_;
  Box box_of_units_;
  std::string all_units_;
};

}  // namespace fairdraw
