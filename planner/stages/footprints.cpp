#include "planner/stages/footprints.h"

#include "planner/base/text.h"
#include "planner/stages/household_draw.h"
#include "planner/stages/route.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

namespace fairdraw {
namespace {}  // namespace

FootprintBatches plan_batches(std::uint32_t contacts, double dwellings_for_take, double households,
                              std::uint32_t buildings) {
  FootprintBatches out;
  if (buildings == 0) return out;
  const double dwelling = std::max(households, 1.0) / buildings;  // households of a building
  const auto needed = [&](double dwellings) {
    return static_cast<std::uint32_t>(std::min(std::ceil(dwellings / dwelling - 1e-9), static_cast<double>(buildings)));
  };
  out.first = std::max(1U, needed(dwellings_for_take));
  out.later = std::max(1U, (out.first + 3) / 4);
  out.all = std::max(out.first, needed(contacts));
  return out;
}

std::vector<std::size_t> walking_order(const std::vector<Place>& places) {
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (places.size() < 2) return order;
  const auto western = std::min_element(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(places[a].longitude, places[a].latitude) < std::pair(places[b].longitude, places[b].latitude);
  });
  const std::size_t first = *western;
  order.erase(western);
  order = short_route(std::move(order), {first, std::nullopt}, GroundDistance(places));
  order.insert(order.begin(), first);
  return order;
}

std::vector<Household> draw_footprints(std::size_t psu_index, const Psu& psu, const GroundPoints& buildings,
                                       const FootprintBatches& batches, const SeedKey& key) {
  // Buildings in the order in which they come out of an urn.
  std::vector<std::size_t> urn(buildings.size());
  std::iota(urn.begin(), urn.end(), std::size_t{0});
  Stream stream = make_stream(key, {kFootprints, "households", psu.id});
  for (std::size_t k = 0; k < batches.all; ++k)
    std::swap(urn[k], urn[k + static_cast<std::size_t>(stream.below(urn.size() - k))]);

  std::vector<Household> out;
  std::uint32_t batch = 0;
  for (std::size_t first = 0; first < batches.all;) {
    const std::size_t size = std::min<std::size_t>(batch == 0 ? batches.first : batches.later, batches.all - first);
    ++batch;
    std::vector<Place> places;
    for (std::size_t k = 0; k < size; ++k) places.push_back(buildings[urn[first + k]].place);
    first += size;
    for (const std::size_t k : walking_order(places)) {
      Household building;
      building.psu = psu_index;
      building.visit_order = static_cast<std::uint32_t>(out.size() + 1);
      building.id = visit_id(building.visit_order);
      building.batch = batch;
      building.start_position = places[k];
      building.household_probability = static_cast<double>(first) / static_cast<double>(buildings.size());
      building.overall_probability =
          psu.inclusion_probability * psu.segment_probability * *building.household_probability;
      out.push_back(std::move(building));
    }
  }
  return out;
}

}  // namespace fairdraw
