#include "planner/documents/sheet_words.h"

#include "geo/maps/map_furniture.h"
#include "planner/base/text.h"
#include "planner/documents/teams.h"
#include "planner/stages/household_draw.h"

#include <cmath>
#include <cstdint>

namespace fairdraw {

std::string SheetWords::ages() const {
  return std::to_string(survey_.respondents.age_from) + "-" + std::to_string(survey_.respondents.age_to);
}

std::string SheetWords::instructions(const Psu& psu, const std::vector<std::size_t>& households) const {
  const double known = households_by_frame(psu, survey_.frame);
  std::string out =
      words_("what_is_here", {{"households", number_text(std::round(known))}, {"take", std::to_string(psu.take)}});
  const auto add = [&](const std::string& sentence) {
    if (!sentence.empty()) out += " " + sentence;
  };
  if (!psu.members.empty()) add(members(psu));
  if (psu.segments > 1)
    add(psu.sketched() ? words_("segment_by_sketch")
                       : words_("segment_to_work", {{"segments", std::to_string(psu.segments)},
                                                    {"segment", std::to_string(psu.segment)}}));
  if (to_be_listed(plan_, psu)) {
    add(listing(psu));
  } else {
    add(visits(psu, households));
    if (!households.empty()) add(child());
  }
  return out;
}

std::string SheetWords::members(const Psu& psu) const {
  std::string areas;
  for (const Member& member : psu.members) {
    areas += (areas.empty() ? "" : ", ") + member.id;
    if (!member.name.empty()) areas += " (" + member.name + ")";
  }
  return words_("members", {{"count", std::to_string(psu.members.size())}, {"areas", areas}});
}

std::string SheetWords::visits(const Psu& psu, const std::vector<std::size_t>& households) const {
  if (plan_.mode == HouseholdMode::listing && households.empty()) return words_("nobody_listed");
  if (plan_.mode == HouseholdMode::listing)
    return words_("visit_listed", {{"households", std::to_string(households.size())}});
  if (plan_.mode == HouseholdMode::random_walk) return walk(psu, households);
  if (plan_.mode == HouseholdMode::footprints) return words_("visit_buildings", {{"take", std::to_string(psu.take)}});
  return words_("areas_alone");
}

std::string SheetWords::walk(const Psu& psu, const std::vector<std::size_t>& households) const {
  const std::uint32_t interval = households.empty() ? 1 : plan_.households[households.front()].interval;
  std::string out = words_("visit_walk", {{"interval", std::to_string(interval)}, {"take", std::to_string(psu.take)}});
  if (const std::string count = quick_count(psu); !count.empty()) out += " " + count;
  return out + " " + words_("visit_walk_chance");
}

/// Which doors to try, by how many households a quick count finds.
std::string SheetWords::quick_count(const Psu& psu) const {
  if (survey_.households.walk_interval > 0 || psu.households == 0) return {};
  std::string list;
  for (std::uint32_t interval = 1; interval <= 5; ++interval) {
    const std::string most = std::to_string((interval + 1) * psu.households - 1);
    list += interval == 1
                ? words_("quick_count_every", {{"most", most}})
                : "; " + words_("quick_count_one_in", {{"most", most}, {"interval", std::to_string(interval)}});
  }
  return words_("quick_count", {{"list", list}});
}

std::string SheetWords::listing(const Psu& psu) const {
  std::string out = words_("listing_walk", {{"ages", ages()}}) + " ";
  if (psu.segments > 1) out += words_("listing_segment") + " ";
  if (plan_.one_trip) {
    out += words_("listing_one_trip") + " " + numbering() + " " + words_("caregiver_rule");
  } else {
    out += words_(plan_.self_weighting ? "listing_drawn_about" : "listing_drawn",
                  {{"households", std::to_string(psu.households)}});
    if (plan_.run > 1) out += " " + words_("listing_runs", {{"run", std::to_string(plan_.run)}});
  }
  const double known = households_by_frame(psu, survey_.frame);
  return out + " " +
         words_("listing_bounds",
                {{"least", number_text(std::ceil(known / 2))}, {"most", number_text(std::floor(2 * known))}});
}

/// Whom to interview in a household.
std::string SheetWords::child() const {
  const std::string caregiver = " " + words_("caregiver_rule");
  if (plan_.respondent_method == RespondentMethod::next_birthday)
    return words_("child_next_birthday", {{"ages", ages()}}) + caregiver;
  if (plan_.respondent_method == RespondentMethod::all) return words_("child_all", {{"ages", ages()}}) + caregiver;
  return numbering() + " " + words_("child_under_number") + caregiver;
}

/// How a household's eligible children are numbered.
std::string SheetWords::numbering() const {
  return words_(survey_.respondents.order == ChildOrder::age ? "child_by_age" : "child_by_sex_and_age",
                {{"ages", ages()}});
}

std::vector<std::string> SheetWords::starts(const std::vector<std::size_t>& households) const {
  std::vector<std::string> out;
  std::uint32_t last = 0;
  for (const std::size_t i : households) {
    const Household& contact = plan_.households[i];
    if (contact.start <= last || !contact.start_position) continue;
    last = contact.start;
    out.push_back(words_(contact.side == "left" ? "start_left" : "start_right",
                         {{"number", std::to_string(last)},
                          {"place", position_text(*contact.start_position)},
                          {"direction", words_("compass_" + contact.direction)}}));
  }
  return out;
}

}  // namespace fairdraw
