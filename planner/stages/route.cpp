#include "planner/stages/route.h"

#include "planner/sampling/spread/positions.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fairdraw {
namespace {

constexpr int kRounds = 60;         ///< of mending; routes of some hundred places are done after ten
constexpr std::size_t kMoved = 3;   ///< places that Or-opt moves together
constexpr std::size_t kWhole = 60;  ///< up to so many places, turning a stretch may change what its inside costs

/// A route with its ends, seen as positions 0 to n + 1.
class Route {
 public:
  Route(std::vector<std::size_t>& places, const RouteEnds& ends, const TravelCost& cost)
      : places_(places), ends_(ends), cost_(cost) {}

  std::size_t size() const { return places_.size(); }

  /// Between neighbours on the route; nothing before the first place or after the last where there is no end.
  std::int64_t leg(std::optional<std::size_t> from, std::optional<std::size_t> to) const {
    return from && to ? cost_(*from, *to) : 0;
  }

  std::optional<std::size_t> at(std::size_t position) const {
    if (position == 0) return ends_.first;
    if (position == places_.size() + 1) return ends_.last;
    return places_[position - 1];
  }

  std::int64_t inside(std::size_t first, std::size_t last, bool turned) const {
    std::int64_t sum = 0;
    for (std::size_t k = first; k < last; ++k) sum += turned ? leg(at(k + 1), at(k)) : leg(at(k), at(k + 1));
    return sum;
  }

  /// Turns the stretch between two positions round, if that is cheaper.
  bool turn(std::size_t first, std::size_t last) {
    std::int64_t was = leg(at(first - 1), at(first)) + leg(at(last), at(last + 1));
    std::int64_t is = leg(at(first - 1), at(last)) + leg(at(first), at(last + 1));
    if (is >= was && size() > kWhole) return false;
    was += inside(first, last, false);
    is += inside(first, last, true);
    if (is >= was) return false;
    std::reverse(begin(first), begin(last) + 1);
    return true;
  }

  /// Moves the stretch between two positions to where it costs least, if that is cheaper.
  bool move(std::size_t first, std::size_t last) {
    const std::int64_t freed =
        leg(at(first - 1), at(first)) + leg(at(last), at(last + 1)) - leg(at(first - 1), at(last + 1));
    const std::int64_t straight = inside(first, last, false);
    const std::int64_t turned = inside(first, last, true);
    std::int64_t best = freed + straight;
    std::size_t to = 0;
    bool reversed = false;
    for (std::size_t after = 0; after <= size(); ++after) {
      if (after + 1 >= first && after <= last) continue;
      const std::int64_t gap = leg(at(after), at(after + 1));
      const std::int64_t as_is = leg(at(after), at(first)) + leg(at(last), at(after + 1)) - gap + straight;
      const std::int64_t round = leg(at(after), at(last)) + leg(at(first), at(after + 1)) - gap + turned;
      if (std::min(as_is, round) >= best) continue;
      best = std::min(as_is, round);
      to = after + 1;
      reversed = round < as_is;
    }
    if (to == 0) return false;
    if (reversed) std::reverse(begin(first), begin(last) + 1);
    if (to > last)
      std::rotate(begin(first), begin(last) + 1, begin(to));
    else
      std::rotate(begin(to), begin(first), begin(last) + 1);
    return true;
  }

 private:
  std::vector<std::size_t>::iterator begin(std::size_t position) {
    return places_.begin() + static_cast<std::ptrdiff_t>(position) - 1;
  }

  std::vector<std::size_t>& places_;
  const RouteEnds& ends_;
  const TravelCost& cost_;
};

constexpr double kMillimetresToCentre = 6'371'008'800;

/// The angle whose sine this is, for 0 to 1: its series (Abramowitz and Stegun 1964, 4.4.40) up to a half, beyond it
/// by half the angle. With + - * / and sqrt alone, so that it is the same on every machine.
double arcsine(double sine) {
  constexpr double kQuarter = 1.57079632679489661923;
  if (sine > 0.5) return kQuarter - 2 * arcsine(std::sqrt((1 - std::min(sine, 1.0)) / 2));
  double sum = sine;
  double power = sine;
  for (int k = 1; k < 27; ++k) {
    power *= sine * sine * (2 * k - 1) / (2 * k);
    sum += power / (2 * k + 1);
  }
  return sum;
}

}  // namespace

std::int64_t route_cost(const std::vector<std::size_t>& route, const RouteEnds& ends, const TravelCost& cost) {
  std::int64_t sum = 0;
  std::optional<std::size_t> before = ends.first;
  for (const std::size_t place : route) {
    if (before) sum += cost(*before, place);
    before = place;
  }
  if (before && ends.last && !route.empty()) sum += cost(*before, *ends.last);
  return sum;
}

std::vector<std::size_t> mended_route(std::vector<std::size_t> route, const RouteEnds& ends, const TravelCost& cost) {
  Route whole(route, ends, cost);
  const std::size_t n = route.size();
  bool cheaper = n > 1;
  for (int round = 0; cheaper && round < kRounds; ++round) {
    cheaper = false;
    for (std::size_t first = 1; first < n; ++first)
      for (std::size_t last = first + 1; last <= n; ++last) cheaper = whole.turn(first, last) || cheaper;
    for (std::size_t length = 1; length <= std::min(kMoved, n - 1); ++length)
      for (std::size_t first = 1; first + length - 1 <= n; ++first)
        cheaper = whole.move(first, first + length - 1) || cheaper;
  }
  return route;
}

std::vector<std::size_t> short_route(std::vector<std::size_t> places, const RouteEnds& ends, const TravelCost& cost) {
  for (std::size_t k = ends.first ? 0 : 1; k + 1 < places.size(); ++k) {
    const std::size_t here = k == 0 ? *ends.first : places[k - 1];
    const auto next = std::min_element(places.begin() + static_cast<std::ptrdiff_t>(k), places.end(),
                                       [&](std::size_t a, std::size_t b) {
                                         const std::int64_t to_a = cost(here, a);
                                         const std::int64_t to_b = cost(here, b);
                                         return to_a != to_b ? to_a < to_b : a < b;
                                       });
    std::iter_swap(places.begin() + static_cast<std::ptrdiff_t>(k), next);
  }
  return mended_route(std::move(places), ends, cost);
}

GroundDistance::GroundDistance(const std::vector<Place>& places) {
  for (const Place& place : places)
    points_.push_back(sphere_point(place.longitude_degrees(), place.latitude_degrees()));
}

std::int64_t GroundDistance::operator()(std::size_t a, std::size_t b) const {
  double sum = 0;
  for (std::size_t k = 0; k < 3; ++k) sum += (points_[a][k] - points_[b][k]) * (points_[a][k] - points_[b][k]);
  const double angle = 2 * arcsine(std::min(1.0, std::sqrt(sum) / (2 * kMillimetresToCentre)));
  return static_cast<std::int64_t>(angle * kMillimetresToCentre + 0.5);
}

}  // namespace fairdraw
