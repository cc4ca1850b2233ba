#include "planner/stages/listing.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/sampling/list/systematic.h"
#include "planner/stages/household_draw.h"
#include "planner/stages/respondents.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace fairdraw {
namespace {

/// The listed households of each PSU by its position in the plan, in the order of their ids.
using ByPsu = std::map<std::size_t, std::vector<const ListedHousehold*>>;

/// The ids of PSUs in the field that are this one but for zeros at its front.
class ByZeros {
 public:
  explicit ByZeros(const Plan& plan) {
    for (const Psu& psu : plan.psus)
      if (psu.release) ids_[std::string(without_zeros(psu.id))].push_back(psu.id);
  }

  std::vector<std::string> like(std::string_view id) const {
    const auto found = ids_.find(without_zeros(id));
    return found == ids_.end() ? std::vector<std::string>() : found->second;
  }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> ids_;
};

ByPsu sort_listing(const Plan& plan, const Listing& listing) {
  Complaints complaints;
  std::map<std::string_view, std::size_t> psu_of;
  for (std::size_t i = 0; i < plan.psus.size(); ++i) psu_of.emplace(plan.psus[i].id, i);
  const ByZeros by_zeros(plan);
  std::set<std::string_view> unknown;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  ByPsu sorted;
  for (const ListedHousehold& household : listing.households) {
    const auto psu = psu_of.find(household.psu_id);
    if (psu == psu_of.end() || !plan.psus[psu->second].release) {
      if (!unknown.insert(household.psu_id).second) continue;
      const std::vector<std::string> like = by_zeros.like(household.psu_id);
      complaints.add(listing.source + ": PSU " + printable(household.psu_id) +
                     (psu != psu_of.end() ? " belongs to a reserve replicate that is not released"
                      : like.empty()      ? " is not in the plan"
                                          : " is not in the plan; " + printable(like.front()) +
                                           " is, but for zeros at its front: were they lost? --match-ids takes it so"));
      continue;
    }
    if (household.household_id.empty()) {
      complaints.add(listing.source + ": PSU " + printable(household.psu_id) + " has a household without id");
      continue;
    }
    if (!seen.emplace(household.psu_id, household.household_id).second)
      complaints.add(listing.source + ": household " + printable(household.household_id) + " of PSU " +
                     printable(household.psu_id) + " comes more than once");
    sorted[psu->second].push_back(&household);
  }
  complaints.throw_if_any(ErrorKind::usage);
  const bool walked = plan.run > 1 || plan.one_trip;
  for (auto& [psu, households] : sorted)
    std::sort(households.begin(), households.end(), [&](const auto* a, const auto* b) {
      return walked ? comes_before(a->household_id, b->household_id) : a->household_id < b->household_id;
    });
  return sorted;
}

/// A line of a listing as far as draws depend on it.
using Line = std::tuple<std::string_view, std::uint32_t, std::uint32_t, std::string>;

/// Each PSU's lines, sorted by household.
std::map<std::string_view, std::vector<Line>> by_psu(const Listing& listing) {
  std::map<std::string_view, std::vector<Line>> out;
  for (const ListedHousehold& each : listing.households)
    out[each.psu_id].emplace_back(each.household_id, each.eligible_children, each.segments.value_or(0),
                                  children_text(each.children));
  for (auto& [psu, lines] : out) std::sort(lines.begin(), lines.end());
  return out;
}

}  // namespace

void match_ids(Listing& listing, const Plan& plan) {
  const ByZeros by_zeros(plan);
  std::set<std::string_view> known;
  for (const Psu& psu : plan.psus) known.insert(psu.id);
  Complaints complaints;
  std::set<std::string> unclear;
  for (ListedHousehold& each : listing.households) {
    if (known.contains(each.psu_id)) continue;
    const std::vector<std::string> like = by_zeros.like(each.psu_id);
    if (like.size() > 1 && unclear.insert(each.psu_id).second)
      complaints.add(listing.source + ": PSU " + printable(each.psu_id) + " could be " + printable(like[0]) + " or " +
                     printable(like[1]) + "; write it as the plan does");
    if (like.size() == 1) each.psu_id = like.front();
  }
  complaints.throw_if_any(ErrorKind::usage);
}

