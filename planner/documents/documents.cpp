#include "planner/documents/documents.h"

#include "geo/maps/maps.h"
#include "geo/maps/offline_map.h"
#include "geo/maps/phone_files.h"
#include "geo/maps/plan_layers.h"
#include "planner/base/text_table.h"
#include "planner/documents/capi/capi.h"
#include "planner/documents/listing_form.h"
#include "planner/documents/sheets.h"
#include "planner/documents/workbook.h"
#include "planner/tables/households.h"
#include "planner/tables/psus.h"
#include "planner/values/plan_files.h"

#include <algorithm>
#include <map>

namespace fairdraw {
namespace {

/// What the map of each team shows.
std::vector<TeamRoute> team_routes(const DocumentContent& content) {
  const std::map<std::size_t, std::size_t> page_of = page_numbers(content.plan);
  std::vector<TeamRoute> out;
  for (const Team& team : content.teams.teams) {
    TeamRoute route;
    route.title = content.words("team", {{"team", team.name}});
    route.summary = content.words("team_what", {{"psus", std::to_string(team.stops.size())},
                                                {"km", formatted("%.0f", team.kilometres())},
                                                {"days", std::to_string(team.days())}});
    route.base = team.base;
    route.psus = team.psus();
    for (const Stop& stop : team.stops) {
      const Psu& psu = content.plan.psus[stop.psu];
      route.rows.push_back({std::to_string(route.rows.size() + 1), psu.id, psu.name,
                            std::to_string(page_of.at(stop.psu)), formatted("%.1f", stop.kilometres), stop.days()});
    }
    out.push_back(std::move(route));
  }
  return out;
}

MapContent map_content(const DocumentContent& content, const Frame& frame, const std::vector<Shape>& shapes) {
  return {content.survey, frame, content.plan, content.words, shapes, content.boundaries, field_order(content.plan)};
}

}  // namespace

void write_lists(const OutputFolder& folder, const DocumentContent& content, const DocumentProgress& progress) {
  const auto& [plan, survey, teams, boundaries, words] = content;
  folder.write(kTeamsFile, teams_csv(teams, plan));
  folder.write(kSheetsFile, in_pdf(sheets(plan, survey, teams, words, boundaries),
                                   [&](std::size_t done, std::size_t of) { progress("assignment sheets", done, of); }));
  write_workbook(plan, survey, teams, words, folder.file(kWorkbookFile));
  const std::filesystem::path form = folder.file(kListingFormFile);
  if (!write_listing_form(plan, survey, words, form)) std::filesystem::remove(form);  // all is listed
  write_capi(folder, plan, survey, teams, words);
  for (const Team& team : teams.teams)
    write_phone_files(plan, team.psus(), words,
                      folder.file(kTeamPlaces + std::to_string(team.number) + ".gpx").replace_extension());
}

void write_layers(const OutputFolder& folder, const DocumentContent& content, const Frame& frame,
                  const std::vector<Shape>& shapes) {
  folder.write(kProjectFile,
               write_plan_layers(map_content(content, frame, shapes),
                                 {psus_table(content.plan), households_table(content.plan)}, folder.file(kLayersFile)));
}

std::string write_maps(const OutputFolder& folder, const DocumentContent& content, const Frame& frame,
                       const std::vector<Shape>& shapes, const DocumentProgress& progress) {
  const MapContent map = map_content(content, frame, shapes);
  if (std::all_of(shapes.begin(), shapes.end(), [](const Shape& shape) { return shape.empty(); }))
    return "no maps: the frame says nowhere where its areas are (no geometry, no wkt column, no longitude and "
           "latitude)";
  const auto tell = [&](std::size_t done, std::size_t of) { progress("maps", done, of); };
  const Pages overview = overview_map(map);
  const Pages strata = stratum_maps(map);
  folder.write(kOverviewMapFile, in_pdf(overview));
  folder.write(kStratumMapsFile, in_pdf(strata));
  folder.write(kTeamMapsFile, in_pdf(team_maps(map, team_routes(content))));
  folder.write(kPsuMapsFile, in_pdf(psu_maps(map, AtlasDetail::with_sheets), tell));
  if (!content.survey.pictures.empty()) {
    const Pages psus = psu_maps(map, AtlasDetail::one_page_each);
    for (const PictureFormat format : content.survey.pictures) {
      const std::string picture(name_of(format));
      in_pictures(overview, folder.file(kPicturesFolder + std::string("overview")), picture);
      in_pictures(strata, folder.file(kPicturesFolder + std::string("stratum")), picture);
      in_pictures(psus, folder.file(kPicturesFolder + std::string("psu")), picture);
    }
  }
  if (content.survey.offline_zoom > 0) write_offline_map(map, folder.file(kOfflineMapFile));
  return {};
}

}  // namespace fairdraw
