#pragma once

#include "planner/base/output_folder.h"
#include "planner/documents/capi/content.h"

namespace fairdraw {

/// Writes assignments for Survey Solutions, as text apart by tabs: capi/survey-solutions/listing.tab while PSUs are to
/// be listed, one assignment each; visits.tab once households are drawn, one each. The responsible is team_N, N being
/// the team's number. Columns are the questionnaire's variables; a position is its question `position`.
/// Source: Survey Solutions documentation, "Preloading" (a header of variable names; _responsible, _quantity; a
/// position as question__Latitude and question__Longitude).
void write_survey_solutions(const OutputFolder& folder, const CapiContent& content);

}  // namespace fairdraw