Listing together(const Listing& earlier, const Listing& fresh, bool again) {
  const auto before = by_psu(earlier);
  const auto now = by_psu(fresh);
  Complaints complaints;
  for (const auto& [psu, lines] : now)
    if (const auto found = before.find(psu); !again && found != before.end() && found->second != lines)
      complaints.add(fresh.source + ": PSU " + printable(psu) + " was listed before, with " +
                     std::to_string(found->second.size()) + " households, and households have been drawn there; its " +
                     std::to_string(lines.size()) + " lines now are others, and --again would draw anew");
  complaints.throw_if_any(ErrorKind::usage);
  Listing out{fresh.source, fresh.households};
  for (const ListedHousehold& each : earlier.households)
    if (!now.contains(each.psu_id)) out.households.push_back(each);
  return out;
}

std::vector<OddListing> odd_listings(const Plan& plan, const FrameSource& frame) {
  std::vector<OddListing> out;
  for (const Psu& psu : plan.psus) {
    const double by_frame = households_by_frame(psu, frame);
    if (psu.listed && (*psu.listed < by_frame / 2 || *psu.listed > by_frame * 2))
      out.push_back({psu.id, *psu.listed, by_frame});
  }
  return out;
}

namespace {

void work(Psu& psu, const Segment& segment) {
  psu.segments = segment.segments;
  psu.segment = segment.number;
  psu.segment_probability = segment.probability;
}

/// A PSU whose sketch was told of in an earlier listing is as planned until this one tells.
void as_planned(Plan& plan, std::size_t psu) {
  if (!plan.psus[psu].sketched()) return;
  for (const Segment& segment : plan.segments)
    if (segment.psu == psu && segment.worked) work(plan.psus[psu], segment);
}

/// What a PSU's segment is by the sketch that its listing tells of: one that was not made as planned has the row of the
/// number made. The plan's own where the listing tells nothing.
std::map<std::size_t, Segment> segments_worked(const Plan& plan, const Listing& listing, const ByPsu& sorted) {
  std::map<std::size_t, Segment> out;
  Complaints complaints;
  for (const auto& [psu, households] : sorted) {
    const Psu& known = plan.psus[psu];
    std::set<std::uint32_t> made;
    for (const ListedHousehold* each : households)
      if (each->segments) made.insert(*each->segments);
    if (made.empty()) continue;
    const std::string who = listing.source + ": PSU " + printable(known.id);
    if (made.size() > 1) {
      complaints.add(who + " is said to have " + std::to_string(*made.begin()) + " segments and also " +
                     std::to_string(*made.rbegin()));
      continue;
    }
    const std::uint32_t number = *made.begin();
    if (number == known.segments) continue;
    const auto row = std::find_if(plan.segments.begin(), plan.segments.end(), [&, psu = psu](const Segment& each) {
      return each.psu == psu && each.segments == number;
    });
    if (!known.sketched() || row == plan.segments.end())
      complaints.add(who + " is said to have " + std::to_string(number) + " segments, " +
                     (known.sketched() ? "which its page has no row for" : "and is not one that was sketched"));
    else
      out[psu] = *row;
  }
  complaints.throw_if_any(ErrorKind::usage);
  return out;
}

}  // namespace

