#include "planner/documents/capi/capi.h"

#include "planner/documents/capi/content.h"
#include "planner/documents/capi/cspro.h"
#include "planner/documents/capi/odk.h"
#include "planner/documents/capi/survey_solutions.h"
#include "planner/documents/capi/surveycto.h"
#include "planner/values/plan_files.h"

#include <filesystem>

namespace fairdraw {
namespace {

using Writer = void (*)(const OutputFolder&, const CapiContent&);

/// What writes a system's files.
Writer writer_of(CapiSystem system) {
  switch (system) {
    case CapiSystem::odk:
      return write_odk;
    case CapiSystem::surveycto:
      return write_surveycto;
    case CapiSystem::survey_solutions:
      return write_survey_solutions;
    case CapiSystem::cspro:
      return write_cspro;
  }
  return nullptr;
}

}  // namespace

void write_capi(const OutputFolder& folder, const Plan& plan, const Survey& survey, const TeamPlan& teams,
                const Words& words) {
  std::filesystem::remove_all(folder.path() / kCapiFolder);
  if (survey.capi.empty()) return;
  CapiContent content{plan, survey, words, capi_psus(plan, teams), capi_households(plan, words), ""};
  for (const CapiSystem system : survey.capi) {
    content.folder = kCapiFolder + std::string(name_of(system)) + "/";
    writer_of(system)(folder, content);
  }
}

}  // namespace fairdraw
