#include "planner/stages/walk.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/stages/household_draw.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

namespace fairdraw {
namespace {

constexpr std::array<std::string_view, 8> kDirections = {"N", "NE", "E", "SE", "S", "SW", "W", "NW"};

}  // namespace

Place random_place(const Shape& shape, const std::optional<Box>& only, Stream& stream) {
  if (shape.polygons.empty()) throw Error(ErrorKind::usage, "a random walk needs the area's polygon for its start");
  Box box = bounds(shape);
  if (only) {
    box.low = {std::max(box.low.longitude, only->low.longitude), std::max(box.low.latitude, only->low.latitude)};
    box.high = {std::min(box.high.longitude, only->high.longitude - 1),
                std::min(box.high.latitude, only->high.latitude - 1)};
  }
  const auto width = static_cast<std::uint64_t>(box.high.longitude - box.low.longitude) + 1;
  const auto height = static_cast<std::uint64_t>(box.high.latitude - box.low.latitude) + 1;
  for (int attempt = 0; attempt < 100'000; ++attempt) {
    const auto east = static_cast<std::int64_t>(stream.below(width));
    const auto north = static_cast<std::int64_t>(stream.below(height));
    const Place place{box.low.longitude + east, box.low.latitude + north};
    if (contains(shape, place)) return place;
  }
  throw Error(ErrorKind::usage, "the area's polygon has no ground to start a walk on (a sliver, or a line)");
}

namespace {

Place random_start(const WalkGround& ground, Stream& stream) {
  if (ground.people.empty()) return random_place(ground.shape, std::nullopt, stream);
  std::uint64_t all = 0;
  for (const GroundPoint& point : ground.people) all += point.weight;
  std::uint64_t at = stream.below(all);
  auto drawn = ground.people.begin();
  for (; at >= drawn->weight; ++drawn) at -= drawn->weight;
  const Place& reach = drawn->reach;
  if (reach == Place{}) return drawn->place;
  return random_place(ground.shape,
                      Box{{drawn->place.longitude - reach.longitude, drawn->place.latitude - reach.latitude},
                          {drawn->place.longitude + reach.longitude, drawn->place.latitude + reach.latitude}},
                      stream);
}

/// Where an interviewer begins, and how the walk goes on from there.
struct WalkStart {
  Place place;
  std::string_view direction;
  std::string_view side;
};

std::vector<WalkStart> draw_starts(const Psu& psu, const WalkGround& ground, std::uint32_t interviewers,
                                   const SeedKey& key) {
  Stream stream = make_stream(key, {kWalk, "households", psu.id});
  std::vector<WalkStart> starts;
  try {
    for (std::uint32_t i = 0; i < interviewers; ++i) {
      const Place place = random_start(ground, stream);
      const std::string_view direction = kDirections[stream.below(kDirections.size())];
      starts.push_back({place, direction, stream.below(2) == 0 ? "left" : "right"});
    }
  } catch (const Error& error) {
    throw Error(error.kind(), "PSU " + printable(psu.id) + ": " + error.what());
  }
  return starts;
}

}  // namespace

std::vector<Household> lay_out_walk(std::size_t psu_index, const Psu& psu, const WalkGround& ground,
                                    const WalkRules& rules, const SeedKey& key) {
  const std::vector<WalkStart> starts = draw_starts(psu, ground, rules.interviewers, key);
  const std::uint32_t interval = rules.interval > 0 ? rules.interval : walk_interval(ground.households, psu.households);
  std::vector<Household> contacts;
  for (std::uint32_t number = 1; number <= psu.households; ++number) {
    const std::uint32_t start = (number - 1) % static_cast<std::uint32_t>(starts.size());
    Household contact;
    contact.psu = psu_index;
    contact.id = visit_id(number);
    contact.visit_order = number;
    contact.start = start + 1;
    contact.start_position = starts[start].place;
    contact.direction = starts[start].direction;
    contact.side = starts[start].side;
    contact.interval = interval;
    contacts.push_back(std::move(contact));
  }
  return contacts;
}

std::uint32_t walk_interval(double households, std::uint32_t contacts) {
  return static_cast<std::uint32_t>(
      std::clamp(std::floor(households / std::max<std::uint32_t>(1, contacts)), 1.0, 20.0));
}

}  // namespace fairdraw
