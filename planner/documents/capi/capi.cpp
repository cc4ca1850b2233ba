#include "planner/documents/capi/capi.h"

#include "planner/documents/capi/cspro.h"
#include "planner/documents/capi/odk.h"
#include "planner/documents/capi/survey_solutions.h"
#include "planner/documents/capi/surveycto.h"
#include "planner/documents/capi/tables.h"

#include <filesystem>

namespace fairdraw {

void write_capi(const OutputFolder& folder, const Plan& plan, const Survey& survey, const TeamPlan& teams,
                const Words& words) {
  std::filesystem::remove_all(folder.path() / "capi");
  if (survey.capi.empty()) return;
  const CapiTable psus = capi_psus(plan, teams);
  const CapiTable households = capi_households(plan, words);
  for (const std::string& system : survey.capi) {
    if (system == "odk") write_odk(folder, plan, survey, words, psus, households);
    if (system == "surveycto") write_surveycto(folder, psus, households);
    if (system == "survey-solutions") write_survey_solutions(folder, plan, psus, households);
    if (system == "cspro") write_cspro(folder, psus, households);
  }
}

}  // namespace fairdraw
