#include "config/survey.h"
#include "geo/open/boundaries.h"
#include "geo/read/frame_reader.h"
#include "geo/read/geometry_report.h"
#include "planner/audit/drawable_frame.h"
#include "planner/base/csv.h"
#include "planner/base/json.h"
#include "planner/base/text.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/results.h"
#include "planner/cli/whole_file.h"
#include "planner/design/field_yield.h"
#include "planner/frame/canonical.h"
#include "planner/frame/coverage.h"
#include "planner/frame/findings.h"
#include "planner/frame/size_strata.h"
#include "planner/frame/strata.h"

#include <cstdio>
#include <memory>

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
                        "coordinates that fit are taken as longitude and latitude (WGS 84); others are not used"});
  const GeometryReport report = report_geometry(survey, frame);
  Finding invalid{"invalid-geometry", Severity::warning, 0, {}, "kept, drawn and mapped as it is"};
  for (const auto& [area, why] : report.invalid) invalid.add(std::string(frame.id[area]) + " (" + why + ")");
  if (invalid.count > 0) findings.push_back(std::move(invalid));
  if (survey.boundaries)
    for (Finding& finding : check_boundaries(frame, report.places, survey.boundaries->id, read_boundaries(survey)))
      findings.push_back(std::move(finding));
  return findings;
}

constexpr std::size_t kFirst = 20;

void print_text(std::uint64_t areas, std::uint64_t excluded, const std::vector<Finding>& findings) {
  std::printf("%llu areas", static_cast<unsigned long long>(areas));
  if (excluded > 0) std::printf(", %llu more left out by frame.exclude", static_cast<unsigned long long>(excluded));
  std::printf("\n");
  for (const Finding& finding : findings) {
    std::printf("%s: %s: %llu; %s\n", std::string(name_of(finding.severity)).c_str(), finding.kind.c_str(),
                static_cast<unsigned long long>(finding.count), finding.treatment.c_str());
    for (std::size_t i = 0; i < std::min(kFirst, finding.items.size()); ++i)
      std::printf("    %s\n", printable(finding.items[i], 200).c_str());
    if (finding.items.size() > kFirst) std::printf("    and %zu more\n", finding.items.size() - kFirst);
  }
}

void print_json(std::uint64_t areas, std::uint64_t excluded, const std::vector<Finding>& findings) {
  Json json{{"areas", areas}, {"excluded", excluded}, {"findings", Json::array()}};
  for (const Finding& finding : findings) {
    const auto end = finding.items.begin() + static_cast<std::ptrdiff_t>(std::min(kFirst, finding.items.size()));
    json["findings"].push_back({{"kind", finding.kind},
                                {"severity", name_of(finding.severity)},
                                {"count", finding.count},
                                {"first", std::vector<std::string>(finding.items.begin(), end)},
                                {"treatment", finding.treatment}});
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
  const Frame frame = canonical(read_frame(survey, true));
  FrameCheck checked = check_frame(frame, survey);
  std::vector<Finding> findings = std::move(checked.findings);
  const Frame drawable = with_size_strata(merge_areas(frame.select(checked.drawable), survey, findings), survey);
  for (Finding& finding : large_areas(drawable, survey)) findings.push_back(std::move(finding));
  for (Finding& finding : small_strata(drawable, survey.areas.minimum_per_stratum))
    findings.push_back(std::move(finding));
  for (Finding& finding : empty_strata(frame, checked.drawable)) findings.push_back(std::move(finding));
  for (Finding& finding : geometry_findings(survey, frame)) findings.push_back(std::move(finding));
  const AreaYields yields(frame, survey);  // complains of rules that meet no area
  if (!options.output.empty()) write_whole_file(options.output, findings_csv(findings), options.force);
  if (options.json)
    print_json(frame.areas(), frame.excluded, findings);
  else
    print_text(frame.areas(), frame.excluded, findings);
  const bool refused = checked.drawable.empty() ||
                       std::any_of(findings.begin(), findings.end(),
                                   [](const Finding& finding) { return finding.severity == Severity::error; });
  if (refused) warn("draw refuses this frame as it is");
  return refused ? kNo : kYes;
}

}  // namespace

void add_check(CommandLine& line) {
  auto options = std::make_shared<CheckOptions>();
  Command command = line.add("check", "Is the frame fit to be drawn from?",
                             "fairdraw check examples/sampleland/survey.toml", [options] { return check(*options); });
  command.required("survey", &options->survey, "Survey file");
  command.optional("-o,--output", &options->output,
                   "CSV file for everything found, not only the first 20 of each kind");
  command.json(options->json);
  command.force(options->force, "the CSV file where it exists");
}

}  // namespace fairdraw