void draw_from_listing(Plan& plan, const Listing& listing, const SeedKey& key, CaregiverRule caregiver) {
  std::vector<Household> drawn;
  ByPsu sorted = sort_listing(plan, listing);
  const std::map<std::size_t, Segment> sketched = segments_worked(plan, listing, sorted);
  for (Psu& psu : plan.psus) psu.listed.reset();
  for (std::size_t i = 0; i < plan.psus.size(); ++i) as_planned(plan, i);
  for (const auto& [psu, segment] : sketched) work(plan.psus[psu], segment);
  for (auto& [psu_index, listed] : sorted) {
    Psu& psu = plan.psus[psu_index];
    psu.listed = static_cast<std::uint32_t>(listed.size());
    std::erase_if(listed, [](const ListedHousehold* household) { return household->eligible_children == 0; });
    const auto eligible = static_cast<std::uint32_t>(listed.size());
    psu.listed_eligible = eligible;
    Stream stream = make_stream(key, {plan.run > 1 ? kRuns : kSystematic, "households", psu.id});
    const HouseholdDraw draw =
        plan.one_trip ? one_trip_draw(psu, eligible, plan.run, key) : draw_households(psu, eligible, plan.run, stream);
    std::uint32_t order = 0;
    for (const std::uint32_t i : draw.taken) {
      Household household;
      if (plan.one_trip) household.number = i + 1;
      household.psu = psu_index;
      household.id = listed[i]->household_id;
      household.visit_order = ++order;
      household.eligible_children = listed[i]->eligible_children;
      household.children = listed[i]->children;
      household.details = listed[i]->details;
      household.household_probability = draw.probability;
      household.overall_probability =
          psu.inclusion_probability * psu.segment_probability * *household.household_probability;
      drawn.push_back(std::move(household));
    }
  }
  plan.households = std::move(drawn);
  draw_respondents(plan, key, caregiver);
}

std::vector<OneTripCheck> check_one_trip(const Plan& plan, const Listing& listing) {
  std::map<std::string_view, std::set<std::string_view>> asked;
  for (const Household& household : plan.households) asked[plan.psus[household.psu].id].insert(household.id);
  std::map<std::string_view, OneTripCheck> found;
  for (const ListedHousehold& each : listing.households) {
    OneTripCheck& check = found[each.psu_id];
    check.psu_id = each.psu_id;
    if (!each.taken) continue;
    check.told = true;
    const bool wanted = asked[each.psu_id].contains(each.household_id);
    if (wanted && !*each.taken) check.not_taken.push_back(each.household_id);
    if (!wanted && *each.taken) check.taken_else.push_back(each.household_id);
  }
  std::vector<OneTripCheck> out;
  for (auto& [psu, check] : found) out.push_back(std::move(check));
  return out;
}

void draw_one_trip_rows(Plan& plan, const FrameSource& frame, const SeedKey& key) {
  plan.one_trip_rows.clear();
  if (!plan.one_trip) return;
  for (std::size_t i = 0; i < plan.psus.size(); ++i) {
    const Psu& psu = plan.psus[i];
    if (!psu.release) continue;
    for (std::uint32_t number = 1; number <= one_trip_rows(psu, frame); ++number) {
      const HouseholdDraw draw = one_trip_draw(psu, number, plan.run, key);
      const Respondent respondent =
          pick_respondent(plan.respondent_method, psu.id, std::to_string(number), std::nullopt, key);
      OneTripRow row{i, number, draw.probability, {}, respondent.table, respondent.selection};
      for (const std::uint32_t unit : draw.taken) row.taken.push_back(unit + 1);
      plan.one_trip_rows.push_back(std::move(row));
    }
  }
}

void check_children(const Listing& listing, const RespondentsStage& respondents) {
  Complaints complaints;
  for (const ListedHousehold& each : listing.households) {
    if (each.children.empty()) continue;
    const std::string who = listing.source + ": PSU " + printable(each.psu_id) + ", household " +
                            printable(each.household_id) + ": children \"" + children_text(each.children) + "\"";
    if (each.children.size() != each.eligible_children)
      complaints.add(who + " are " + std::to_string(each.children.size()) + ", and eligible_children is " +
                     std::to_string(each.eligible_children));
    for (const ListedChild& child : each.children)
      if (child.age < respondents.age_from || child.age > respondents.age_to)
        complaints.add(who + ": one is " + std::to_string(child.age) + " years old; eligible are those from " +
                       std::to_string(respondents.age_from) + " to " + std::to_string(respondents.age_to));
  }
  complaints.throw_if_any(ErrorKind::usage);
}

}  // namespace fairdraw
