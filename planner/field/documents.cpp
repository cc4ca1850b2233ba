#include "planner/field/documents.h"

#include "geo/geometry_report.h"
#include "geo/maps.h"
#include "geo/phone_files.h"
#include "geo/plan_layers.h"
#include "planner/base/text_table.h"
#include "planner/field/capi/capi.h"
#include "planner/field/listing_form.h"
#include "planner/field/sheets.h"
#include "planner/field/teams.h"
#include "planner/field/workbook.h"

#include <algorithm>
#include <map>

namespace fairdraw {
namespace {

/// What the map of each team shows.
std::vector<TeamRoute> team_routes(const Plan& plan, const TeamPlan& teams) {
  const std::map<std::size_t, std::size_t> page_of = page_numbers(plan);
  std::vector<TeamRoute> out;
  for (const Team& team : teams.teams) {
    TeamRoute route;
    route.title = "Team " + team.name;
    route.summary = std::to_string(team.stops.size()) + " PSUs, " + formatted("%.0f", team.kilometres()) + " km, " +
                    std::to_string(team.days()) + " days";
    route.base = team.base;
    route.psus = team.psus();
    for (const Stop& stop : team.stops) {
      const Psu& psu = plan.psus[stop.psu];
      route.rows.push_back({std::to_string(route.rows.size() + 1), psu.id, psu.name,
                            std::to_string(page_of.at(stop.psu)), formatted("%.1f", stop.kilometres), stop.days()});
    }
    out.push_back(std::move(route));
  }
  return out;
}

}  // namespace

void write_lists(const OutputFolder& folder, const Plan& plan, const Survey& survey, const TeamPlan& teams,
                 const DocumentProgress& progress) {
  folder.write(kTeamsFile, teams_csv(teams, plan));
  write_sheets(plan, survey, teams, folder.file("lists/assignments.pdf"),
               [&](std::size_t done, std::size_t of) { progress("assignment sheets", done, of); });
  write_workbook(plan, survey, teams, folder.file("lists/assignments.xlsx"));
  const std::filesystem::path form = folder.file("lists/listing.xlsx");
  if (!write_listing_form(plan, survey, form)) std::filesystem::remove(form);  // all is listed
  write_capi(folder, plan, survey, teams);
  for (const Team& team : teams.teams)
    write_phone_files(plan, team.psus(),
                      folder.file("lists/team-" + std::to_string(team.number) + ".gpx").replace_extension());
}

std::string write_maps(const OutputFolder& folder, const Plan& plan, const Survey& survey,
                       const std::vector<Shape>& shapes, const TeamPlan& teams, const DocumentProgress& progress) {
  const MapContent content{survey, plan, shapes, read_boundaries(survey), field_order(plan)};
  write_plan_layers(content, folder.file("plan.gpkg"));
  if (std::all_of(shapes.begin(), shapes.end(), [](const Shape& shape) { return shape.empty(); }))
    return "no maps: the frame says nowhere where its areas are (no geometry, no wkt column, no longitude and "
           "latitude)";
  write_overview_map(content, folder.file("maps/overview.pdf"));
  write_stratum_maps(content, folder.file("maps/strata.pdf"));
  write_team_maps(content, team_routes(plan, teams), folder.file("maps/teams.pdf"));
  write_psu_maps(content, folder.file("maps/psus.pdf"),
                 [&](std::size_t done, std::size_t of) { progress("maps", done, of); });
  return {};
}

}  // namespace fairdraw
