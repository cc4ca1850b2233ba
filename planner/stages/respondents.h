#pragma once

#include "config/survey.h"
#include "planner/sampling/stream.h"
#include "planner/values/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// Names and versions of the methods, part of every permanent number they use.
inline constexpr std::string_view kKish = "kish 1";
inline constexpr std::string_view kRandomTable = "random-table 1";
inline constexpr std::string_view kNextBirthday = "next-birthday 1";
inline constexpr std::string_view kAllChildren = "all 1";

std::string_view version_of(RespondentMethod method);

/// Children that a selection table has a column for.
constexpr std::uint32_t kKishColumns = 6;
constexpr std::uint32_t kRandomColumns = 8;

/// Chance that Kish's tables pick child `child` (from 1, eldest first) of `children`: 1 / children for up to four and
/// for six; with five, 1/6 for the first, second and fourth and 1/4 for the third and fifth. Of more than six only the
/// six eldest can be picked, each with chance 1/6. Source: Kish (1949), JASA 44(247), 380-387, tables A to F.
double kish_probability(std::uint32_t children, std::uint32_t child);

/// How the child is picked in one household, from a permanent random number keyed by the PSU and by what the household
/// is called there, so that it depends on no other household.
/// @param children  eligible ones, where they are known
Respondent pick_respondent(RespondentMethod method, std::string_view psu, std::string_view household,
                           const std::optional<std::uint32_t>& children, const SeedKey& key);

/// The child of this number, from 1, when a household's are numbered eldest first, or boys first and each sex eldest
/// first ("sex-and-age", Kish's own order); of the same age, as they were listed.
ListedChild numbered_child(std::vector<ListedChild> children, ChildOrder order, std::uint32_t number);

/// Gives each of the plan's households its way of picking the child; see pick_respondent(). A household is called by
/// its id, and on one trip, where the tables are printed before there are ids, by its number. Where the listing told
/// the number of eligible children, the child and the probabilities are filled in; by "next-birthday" only the
/// probability, 1 / children as if birthdays fell on any day alike, for the child is known at the door; by "all" it
/// is 1. Replaces plan.respondents. Source of the birthday rule: Salmon and Nichols (1983), Public Opinion Quarterly
/// 47(2), 270-276.
void draw_respondents(Plan& plan, const SeedKey& key, CaregiverRule caregiver);

}  // namespace fairdraw
