#include "planner/audit/drawable_frame.h"

#include "geo/frame_reader.h"
#include "planner/base/output_folder.h"
#include "planner/frame/canonical.h"
#include "planner/frame/size_strata.h"
#include "planner/frame/strata.h"

#include <utility>

namespace fairdraw {

DrawableFrame read_drawable_frame(const Survey& survey) {
  // Whether an area has geometry matters before the draw only where a rule depends on it.
  const bool see_geometry = survey.frame.on_missing_geometry != OnMissing::keep;
  const Frame frame = canonical(read_frame(survey, see_geometry));
  DrawableFrame out;
  out.content = content_digest(frame);
  out.areas_in_file = frame.areas();
  FrameCheck check = check_frame(frame, survey);
  out.findings = check.findings;
  out.frame = with_size_strata(drawable_frame(frame, check), survey);
  for (Finding& finding : small_strata(out.frame, survey.areas.minimum_per_stratum))
    out.findings.push_back(std::move(finding));
  for (Finding& finding : empty_strata(frame, check.drawable)) out.findings.push_back(std::move(finding));
  return out;
}

std::string read_earlier_survey(const Survey& survey) {
  return survey.rho.file.empty() ? std::string() : read_file(survey.resolve(survey.rho.file));
}

}  // namespace fairdraw
