#include "planner/documents/capi/survey_solutions.h"

#include "planner/base/csv.h"

#include <algorithm>
#include <map>
#include <set>

namespace fairdraw {
namespace {

std::string cell(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == '"') c = ' ';
  return without_formula(text);
}

/// @param responsible  of each row; rows without are left out
std::string in_tabs(const CapiTable& table, const std::vector<std::string>& responsible) {
  std::string out;
  for (const CapiColumn& column : table.columns)
    out += (column.name == "latitude"    ? "position__Latitude"
            : column.name == "longitude" ? "position__Longitude"
                                         : without_formula(column.name)) +
           "\t";
  out += "_responsible\t_quantity\n";
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (responsible[i].empty()) continue;
    for (const std::string& value : table.rows[i]) out += cell(value) + "\t";
    out += responsible[i] + "\t1\n";
  }
  return out;
}

}  // namespace

void write_survey_solutions(const OutputFolder& folder, const CapiContent& content) {
  const auto& [plan, survey, words, psus, households, into] = content;
  std::set<std::string> listed;
  for (const Psu& psu : plan.psus)
    if (psu.listed) listed.insert(psu.id);
  const std::size_t id = psus.column("psu_id");
  const std::size_t team = psus.column("team_number");
  std::map<std::string, std::string> responsible_of;
  std::vector<std::string> lists;
  for (const std::vector<std::string>& row : psus.rows) {
    responsible_of[row[id]] = "team_" + row[team];
    lists.push_back(plan.mode == HouseholdMode::listing && !listed.contains(row[id]) ? "team_" + row[team] : "");
  }
  if (std::any_of(lists.begin(), lists.end(), [](const std::string& each) { return !each.empty(); }))
    folder.write(into + "listing.tab", in_tabs(psus, lists));
  if (households.rows.empty()) return;
  std::vector<std::string> visits;
  for (const std::vector<std::string>& row : households.rows)
    visits.push_back(responsible_of[row[households.column("psu_id")]]);
  folder.write(into + "visits.tab", in_tabs(households, visits));
}

}  // namespace fairdraw
