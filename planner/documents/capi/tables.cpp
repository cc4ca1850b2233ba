#include "planner/documents/capi/tables.h"

#include "planner/base/text.h"
#include "planner/base/text_table.h"

#include <algorithm>
#include <map>

namespace fairdraw {
namespace {

constexpr std::size_t kLongestName = 32;

std::size_t digits_of(std::size_t number) {
  return std::max<std::size_t>(3, std::to_string(number).size());
}

std::string degrees(std::int64_t units) {
  return formatted("%.6f", static_cast<double>(units) / Place::kPerDegree);
}

void put_place(std::vector<std::string>& row, const std::optional<Place>& place) {
  row.push_back(place ? degrees(place->latitude) : "");
  row.push_back(place ? degrees(place->longitude) : "");
}

/// Keys of PSUs by their position in the plan.
std::map<std::size_t, std::string> psu_keys(const Plan& plan) {
  const std::map<std::size_t, std::size_t> pages = page_numbers(plan);
  std::map<std::size_t, std::string> out;
  for (const auto& [psu, page] : pages) out[psu] = padded(page, digits_of(pages.size()));
  return out;
}

}  // namespace

std::string capi_name(const std::string& text, const std::vector<CapiColumn>& taken) {
  std::string name;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    if (letter || (digit && !name.empty()))
      name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  name.resize(std::min(name.size(), kLongestName - 4));
  while (!name.empty() && name.back() == '_') name.pop_back();
  if (name.empty()) name = "column";
  const auto is_taken = [&](const std::string& candidate) {
    return std::any_of(taken.begin(), taken.end(), [&](const CapiColumn& each) { return each.name == candidate; });
  };
  if (!is_taken(name)) return name;
  std::size_t k = 2;
  while (is_taken(name + "_" + std::to_string(k))) ++k;
  return name + "_" + std::to_string(k);
}

std::size_t CapiTable::column(std::string_view of) const {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const CapiColumn& each) { return each.name == of; });
  return static_cast<std::size_t>(found - columns.begin());
}

CapiTable capi_psus(const Plan& plan, const TeamPlan& teams) {
  CapiTable out;
  out.name = "psus";
  out.columns = {{"psu_key", "Number of the PSU on the lists"},
                 {"psu_label", "PSU"},
                 {"psu_id", "PSU, by its id in the frame"},
                 {"psu_name", "Name of the PSU"},
                 {"stratum", "Stratum"},
                 {"team_number", "Team", CapiType::whole},
                 {"team_name", "Name of the team"},
                 {"stop", "Stop on the team's route", CapiType::whole},
                 {"day_from", "First day", CapiType::whole},
                 {"day_to", "Last day", CapiType::whole},
                 {"take", "Interviews wanted", CapiType::whole},
                 {"segment", "Segment to work", CapiType::whole},
                 {"latitude", "Latitude", CapiType::degrees},
                 {"longitude", "Longitude", CapiType::degrees}};
  for (const std::string& name : plan.carried) out.columns.push_back({capi_name(name, out.columns), name});
  const std::map<std::size_t, TeamPlan::Visit> of = teams.visits();
  for (const auto& [index, key] : psu_keys(plan)) {
    const Psu& psu = plan.psus[index];
    const auto at = of.find(index);
    std::vector<std::string> row = {key, key + " " + (psu.name.empty() ? psu.id : psu.name), psu.id, psu.name,
                                    psu.stratum};
    if (at == of.end())
      row.insert(row.end(), 5, "");
    else
      row.insert(row.end(),
                 {std::to_string(at->second.team->number), at->second.team->name, std::to_string(at->second.number),
                  std::to_string(at->second.stop->first_day), std::to_string(at->second.stop->last_day)});
    row.push_back(std::to_string(psu.take));
    row.push_back(psu.segment > 0 ? std::to_string(psu.segment) : "");
    put_place(row, psu.position);
    row.insert(row.end(), psu.carried.begin(), psu.carried.end());
    out.rows.push_back(std::move(row));
  }
  std::sort(out.rows.begin(), out.rows.end());
  return out;
}

CapiTable capi_households(const Plan& plan, const Words& words) {
  CapiTable out;
  out.name = "households";
  const std::string what = words(visited(plan.mode));
  out.columns = {{"household_key", "Number of the visit on the lists"},
                 {"household_label", what},
                 {"psu_key", "Number of the PSU on the lists"},
                 {"psu_id", "PSU, by its id in the frame"},
                 {"household_id", what + ", by its id"},
                 {"visit_order", "Place in the order of visits", CapiType::whole},
                 {"eligible_children", "Eligible children by the listing", CapiType::whole},
                 {"selection_table", "Selection table"},
                 {"latitude", "Latitude", CapiType::degrees},
                 {"longitude", "Longitude", CapiType::degrees}};
  std::size_t selections = 0;
  for (const Respondent& respondent : plan.respondents) selections = std::max(selections, respondent.selection.size());
  for (std::size_t k = 1; k <= selections; ++k)
    out.columns.push_back({"child_of_" + std::to_string(k),
                           "Child to take of " + std::to_string(k) + (k == selections ? " or more" : ""),
                           CapiType::whole});
  const std::map<std::size_t, std::string> keys = psu_keys(plan);
  for (std::size_t i = 0; i < plan.households.size(); ++i) {
    const Household& household = plan.households[i];
    const auto key = keys.find(household.psu);
    if (key == keys.end()) continue;
    std::vector<std::string> row = {key->second + "-" + padded(household.visit_order, 2),
                                    padded(household.visit_order, 2) + ": " + what + " " + household.id,
                                    key->second,
                                    plan.psus[household.psu].id,
                                    household.id,
                                    std::to_string(household.visit_order),
                                    household.eligible_children ? std::to_string(*household.eligible_children) : ""};
    row.push_back(i < plan.respondents.size() ? plan.respondents[i].table : "");
    put_place(row, household.start_position);
    for (std::size_t k = 0; k < selections; ++k)
      row.push_back(i < plan.respondents.size() && k < plan.respondents[i].selection.size()
                        ? std::to_string(plan.respondents[i].selection[k])
                        : "");
    out.rows.push_back(std::move(row));
  }
  std::sort(out.rows.begin(), out.rows.end());
  return out;
}

}  // namespace fairdraw
