#include "config/survey.h"
#include "planner/advice/advice.h"
#include "planner/advice/chart.h"
#include "planner/advice/countries.h"
#include "planner/advice/page.h"
#include "planner/advice/report.h"
#include "planner/base/json.h"
#include "planner/base/output_folder.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/results.h"
#include "planner/cli/surveys.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace fairdraw {
namespace {

constexpr std::string_view kDesignFile = "design.json";

struct DesignLine {
  std::vector<std::string> surveys;
  std::string output;
  unsigned threads = 0;
  bool force = false;
  bool json = false;
};

/// @param of  the folder's part for this design: nothing, or a country's code
void write_advice(const OutputFolder& folder, const std::filesystem::path& of, const Advice& advice) {
  folder.write(of / kDesignFile, advice_in_json(advice).pretty() + "\n");
  folder.write(of / "design.txt", advice_in_text(advice));
  folder.write(of / "alternatives.csv", alternatives_in_csv(advice));
  folder.write(of / "strata.csv", strata_in_csv(advice));
  draw_advice(folder.file(of / "design.svg"), advice);
  draw_advice(folder.file(of / "design.png"), advice);
  folder.write(of / "design.html", advice_page(advice, read_file(folder.file(of / "design.svg"))));
}

int design_one(const Survey& survey, const DesignLine& line) {
  std::optional<OutputFolder> folder;
  if (!line.output.empty()) folder.emplace(line.output, kDesignFile, line.force);
  const Advice advice = advise(survey, line.threads, folder.has_value());
  for (const std::string& remark : advice.remarks) warn(remark);
  if (folder) {
    write_advice(*folder, "", advice);
    folder->commit();
  }
  if (line.json)
    print_result(advice_in_json(advice));
  else
    print_result(advice_in_text(advice));
  if (advice.solution.chosen) return kYes;
  for (const Shortfall& each : advice.solution.nearest.shortfalls) warn("out of reach: " + each.what);
  return kNo;
}

/// A design for each country, in a folder by its code, and one table of all.
int design_several(const std::vector<Survey>& surveys, const DesignLine& line) {
  std::optional<OutputFolder> folder;
  if (!line.output.empty()) folder.emplace(line.output, kCountriesFile, line.force);
  std::vector<CountryDesign> countries;
  Json json{{"countries", Json::array()}};
  std::optional<Progress> shown("designing:");
  for_each_survey(surveys, [&](const Survey& survey) {
    shown->at(countries.size(), surveys.size());
    const Advice advice = advise(survey, line.threads, folder.has_value());
    for (const std::string& remark : advice.remarks) warn(survey.country + ": " + remark);
    if (folder) write_advice(*folder, survey.country, advice);
    Json entry{{"country", survey.country}};
    entry.add(advice_in_json(advice));
    json["countries"].push_back(std::move(entry));
    countries.push_back({survey, advice.best(), advice.best().areas});
  });
  shown.reset();
  if (folder) {
    folder->write(kCountriesFile, countries_in_csv(countries));
    folder->write("countries.txt", countries_in_text(countries));
    folder->commit();
  }
  if (line.json)
    print_result(json);
  else
    print_result(countries_in_text(countries));
  bool reached = true;
  for (const CountryDesign& each : countries) {
    if (each.reached()) continue;
    reached = false;
    warn(each.survey.country + ": out of reach");
  }
  return reached ? kYes : kNo;
}

int design(const DesignLine& line) {
  const std::vector<Survey> surveys = read_surveys(line.surveys);
  return surveys.size() == 1 ? design_one(surveys.front(), line) : design_several(surveys, line);
}

}  // namespace

void add_design(CommandLine& line) {
  auto options = std::make_shared<DesignLine>();
  Command command =
      line.add("design", "How many, where, at what cost, with what precision and chance.",
               "fairdraw design examples/sampleland/survey.toml -o design", [options] { return design(*options); });
  command.required("survey", &options->surveys,
                   "Survey file; several: one design each, and one table of all countries");
  command.optional("-o,--output", &options->output,
                   "Folder to make: design.html, design.json, design.txt, alternatives.csv, strata.csv, design.svg, "
                   "design.png; with several surveys one such folder for each country, and countries.csv");
  command.threads(options->threads);
  command.json(options->json);
  command.force(options->force, "a design's folder that exists");
}

}  // namespace fairdraw
