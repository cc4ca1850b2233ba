#include "planner/documents/teams.h"

#include "planner/base/csv.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/values/plan_files.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace fairdraw {
namespace {

const std::vector<std::string> kHeader = {"country",    "team",    "team_name", "stop",     "psu_id",
                                          "psu_name",   "stratum", "take",      "day_from", "day_to",
                                          "kilometres", "hours",   "longitude", "latitude"};

double rounded(double value) {
  return std::floor(value * 100 + 0.5) / 100;
}

void put_place(CsvWriter& out, const std::optional<Place>& place) {
  if (place)
    out.field(place->longitude_degrees()).field(place->latitude_degrees());
  else
    out.field("").field("");
}

}  // namespace

std::vector<std::size_t> Team::psus() const {
  std::vector<std::size_t> out;
  for (const Stop& stop : stops) out.push_back(stop.psu);
  return out;
}

double Team::kilometres() const {
  double sum = kilometres_back;
  for (const Stop& stop : stops) sum += stop.kilometres;
  return sum;
}

double TeamPlan::kilometres() const {
  double sum = 0;
  for (const Team& team : teams) sum += team.kilometres();
  return sum;
}

double TeamPlan::saved() const {
  return kilometres_by_region > 0 ? 1 - kilometres() / kilometres_by_region : 0;
}

std::map<std::size_t, TeamPlan::Visit> TeamPlan::visits() const {
  std::map<std::size_t, Visit> out;
  for (const Team& team : teams)
    for (std::size_t k = 0; k < team.stops.size(); ++k) out[team.stops[k].psu] = {&team, &team.stops[k], k + 1};
  return out;
}

std::string Stop::days() const {
  return std::to_string(first_day) + (first_day == last_day ? "" : "-" + std::to_string(last_day));
}

std::vector<std::size_t> field_order(const Plan& plan) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < plan.psus.size(); ++i)
    if (plan.psus[i].release) order.push_back(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return *plan.psus[a].release < *plan.psus[b].release; });
  return order;
}

std::map<std::size_t, std::size_t> page_numbers(const Plan& plan) {
  std::map<std::size_t, std::size_t> out;
  for (const std::size_t psu : field_order(plan)) out[psu] = out.size() + 1;
  return out;
}

bool to_be_listed(const Plan& plan, const Psu& psu) {
  return plan.mode == HouseholdMode::listing && !psu.listed;
}

std::uint32_t days_needed(const Plan& plan, const Psu& psu, const FieldWork& field) {
  const std::uint32_t per_day = field.interviewers * field.interviews_per_day;
  return std::max(1U, (plan.mode == HouseholdMode::listing ? 1U : 0U) + (psu.take + per_day - 1) / per_day);
}

std::string teams_csv(const TeamPlan& teams, const Plan& plan) {
  CsvWriter out(kHeader);
  for (const Team& team : teams.teams) {
    const auto begin = [&](std::size_t stop) {
      out.field(plan.country).field(std::to_string(team.number)).field(team.name).field(std::to_string(stop));
    };
    const auto at_base = [&](std::size_t stop, double kilometres, double hours) {
      begin(stop);
      for (int k = 0; k < 6; ++k) out.field("");
      out.field(rounded(kilometres)).field(rounded(hours));
      put_place(out, team.base);
      out.end_record();
    };
    if (team.base) at_base(0, 0, 0);
    std::size_t number = 0;
    for (const Stop& stop : team.stops) {
      const Psu& psu = plan.psus[stop.psu];
      begin(++number);
      out.field(psu.id).field(psu.name).field(psu.stratum).field(std::to_string(psu.take));
      out.field(std::to_string(stop.first_day)).field(std::to_string(stop.last_day));
      out.field(rounded(stop.kilometres)).field(rounded(stop.hours));
      put_place(out, psu.position);
      out.end_record();
    }
    if (team.base) at_base(number + 1, team.kilometres_back, team.hours_back);
  }
  return out.take();
}

TeamPlan read_teams(const std::string& text, const Plan& plan) {
  const std::string name = kTeamsFile;
  const CsvTable table = parse_csv(text, name);
  if (table.header != kHeader) throw Error(ErrorKind::usage, name + ": has not the columns that fairdraw writes");
  std::map<std::string, std::size_t, std::less<>> psu_of;
  for (std::size_t i = 0; i < plan.psus.size(); ++i)
    if (plan.psus[i].release) psu_of[plan.psus[i].id] = i;
  std::vector<bool> met(plan.psus.size(), false);
  TeamPlan out;
  for (std::size_t row = 0; row < table.records.size(); ++row) {
    const std::vector<std::string>& fields = table.records[row];
    const auto fail = [&](const std::string& what) {
      throw Error(ErrorKind::usage, name + ": record " + std::to_string(row + 1) + ": " + what);
    };
    const auto number = [&](std::size_t column) {
      double value = 0;
      const std::string& field = fields[column];
      const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
      if (error != std::errc() || end != field.data() + field.size() || !(std::abs(value) < 1e9))
        fail(kHeader[column] + " is \"" + printable(field, 40) + "\", which is no number");
      return value;
    };
    const auto whole = [&](std::size_t column) {
      const double value = number(column);
      if (value < 0 || value != std::floor(value)) fail(kHeader[column] + " is no whole number");
      return static_cast<std::uint32_t>(value);
    };
    if (out.teams.empty() || out.teams.back().number != whole(1)) {
      Team team;
      team.number = whole(1);
      team.name = fields[2];
      out.teams.push_back(std::move(team));
    }
    Team& team = out.teams.back();
    if (fields[4].empty()) {
      team.base = place_at(number(12), number(13));
      if (team.stops.empty()) continue;
      team.kilometres_back = number(10);
      team.hours_back = number(11);
      continue;
    }
    const auto psu = psu_of.find(fields[4]);
    if (psu == psu_of.end()) fail("the plan has no PSU " + printable(fields[4]) + " in the field");
    if (met[psu->second]) fail("PSU " + printable(fields[4]) + " is there twice");
    met[psu->second] = true;
    team.stops.push_back({psu->second, whole(8), whole(9), number(10), number(11)});
  }
  return out;
}

}  // namespace fairdraw
