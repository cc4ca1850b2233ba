#pragma once

#include "planner/values/choices.h"
#include "planner/values/frame.h"
#include "planner/values/listing.h"
#include "planner/values/shape.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// What was asked of and drawn from one stratum.
struct StratumResult {
  std::string stratum;
  std::uint64_t areas = 0;            ///< areas that could be drawn
  double size = 0;                    ///< sum of their measures of size
  std::uint32_t release_level = 0;    ///< up to which replicate it is released; 0: the main sample alone
  double size_at_random = 0;          ///< of it, what is not certain at that level; by equal probabilities, areas
  std::uint32_t drawn_at_random = 0;  ///< PSUs (or hits) to be drawn at random at that level
  std::uint32_t allocated = 0;
  std::uint32_t drawn = 0;  ///< PSUs of the main sample and of what was released
  std::uint32_t certainty = 0;
  std::uint32_t reserve = 0;        ///< PSUs that are in reserve
  double reserve_expected = 0;      ///< PSUs that all replicates together are expected to have
  double reserve_deviation = 0;     ///< and the standard deviation of their number over all draws
  std::uint32_t reserve_drawn = 0;  ///< those that they have
  std::uint32_t take = 0;
  std::uint64_t households = 0;    ///< households to draw (listing) or contacts listed (random walk), main sample
  double expected_interviews = 0;  ///< child interviews expected of the main sample
  double expected_low = 0;         ///< the same with every yield at its low end
  double expected_high = 0;        ///< and at its high end
  double expected_caregivers = 0;
};

/// A replicate of a stratum, 0 being the main sample, and what the stratum has drawn with it.
struct ReplicateResult {
  std::string stratum;
  std::uint32_t replicate = 0;
  std::uint32_t psus = 0;             ///< to be drawn up to this replicate
  std::uint32_t certainty = 0;        ///< areas that are certain among so many
  std::uint32_t drawn_at_random = 0;  ///< the others
  double size_at_random = 0;  ///< sum of the measures of size of what is not certain; of equal probabilities, areas
  double expected = 0;        ///< PSUs of this replicate, over all draws
  double deviation = 0;       ///< standard deviation of their number
  std::uint32_t drawn = 0;    ///< PSUs of this replicate
};

/// A reserve replicate that was opened, in one stratum or in all.
struct Release {
  std::uint32_t replicate = 0;
  std::string stratum;  ///< empty: every stratum
  std::string why;
  std::string who;
  std::vector<std::string> unreachable;  ///< PSUs that can't be reached, where that is why
};

/// An area of another plan's frame, and what it is, or is a part of, in this one's.
struct Renamed {
  std::string old_id;
  std::string new_id;
};

/// What the segments of a PSU are made by: where people live by a file of the survey's, or a sketch of the team's.
enum class SegmentsBy { buildings, population, sketch };
template <>
inline constexpr auto kNames<SegmentsBy> =
    std::array{Named{SegmentsBy::buildings, "buildings"}, Named{SegmentsBy::population, "population"},
               Named{SegmentsBy::sketch, "sketch"}};

/// A primary sampling unit that was drawn.
struct Psu {
  std::string stratum;
  std::string id;
  std::string name;
  std::uint32_t replicate = 0;
  std::optional<std::uint32_t> release = 0;  ///< 0: main sample; k: opened by the k-th release; nothing: in reserve
  std::uint32_t draw_order = 0;              ///< place in the stratum's draw, from 1: the main sample, then its reserve
  std::uint32_t hits = 1;
  double size = 0;  ///< what the frame says, where measures of size are bounded; else 0
  double measure_of_size = 0;
  double stratum_size = 0;
  double draw_probability = 0;
  double inclusion_probability = 0;
  double design_weight = 0;
  bool certainty = false;
  std::uint32_t take = 0;          ///< interviews wanted here: take per hit times hits
  std::uint32_t households = 0;    ///< households to draw from the listing (about), or contacts on the walk's list
  std::uint32_t segments = 1;      ///< into how many it is split; of a sketch, how many are planned
  std::uint32_t segment = 0;       ///< the one to work, from 1; 0: all of it
  double segment_probability = 1;  ///< of that one; of a sketch, with the planned number
  std::optional<SegmentsBy> segments_by;  ///< nothing: it is not split
  /// What it is taken to hold, in the frame's unit (Frame::count).
  double count() const { return std::max(size, measure_of_size); }
  bool sketched() const { return segments_by == SegmentsBy::sketch; }
  double sampling_rate = 0;            ///< share of the eligible households to draw; 0: `households` of them
  std::uint32_t households_least = 0;  ///< bounds of what a rate asks for
  std::uint32_t households_most = 0;
  std::optional<std::uint32_t> listed;  ///< households that the field listed; nothing before its listing has come
  std::uint32_t listed_eligible = 0;    ///< of these, with an eligible child
  std::optional<Place> position;
  std::vector<std::string> carried;  ///< as Plan::carried names them
  std::vector<Member> members;       ///< areas it is made of, where they are several
};

