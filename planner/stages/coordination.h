#pragma once

#include "planner/sampling/coordinated/permanent.h"
#include "planner/sampling/stream.h"
#include "planner/stages/areas.h"
#include "planner/values/frame.h"
#include "planner/values/plan.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// What another survey's draw says of one area.
struct OtherArea {
  double probability = 0;  ///< to be in what is released of that draw
  bool drawn = false;      ///< whether it is
};

/// Another plan, with which the main sample of a draw is coordinated through permanent random numbers. What counts is
/// what is released of that plan: its reserve is nobody's experience.
class Coordination {
 public:
  bool avoid = false;        ///< spare what is released of it; else keep it
  std::string digest;        ///< SHA-256 of its seed and the ids that are released, by which a manifest knows it
  SeedKey key;               ///< of the other draw
  std::size_t releases = 0;  ///< of its reserve, that count
  bool permanent = false;    ///< its method used permanent random numbers of its own
  Coordinate coordinate = Coordinate::positive;         ///< from which end it counted them
  std::map<std::string, OtherArea, std::less<>> areas;  ///< by id, every area that it could draw
  std::shared_ptr<const GridFrame> grid;                ///< Frame::grid of what it was drawn from

  /// Areas that have other ids by now, or were split or merged; their numbers go on to what they became.
  /// @throws Error(usage) where one is not an area of the other plan, or a row comes twice
  void rename(std::vector<Renamed> renamed);
  const std::vector<Renamed>& renamed() const { return renamed_; }

  /// The number of an area for this draw, above 0 and below 1.
  ///
  /// Where the other draw used permanent random numbers, it is the same one, counted from the same end (prefer) or from
  /// the other (avoid). Else one is made up afterwards that could have led to it: uniform below the area's probability
  /// p where it was drawn, uniform above p where not. As it was drawn with chance p, the number is uniform between 0
  /// and 1 whatever its method was; numbers of different areas are then no more independent than that draw was. Each
  /// part of an area that was split has a number of its own that could have led to what the whole was. Areas that were
  /// merged have the number of the one with the largest probability: one that is made of several of theirs would not be
  /// uniform, as they hang together by that draw. Source: Ohlsson (1995), in Cox et al., Business Survey Methods,
  /// chapter 9, for coordination by such numbers.
  double uniform(std::string_view id) const;

  /// Whether some of an area was drawn by the other plan.
  bool was_drawn(std::string_view id) const;

  /// The chance that an area's number is below p, given what the other plan drew.
  double chance(std::string_view id, double p) const;

 private:
  /// What an area was in the other plan, by ids; none where it is new.
  std::vector<std::string_view> ancestors(std::string_view id) const;
  OtherArea other(std::string_view old) const;

  /// @param parent  of the stream of permanent numbers
  /// @param own     whether it is the number itself; else one is made that could have led to what the area `was`
  double number_of(std::string_view id, std::string_view parent, const OtherArea& was, bool own) const;

  /// The area of the other plan whose number an area has, if any.
  std::optional<std::string_view> heir_of(std::string_view id) const;

  std::vector<Renamed> renamed_;
  std::map<std::string, std::vector<std::string>, std::less<>> old_of_;  ///< by new id
  std::map<std::string, std::size_t, std::less<>> parts_of_;             ///< by old id: into how many it went
};

/// @throws Error(usage) where the frame does not have what an area is said to have become
void require_renamed(const Coordination& coordination, const Frame& frame);

/// How many areas that are released of the other plan a draw's main sample has too.
struct Overlap {
  double expected = 0;   ///< given the other draw: the sum of Coordination::chance() over what it drew; exact for
                         ///< Poisson, near for other methods
  double by_chance = 0;  ///< of independent draws: the sum of the probabilities over what the other draw has
  std::uint64_t reached = 0;
  std::uint64_t other = 0;  ///< areas that are released of the other draw
  std::uint64_t gone = 0;   ///< of these, the ones that the frame does not have any more, under any name
};

Overlap overlap_of(const Coordination& coordination, const Frame& frame, const Strata& strata, const AreaDraw& draw);

}  // namespace fairdraw
