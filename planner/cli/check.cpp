#include "config/survey.h"
#include "geo/open/boundaries.h"
#include "geo/read/geometry_report.h"
#include "planner/base/csv.h"
#include "planner/base/json.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/results.h"
#include "planner/cli/whole_file.h"
#include "planner/draw/prepare.h"
#include "planner/frame/coverage.h"
#include "planner/frame/findings.h"
#include "planner/frame/odd_places.h"
#include "planner/inputs/read_inputs.h"

#include <algorithm>
#include <cstdio>
#include <future>
#include <memory>
#include <optional>

namespace fairdraw {
namespace {

struct CheckOptions {
  std::string survey;
  std::string output;
  bool json = false;
  bool force = false;
};

std::vector<Finding> geometry_findings(const Survey& survey, const Frame& frame) {
  std::vector<Finding> findings;
  if (!frame.known_crs)
    findings.push_back({"unknown-crs",
                        Severity::warning,
                        1,
                        {frame.source},
                        "coordinates that fit are taken as longitude and latitude (WGS 84), others are not used; "
                        "frame.crs says what they are"});
  const GeometryReport report = report_geometry(survey, frame);
  Finding invalid{"invalid-geometry", Severity::warning, 0, {}, "kept, drawn and mapped as it is"};
  for (const auto& [area, why] : report.invalid) invalid.add(std::string(frame.id[area]) + " (" + why + ")");
  if (invalid.count > 0) findings.push_back(std::move(invalid));
  if (survey.frame.on_odd_position == OnGround::keep)  // else prepare() looked
    for (Finding& finding : odd_places(frame, report.places, OnGround::keep).findings)
      findings.push_back(std::move(finding));
  if (survey.boundaries)
    for (Finding& finding :
         check_boundaries(frame, report.places, survey.boundaries->in_frame(), read_boundaries(survey)))
      findings.push_back(std::move(finding));
  return findings;
}

constexpr std::size_t kFirst = 20;

/// What a check comes to.
struct Checked {
  std::uint64_t areas = 0;
  std::uint64_t excluded = 0;
  Preparation preparation;
  std::optional<Proposal> expected;
  std::vector<std::string> remarks;
};

std::uint64_t allocated(const Prepared& prepared) {
  std::uint64_t out = 0;
  for (const StratumDesign& stratum : prepared.design.strata) out += stratum.allocated;
  return out;
}

/// The errors, a word each.
std::vector<std::string> reasons(const Checked& checked) {
  std::vector<std::string> out;
  for (const Finding& finding : checked.preparation.findings)
    if (finding.severity == Severity::error) out.push_back(finding.kind);
  return out;
}

std::string verdict(const Checked& checked) {
  if (!checked.preparation.fit()) {
    std::string out = "not fit:";
    for (const std::string& kind : reasons(checked)) out += " " + kind;
    return out;
  }
  const Prepared& prepared = *checked.preparation.prepared;
  std::string out = "fit: " + std::to_string(prepared.frame.areas()) + " areas in " +
                    std::to_string(prepared.strata.size()) + " strata, " + std::to_string(allocated(prepared)) +
                    " PSUs";
  if (prepared.survey.households.take > 0) out += ", take " + std::to_string(prepared.survey.households.take);
  if (checked.expected) {
    out += formatted("; %.0f child interviews expected, the target of %u reached with a chance of %.3f",
                     checked.expected->total.interviews, prepared.survey.target.interviews, checked.expected->chance);
    if (checked.expected->chance < prepared.survey.target.chance)
      out += formatted(", and %.2f is wanted (target.chance)", prepared.survey.target.chance);
  }
  return out;
}

void print_text(const Checked& checked) {
  std::printf("%llu areas", static_cast<unsigned long long>(checked.areas));
  if (checked.excluded > 0)
    std::printf(", %llu more left out by frame.exclude", static_cast<unsigned long long>(checked.excluded));
  std::printf("\n");
  for (const Finding& finding : checked.preparation.findings) {
    std::printf("%s: %s: %llu; %s\n", std::string(name_of(finding.severity)).c_str(), finding.kind.c_str(),
                static_cast<unsigned long long>(finding.count), finding.treatment.c_str());
    for (std::size_t i = 0; i < std::min(kFirst, finding.items.size()); ++i)
      std::printf("    %s\n", printable(finding.items[i], 200).c_str());
    if (finding.items.size() > kFirst) std::printf("    and %zu more\n", finding.items.size() - kFirst);
  }
  std::printf("%s\n", verdict(checked).c_str());
}

void print_json(const Checked& checked) {
  const Preparation& preparation = checked.preparation;
  Json json{{"areas", checked.areas}, {"excluded", checked.excluded}, {"findings", Json::array()}};
  for (const Finding& finding : preparation.findings) {
    const auto end = finding.items.begin() + static_cast<std::ptrdiff_t>(std::min(kFirst, finding.items.size()));
    json["findings"].push_back({{"kind", finding.kind},
                                {"severity", name_of(finding.severity)},
                                {"count", finding.count},
                                {"first", std::vector<std::string>(finding.items.begin(), end)},
                                {"treatment", finding.treatment}});
  }
  json["fit"] = preparation.fit();
  if (preparation.fit()) {
    const Prepared& prepared = *preparation.prepared;
    json["drawable_areas"] = prepared.frame.areas();
    json["strata"] = prepared.strata.size();
    json["psus"] = allocated(prepared);
    json["take"] = prepared.survey.households.take;
  } else {
    json["reasons"] = reasons(checked);
  }
  if (checked.expected) {
    json["expected_interviews"] = checked.expected->total.interviews;
    json["chance"] = checked.expected->chance;
  }
  print_result(json);
}

std::string findings_csv(const std::vector<Finding>& findings) {
  CsvWriter out({"kind", "severity", "item", "treatment"});
  for (const Finding& finding : findings)
    for (const std::string& item : finding.items) {
      out.field(finding.kind).field(name_of(finding.severity)).field(item).field(finding.treatment);
      out.end_record();
    }
  return out.take();
}

int check(const CheckOptions& options) {
  const Survey survey = read_survey(options.survey);
  const Inputs inputs = read_inputs(survey, {.see_geometry = true});
  Checked checked;
  checked.excluded = inputs.frame.excluded;
  std::future<std::vector<Finding>> of_geometry =  // which takes longest where there is much of it
      std::async(std::launch::async, [&] { return geometry_findings(survey, inputs.frame); });
  checked.preparation = prepare(survey, inputs);
  checked.areas = checked.preparation.frame_areas;
  std::vector<Finding>& findings = checked.preparation.findings;
  for (Finding& finding : of_geometry.get()) findings.push_back(std::move(finding));
  const bool fit = checked.preparation.fit();
  if (fit) {
    checked.remarks = checked.preparation.prepared->design.remarks;
    checked.expected = expected_of(*checked.preparation.prepared, checked.remarks);
  }
  if (!options.output.empty()) write_whole_file(options.output, findings_csv(findings), options.force);
  if (options.json)
    print_json(checked);
  else
    print_text(checked);
  for (const std::string& remark : checked.remarks) warn(remark);
  if (!fit) warn("draw refuses this survey as it is");
  return fit ? kYes : kNo;
}

}  // namespace

void add_check(CommandLine& line) {
  auto options = std::make_shared<CheckOptions>();
  Command command = line.add("check", "Is the survey fit to be drawn, and what would be?",
                             "fairdraw check examples/sampleland/survey.toml", [options] { return check(*options); });
  command.required("survey", &options->survey, "Survey file");
  command.optional("-o,--output", &options->output,
                   "CSV file for everything found, not only the first 20 of each kind");
  command.json(options->json);
  command.force(options->force, "the CSV file where it exists");
}

}  // namespace fairdraw
