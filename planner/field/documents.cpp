#include "planner/field/documents.h"

#include "geo/geometry_report.h"
#include "geo/maps.h"
#include "geo/phone_files.h"
#include "geo/plan_layers.h"
#include "planner/field/listing_form.h"
#include "planner/field/sheets.h"
#include "planner/field/teams.h"
#include "planner/field/workbook.h"

#include <algorithm>

namespace fairdraw {

void write_lists(const OutputFolder& folder, const Plan& plan, const Survey& survey, const DocumentProgress& progress) {
  write_sheets(plan, survey, folder.file("lists/assignments.pdf"),
               [&](std::size_t done, std::size_t of) { progress("assignment sheets", done, of); });
  write_workbook(plan, survey, folder.file("lists/assignments.xlsx"));
  const std::filesystem::path form = folder.file("lists/listing.xlsx");
  if (!write_listing_form(plan, survey, form)) std::filesystem::remove(form);  // all is listed
  for (const Team& team : assign_teams(plan, survey.field.teams))
    write_phone_files(plan, team.psus,
                      folder.file("lists/team-" + std::to_string(team.number) + ".gpx").replace_extension());
}

std::string write_maps(const OutputFolder& folder, const Plan& plan, const Survey& survey,
                       const std::vector<Shape>& shapes, const DocumentProgress& progress) {
  MapContent content{survey, plan, shapes, {}, field_order(plan)};
  if (survey.boundaries) content.boundaries = read_boundaries(survey);
  write_plan_layers(content, folder.file("plan.gpkg"));
  if (std::all_of(shapes.begin(), shapes.end(), [](const Shape& shape) { return shape.empty(); }))
    return "no maps: the frame says nowhere where its areas are (no geometry, no wkt column, no longitude and "
           "latitude)";
  write_overview_map(content, folder.file("maps/overview.pdf"));
  write_psu_maps(content, folder.file("maps/psus.pdf"),
                 [&](std::size_t done, std::size_t of) { progress("maps", done, of); });
  return {};
}

}  // namespace fairdraw
