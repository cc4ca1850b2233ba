#pragma once

#include "config/survey.h"
#include "planner/sampling/stream.h"
#include "planner/values/plan.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// Names and versions, part of every stream and number they use.
inline constexpr std::string_view kRuns = "runs 1";
inline constexpr std::string_view kOneTrip = "one-trip 1";

/// Which of a PSU's eligible households are taken, of those numbered 0, 1, ...
struct HouseholdDraw {
  std::vector<std::uint32_t> taken;  ///< ascending
  double probability = 0;            ///< of each household to be among them
};

/// Households that the frame has in a PSU, or in the segment of it that is worked.
double households_by_frame(const Psu& psu, const FrameSource& frame);

/// The id of a visit that no listing gave one: "007".
std::string visit_id(std::uint32_t number);

/// How many of `eligible` households a PSU asks for; not whole where a rate decides.
double households_wanted(const Psu& psu, std::uint32_t eligible);

/// Draws them with equal probabilities: systematically, or in runs of `run` neighbours. A number wanted that is not
/// whole is rounded up with the chance of its fraction, so that the probability is wanted / eligible exactly.
HouseholdDraw draw_households(const Psu& psu, std::uint32_t eligible, std::uint32_t run, Stream& stream);

/// Runs of neighbours: n of `units` on a circle, ceil(n / run) runs of equal length but for one, with equal gaps but
/// for one, turned by a random whole number, so that every unit has the probability n / units. The circle closes
/// between the last unit and the first: a run may hold both ends. Source for runs in wide areas: ICF International
/// (2012), Demographic and Health Survey Sampling and Household Listing Manual; for the turned circle, Lahiri (1954),
/// in Bellhouse (1988), Handbook of Statistics 6, 125-145.
std::vector<std::uint32_t> draw_in_runs(std::uint32_t units, std::uint32_t n, std::uint32_t run, Stream& stream);

/// What a team on one trip takes where it lists so many eligible households: drawn from a stream of its own for each
/// PSU and number, so that the page that was printed and whoever checks it later agree.
HouseholdDraw one_trip_draw(const Psu& psu, std::uint32_t eligible, std::uint32_t run, const SeedKey& key);

/// Up to how many eligible households a PSU's page for one trip goes: as many as the frame has households, 20 at least
/// and 1,000 at most. The draw itself knows no such end.
std::uint32_t one_trip_rows(const Psu& psu, const FrameSource& frame);

}  // namespace fairdraw
