#include "geo/maps/inset.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace fairdraw {

Inset::Inset(const Plan& plan, const std::vector<Boundary>& boundaries, const std::vector<std::size_t>& pages,
             std::string all_units)
    : all_units_(std::move(all_units)) {
  for (const Boundary& boundary : boundaries) {
    if (boundary.shape.polygons.empty()) continue;
    const Shape shape = told_eastward(boundary.shape);
    Region region{&boundary, bounds(shape), {}};
    const auto least = std::max<std::int64_t>(1, (region.box.high.longitude - region.box.low.longitude) / 250);
    for (const Polygon& polygon : shape.polygons)
      for (const Ring& ring : polygon.rings) {
        std::vector<Place> thin;
        for (const Place place : ring)
          if (thin.empty() || std::llabs(place.longitude - thin.back().longitude) > least ||
              std::llabs(place.latitude - thin.back().latitude) > least)
            thin.push_back(place);
        if (thin.size() > 2) region.rings.push_back(std::move(thin));
      }
    regions_.push_back(std::move(region));
  }
  for (const std::size_t i : pages)
    if (const auto& position = plan.psus[i].position) units_.push_back(*position);
  box_of_units_ = box_around(units_).value_or(Box{});
}

void Inset::draw(Paper& paper, const Psu& psu, const Area2d& area) const {
  if (!psu.position) return;
  const auto home = std::find_if(regions_.begin(), regions_.end(),
                                 [&](const Region& region) { return contains(region.boundary->shape, *psu.position); });
  const bool in_region = home != regions_.end();
  const Box box = in_region ? home->box : box_of_units_;
  paper.text({area.x, area.y}, area.width, in_region ? home->boundary->name : all_units_, {8, true, Align::centre});
  const Area2d inner{area.x + 1.5, area.y + 5.5, area.width - 3, area.height - 7};
  const double shrink = std::cos(psu.position->latitude_degrees() * M_PI / 180);
  const double width = static_cast<double>(box.high.longitude - box.low.longitude + 1) * shrink;
  const auto height = static_cast<double>(box.high.latitude - box.low.latitude + 1);
  const double unit = std::min(inner.width / width, inner.height / height);
  const auto spot = [&](Place place) {
    if (place.longitude < box.low.longitude) place.longitude += Place::kTurn;
    return Spot{
        inner.x + (inner.width - width * unit) / 2 +
            static_cast<double>(place.longitude - box.low.longitude) * shrink * unit,
        inner.y + (inner.height - height * unit) / 2 + static_cast<double>(box.high.latitude - place.latitude) * unit};
  };
  if (in_region) {
    std::vector<std::vector<Spot>> rings;
    for (const auto& ring : home->rings) {
      rings.emplace_back();
      for (const Place place : ring) rings.back().push_back(spot(place));
      rings.back().push_back(rings.back().front());
    }
    paper.polygon(rings, {0.93, 0.92, 0.89});
    paper.lines(rings, 0.2, kGrey);
  } else {
    for (const Place place : units_) paper.dot(spot(place), 0.35, kGrey);
  }
  const Spot at = spot(*psu.position);
  paper.dot(at, 1.3, kWhite);
  paper.dot(at, 1.0, kBlack);
  paper.rectangle({area.x, area.y + 4.4, area.width, area.height - 5}, 0.2, kGrey);
}

}  // namespace fairdraw
