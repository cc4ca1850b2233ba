#include "planner/draw/prepare.h"

#include "planner/base/error.h"
#include "planner/design/field_yield.h"
#include "planner/design/problem.h"
#include "planner/design/settle.h"
#include "planner/draw/fit_frame.h"
#include "planner/draw/near_probabilities.h"
#include "planner/draw/stratum_table.h"
#include "planner/draw/workable.h"
#include "planner/frame/canonical.h"
#include "planner/sampling/methods.h"

#include <array>
#include <future>
#include <string>
#include <utility>

namespace fairdraw {
namespace {

/// Works out what the survey leaves out, and designs the strata.
void add_design(const PrepareOptions& options, Preparation& out) {
  Prepared& prepared = *out.prepared;
  const Survey& asked = prepared.asked;
  if (needs_settling(asked)) {
    if (options.settled != nullptr) {
      prepared.settled = *options.settled;
    } else {
      Settling settling =
          settle(DesignProblem(prepared.frame, prepared.strata, asked, prepared.earlier_survey), options.threads);
      out.solution = std::move(settling.solution);
      prepared.settled = std::move(settling.settled);
    }
    if (!prepared.settled) {
      std::vector<std::string> lines{"no design reaches what the survey file asks for; the nearest falls short:"};
      for (std::string& line : shortfall_lines(out.solution->nearest)) lines.push_back(std::move(line));
      const std::size_t count = lines.size();
      out.findings.push_back({"out-of-reach", Severity::error, count, std::move(lines), "refused", true});
      out.out_of_reach = true;
      return;
    }
    prepared.survey = with_settled(asked, *prepared.settled);
  }
  prepared.design = make_design(prepared.strata, prepared.survey);
}

}  // namespace

Strata strata_to_draw(const Frame& frame, const Survey& survey, const Auxiliary& auxiliary) {
  Strata out = build_strata(frame);
  if (find_method(survey.areas.method)->equal) make_sizes_equal(out);
  if (survey.frame.hilbert_order) order_along_curve(out, auxiliary);
  return out;
}

Preparation prepare(const Survey& asked, const Inputs& inputs, const PrepareOptions& options) {
  Preparation out;
  out.source = inputs.frame.source;
  std::future<std::string> content =  // beside the rest: of a large frame it takes as long as judging its areas
      std::async(std::launch::async, [&frame = inputs.frame] { return content_digest(frame); });
  FitFrame fit = fit_frame(inputs, asked);
  out.findings = std::move(fit.findings);
  out.frame_areas = inputs.frame.areas() - fit.totals;
  if (asked.country == kNoCountry)
    out.findings.push_back({"placeholder",
                            Severity::warning,
                            1,
                            {"survey.country = \"" + asked.country + "\""},
                            "kept; it is what a draft begins with, and another country makes another draw: put your "
                            "country's three letters (ISO 3166-1 alpha-3)"});
  if (has_error(out.findings)) return out;

  Prepared& prepared = out.prepared.emplace();
  prepared.frame = std::move(fit.frame);
  prepared.asked = asked;
  if (!asked.areas.strata.empty())
    attempt(out.findings, "unfit-strata-table",
            [&] { prepared.asked = with_stratum_table(asked, inputs.stratum_table, prepared.frame); });
  prepared.survey = prepared.asked;
  prepared.frame_areas = out.frame_areas;
  prepared.earlier_survey = inputs.earlier_survey;
  attempt(out.findings, "unfit-yields", [&] { AreaYields(prepared.frame, prepared.asked); });
  const bool placed = attempt(out.findings, "unfit-columns", [&] {
    const AreaPlaces places = needs_places(asked) ? inputs.ground->places(prepared.frame) : AreaPlaces();
    prepared.auxiliary = make_auxiliary(prepared.frame, asked, places);
  });
  if (placed)
    attempt(out.findings, "unfit-strata",
            [&] { prepared.strata = strata_to_draw(prepared.frame, asked, prepared.auxiliary); });
  prepared.frame_content = content.get();
  if (!has_error(out.findings)) attempt(out.findings, "unfit-design", [&] { add_design(options, out); });
  if (!has_error(out.findings))
    for (Finding& finding : std::array{unworkable_psus(prepared), single_psus(prepared), near_probabilities(prepared)})
      if (finding.count > 0) out.findings.push_back(std::move(finding));
  if (has_error(out.findings) && !out.out_of_reach) out.prepared.reset();
  return out;
}

const Prepared& require_fit(const Preparation& preparation) {
  if (preparation.fit()) return *preparation.prepared;
  Complaints complaints;
  for (const Finding& finding : preparation.findings)
    if (finding.severity == Severity::error)
      for (const std::string& message : messages_of(finding, preparation.source)) complaints.add(message);
  complaints.throw_if_any(preparation.out_of_reach ? ErrorKind::answer : ErrorKind::usage);
  return *preparation.prepared;  // not reached: what is not fit has an error
}

std::optional<Proposal> expected_of(const Prepared& prepared, std::vector<std::string>& remarks) {
  if (prepared.survey.households.mode == HouseholdMode::none) return std::nullopt;
  try {
    return given(DesignProblem(prepared.frame, prepared.strata, prepared.survey, prepared.earlier_survey),
                 kFinalPoints);
  } catch (const Error& error) {
    remarks.push_back(std::string("the chance to reach the target is not known: ") + error.what());
    return std::nullopt;
  }
}

}  // namespace fairdraw
