#pragma once

#include "planner/base/named.h"

#include <array>
#include <string_view>

// The choices that a survey file makes out of a few, each with its names. Who adds a value gives it a name beside it;
// what a choice does stands where it is done.

namespace fairdraw {

/// What becomes of areas whose size is missing.
enum class OnUnusable { error, exclude };
template <>
inline constexpr auto kNames<OnUnusable> =
    std::array{Named{OnUnusable::error, "error"}, Named{OnUnusable::exclude, "exclude"}};

/// What becomes of areas of size 0; `minimum`: they are drawn as if of frame.size_min.
enum class OnZeroSize { error, exclude, minimum };
template <>
inline constexpr auto kNames<OnZeroSize> = std::array{
    Named{OnZeroSize::error, "error"}, Named{OnZeroSize::exclude, "exclude"}, Named{OnZeroSize::minimum, "minimum"}};

/// What becomes of areas without geometry, and of areas whose position is a mistake.
enum class OnGround { keep, error, exclude };
template <>
inline constexpr auto kNames<OnGround> =
    std::array{Named{OnGround::keep, "keep"}, Named{OnGround::error, "error"}, Named{OnGround::exclude, "exclude"}};

/// What becomes of rows that are sums of others, or larger than all others together.
enum class OnTotal { error, exclude, keep };
template <>
inline constexpr auto kNames<OnTotal> =
    std::array{Named{OnTotal::error, "error"}, Named{OnTotal::exclude, "exclude"}, Named{OnTotal::keep, "keep"}};

/// What becomes of ids and strata that look alike.
enum class OnLookalike { error, keep };
template <>
inline constexpr auto kNames<OnLookalike> =
    std::array{Named{OnLookalike::error, "error"}, Named{OnLookalike::keep, "keep"}};

/// What becomes of ids that seem to have lost the zeros at their front.
enum class OnLostZeros { keep, error };
template <>
inline constexpr auto kNames<OnLostZeros> =
    std::array{Named{OnLostZeros::keep, "keep"}, Named{OnLostZeros::error, "error"}};

/// What becomes of areas with the id of another.
enum class OnDuplicate { error, merge, first };
template <>
inline constexpr auto kNames<OnDuplicate> = std::array{
    Named{OnDuplicate::error, "error"}, Named{OnDuplicate::merge, "merge"}, Named{OnDuplicate::first, "first"}};

/// How strata are made of a column's numbers.
enum class SizeStrataMethod { cumulative_root_f, geometric, lavallee_hidiroglou };
template <>
inline constexpr auto kNames<SizeStrataMethod> = std::array{
    Named{SizeStrataMethod::cumulative_root_f, "cumulative-root-f"}, Named{SizeStrataMethod::geometric, "geometric"},
    Named{SizeStrataMethod::lavallee_hidiroglou, "lavallee-hidiroglou"}};

/// How PSUs are shared out among strata.
enum class AllocationRule { proportional, equal, power, fixed, kish, neyman, optimal, equal_precision, multivariate };
template <>
inline constexpr auto kNames<AllocationRule> = std::array{Named{AllocationRule::proportional, "proportional"},
                                                          Named{AllocationRule::equal, "equal"},
                                                          Named{AllocationRule::power, "power"},
                                                          Named{AllocationRule::fixed, "fixed"},
                                                          Named{AllocationRule::kish, "kish"},
                                                          Named{AllocationRule::neyman, "neyman"},
                                                          Named{AllocationRule::optimal, "optimal"},
                                                          Named{AllocationRule::equal_precision, "equal-precision"},
                                                          Named{AllocationRule::multivariate, "multivariate"}};

/// Whether an area larger than the sampling interval is taken once for certain, or may be hit several times.
enum class CertaintyRule { once, hits };
template <>
inline constexpr auto kNames<CertaintyRule> =
    std::array{Named{CertaintyRule::once, "once"}, Named{CertaintyRule::hits, "hits"}};

/// How households are come by.
enum class HouseholdMode { listing, random_walk, footprints, none };
template <>
inline constexpr auto kNames<HouseholdMode> =
    std::array{Named{HouseholdMode::listing, "listing"}, Named{HouseholdMode::random_walk, "random-walk"},
               Named{HouseholdMode::footprints, "footprints"}, Named{HouseholdMode::none, "none"}};

/// Whether doors are knocked at one after another, without a listing, until the take is reached.
constexpr bool by_contacts(HouseholdMode mode) {
  return mode == HouseholdMode::random_walk || mode == HouseholdMode::footprints;
}

/// The key of the word for what is visited: a household of a listing, a walk's contact, a building.
constexpr std::string_view visited(HouseholdMode mode) {
  switch (mode) {
    case HouseholdMode::random_walk:
      return "contact";
    case HouseholdMode::footprints:
      return "building";
    case HouseholdMode::listing:
    case HouseholdMode::none:
      break;
  }
  return "household";
}

/// Whether every PSU of a stratum has the same take, or one that makes the households' weights equal.
enum class TakeRule { fixed, self_weighting };
template <>
inline constexpr auto kNames<TakeRule> =
    std::array{Named{TakeRule::fixed, "fixed"}, Named{TakeRule::self_weighting, "self-weighting"}};

/// How the child is picked among a household's.
enum class RespondentMethod { kish, random_table, next_birthday, all };
template <>
inline constexpr auto kNames<RespondentMethod> =
    std::array{Named{RespondentMethod::kish, "kish"}, Named{RespondentMethod::random_table, "random-table"},
               Named{RespondentMethod::next_birthday, "next-birthday"}, Named{RespondentMethod::all, "all"}};

/// How a household's eligible children are numbered before one is picked.
enum class ChildOrder { age, sex_and_age };
template <>
inline constexpr auto kNames<ChildOrder> =
    std::array{Named{ChildOrder::age, "age"}, Named{ChildOrder::sex_and_age, "sex-and-age"}};

/// Which caregiver is interviewed.
enum class CaregiverRule { knows_most };
template <>
inline constexpr auto kNames<CaregiverRule> = std::array{Named{CaregiverRule::knows_most, "knows-most"}};

/// A system in which interviews are recorded, that gets files of its own (planner/documents/capi).
enum class CapiSystem { odk, surveycto, survey_solutions, cspro };
template <>
inline constexpr auto kNames<CapiSystem> =
    std::array{Named{CapiSystem::odk, "odk"}, Named{CapiSystem::surveycto, "surveycto"},
               Named{CapiSystem::survey_solutions, "survey-solutions"}, Named{CapiSystem::cspro, "cspro"}};

/// What documents are printed on.
enum class PaperSize { a4, letter };
template <>
inline constexpr auto kNames<PaperSize> = std::array{Named{PaperSize::a4, "A4"}, Named{PaperSize::letter, "Letter"}};

/// Coordinates along the edges of maps.
enum class MapGrid { degrees, utm };
template <>
inline constexpr auto kNames<MapGrid> = std::array{Named{MapGrid::degrees, "degrees"}, Named{MapGrid::utm, "utm"}};

/// What a layer beneath maps shows.
enum class MapStyle { road, water, building, place, boundary };
template <>
inline constexpr auto kNames<MapStyle> =
    std::array{Named{MapStyle::road, "road"}, Named{MapStyle::water, "water"}, Named{MapStyle::building, "building"},
               Named{MapStyle::place, "place"}, Named{MapStyle::boundary, "boundary"}};

/// Whether people can tell parts of the ground by it.
constexpr bool parts_ground(MapStyle style) {
  return style == MapStyle::road || style == MapStyle::water;
}

/// What maps are made as besides, page by page.
enum class PictureFormat { png, svg };
template <>
inline constexpr auto kNames<PictureFormat> =
    std::array{Named{PictureFormat::png, "png"}, Named{PictureFormat::svg, "svg"}};

}  // namespace fairdraw