/// A household that was drawn (listing), a numbered contact of a random walk, or a building (footprints).
struct Household {
  std::size_t psu = 0;  ///< position in Plan::psus
  std::string id;
  std::uint32_t visit_order = 0;
  std::uint32_t number = 0;  ///< of one trip: its place among the eligible households listed, from 1; else 0
  std::optional<std::uint32_t> eligible_children;  ///< by the listing
  std::vector<ListedChild> children;               ///< by it, where it tells of them
  HouseholdDetails details;                        ///< by it
  std::optional<double> household_probability;     ///< nothing for a walk: it has none that is known
  std::optional<double> overall_probability;       ///< of the household: the PSU's times its own
  std::uint32_t batch = 0;                         ///< of footprints, from 1; else 0
  std::uint32_t start = 0;                         ///< number of the walk's start, from 1; 0 for listing
  std::optional<Place> start_position;             ///< of footprints, the building's place
  std::string direction;                           ///< compass point to walk to first
  std::string side;                                ///< the hand that stays on the houses
  std::uint32_t interval = 0;                      ///< every interval-th door
};

/// How to pick the child in one household.
struct Respondent {
  std::size_t household = 0;             ///< position in Plan::households
  std::string table;                     ///< Kish's letter, or empty
  std::vector<std::uint32_t> selection;  ///< the child to take where there are 1, 2, ... eligible ones
  std::optional<std::uint32_t> child;    ///< by the listing's number of children
  std::optional<ListedChild> listed;     ///< that child, where the listing tells of each
  std::optional<double> child_probability;
  std::optional<double> overall_probability;  ///< of the child
  CaregiverRule caregiver = CaregiverRule::knows_most;
};

/// A segment of a PSU that is split, or what to work where a sketch has so many.
struct Segment {
  std::size_t psu = 0;         ///< position in Plan::psus
  std::uint32_t segments = 0;  ///< of the PSU
  std::uint32_t number = 0;    ///< from 1; of a sketch, the one to work
  double probability = 0;
  double households = 0;  ///< estimated, in it
  bool worked = false;    ///< the one that was drawn; of a sketch, the number that is planned
  Shape ground;           ///< its ground is what of the PSU lies in it; empty for a sketch, or once read from a table
};

/// One row of the page that a team on one trip carries: drawn in advance for a number that the listing may bring.
struct OneTripRow {
  std::size_t psu = 0;                   ///< position in Plan::psus
  std::uint32_t number = 0;              ///< eligible households listed; also that of a household among them
  double probability = 0;                ///< of each of so many households to be taken
  std::vector<std::uint32_t> taken;      ///< numbers of the households to take where so many are listed
  std::string table;                     ///< Kish's letter for the household of this number, or empty
  std::vector<std::uint32_t> selection;  ///< and which child to take there; see Respondent
};

/// Everything one draw produced.
struct Plan {
  std::string title;
  std::string country;
  std::string date;
  HouseholdMode mode = HouseholdMode::listing;
  bool self_weighting = false;  ///< takes are; see Psu::sampling_rate
  bool segmented = false;       ///< large PSUs are split
  bool sizes_bounded = false;   ///< measures of size are; see Psu::size
  std::uint32_t run = 1;        ///< listed neighbours that are drawn together
  bool one_trip = false;        ///< households are listed and visited on one trip
  RespondentMethod respondent_method = RespondentMethod::kish;
  ChildOrder child_order = ChildOrder::age;
  std::vector<std::string> carried;  ///< names of the columns carried into the lists
  std::uint32_t reserve_replicates = 0;
  std::vector<Release> releases;  ///< in the order in which they were made
  std::vector<Renamed> renamed;   ///< areas that are others in the plan that this one was coordinated with
  std::vector<StratumResult> strata;
  std::vector<ReplicateResult> replicates;  ///< stratum by stratum; empty without a reserve
  std::vector<Psu> psus;
  std::vector<Segment> segments;  ///< PSU by PSU, of those that are split
  std::vector<Household> households;
  std::vector<Respondent> respondents;
  std::vector<OneTripRow> one_trip_rows;  ///< PSU by PSU; empty unless `one_trip`
};

}  // namespace fairdraw
