#include "planner/documents/capi/tables.h"

#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/tables/households.h"
#include "planner/tables/psus.h"
#include "planner/tables/respondents.h"
#include "planner/tables/table.h"

#include <algorithm>
#include <map>
#include <utility>

namespace fairdraw {
namespace {

constexpr std::size_t kLongestName = 32;

std::size_t digits_of(std::size_t number) {
  return std::max<std::size_t>(3, std::to_string(number).size());
}

/// The type by which a table's column is known to the systems.
CapiType type_of(const ColumnInfo& column) {
  if (column.unit == "degrees") return CapiType::degrees;
  return column.type == ColumnType::whole ? CapiType::whole : CapiType::text;
}

std::size_t position(const TableView& table, const std::string& name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const ColumnInfo& column) { return column.name == name; });
  return static_cast<std::size_t>(found - table.columns.begin());
}

/// A column of a plan's table, and how the systems call it.
struct Taken {
  std::size_t column = 0;
  std::string name;
};

/// Columns of these names, of those that a table has; with another name for the systems where two stand together.
std::vector<Taken> taken(const TableView& table, const std::vector<std::pair<std::string, std::string>>& names) {
  std::vector<Taken> out;
  for (const auto& [name, called] : names)
    if (const std::size_t at = position(table, name); at < table.columns.size())
      out.push_back({at, called.empty() ? name : called});
  return out;
}

/// Adds columns of a plan's table to those of a system's.
void take_columns(CapiTable& into, const TableView& from, const std::vector<Taken>& columns) {
  for (const Taken& each : columns)
    into.columns.push_back(
        {capi_name(each.name, into.columns), from.columns[each.column].text, type_of(from.columns[each.column])});
}

/// Adds a row's values in these columns; degrees to six places, a tenth of a metre.
void put(std::vector<std::string>& row, const TableView& from, std::size_t of, const std::vector<Taken>& columns) {
  for (const Taken& each : columns) {
    const Cell cell = from.cell(of, each.column);
    const auto* number = std::get_if<double>(&cell);
    row.push_back(number != nullptr ? formatted("%.6f", *number) : cell_text(cell));
  }
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
  const TableView psus = psus_table(plan);
  const std::vector<Taken> before = taken(psus, {{"psu_id", ""}, {"psu_name", ""}, {"stratum", ""}});
  std::vector<Taken> after = taken(psus, {{"take", ""}, {"segment", ""}, {"latitude", ""}, {"longitude", ""}});
  const std::size_t first_carried = position(psus, "latitude") + 1;
  for (std::size_t k = 0; k < plan.carried.size(); ++k) after.push_back({first_carried + k, plan.carried[k]});
  out.columns = {{"psu_key", "Number of the PSU on the lists"}, {"psu_label", "PSU"}};
  take_columns(out, psus, before);
  out.columns.insert(out.columns.end(), {{"team_number", "Team", CapiType::whole},
                                         {"team_name", "Name of the team"},
                                         {"stop", "Stop on the team's route", CapiType::whole},
                                         {"day_from", "First day", CapiType::whole},
                                         {"day_to", "Last day", CapiType::whole}});
  take_columns(out, psus, after);
  for (std::size_t k = 0; k < plan.carried.size(); ++k)
    out.columns[out.columns.size() - plan.carried.size() + k].label = plan.carried[k];
  const std::map<std::size_t, TeamPlan::Visit> of = teams.visits();
  for (const auto& [index, key] : psu_keys(plan)) {
    const Psu& psu = plan.psus[index];
    std::vector<std::string> row = {key, key + " " + (psu.name.empty() ? psu.id : psu.name)};
    put(row, psus, index, before);
    if (const auto at = of.find(index); at == of.end())
      row.insert(row.end(), 5, "");
    else
      row.insert(row.end(),
                 {std::to_string(at->second.team->number), at->second.team->name, std::to_string(at->second.number),
                  std::to_string(at->second.stop->first_day), std::to_string(at->second.stop->last_day)});
    put(row, psus, index, after);
    out.rows.push_back(std::move(row));
  }
  std::sort(out.rows.begin(), out.rows.end());
  return out;
}

CapiTable capi_households(const Plan& plan, const Words& words) {
  CapiTable out;
  out.name = "households";
  const std::string what = words(visited(plan.mode));
  const TableView households = households_table(plan);
  const TableView respondents = respondents_table(plan);
  const std::vector<Taken> of_household = taken(households, {{"psu_id", ""},
                                                             {"household_id", ""},
                                                             {"visit_order", ""},
                                                             {"eligible_children", ""},
                                                             {"start_latitude", "latitude"},
                                                             {"start_longitude", "longitude"}});
  std::vector<Taken> of_respondent = taken(respondents, {{"table", "selection_table"}});
  std::size_t selections = 0;
  for (const Respondent& respondent : plan.respondents) selections = std::max(selections, respondent.selection.size());
  for (std::size_t k = 0; k < selections; ++k)
    of_respondent.push_back({position(respondents, "select_1") + k, "child_of_" + std::to_string(k + 1)});
  out.columns = {{"household_key", "Number of the visit on the lists"},
                 {"household_label", what},
                 {"psu_key", "Number of the PSU on the lists"}};
  take_columns(out, households, of_household);
  take_columns(out, respondents, of_respondent);
  const std::map<std::size_t, std::string> keys = psu_keys(plan);
  for (std::size_t i = 0; i < plan.households.size(); ++i) {
    const Household& household = plan.households[i];
    const auto key = keys.find(household.psu);
    if (key == keys.end()) continue;
    const std::string visit = padded(household.visit_order, 2);
    std::vector<std::string> row = {key->second + "-" + visit, visit + ": " + what + " " + household.id, key->second};
    put(row, households, i, of_household);
    put(row, respondents, i, of_respondent);
    out.rows.push_back(std::move(row));
  }
  std::sort(out.rows.begin(), out.rows.end());
  return out;
}

}  // namespace fairdraw
