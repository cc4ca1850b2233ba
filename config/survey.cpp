#include "config/survey.h"

#include "config/keys.h"
#include "config/nesting.h"
#include "config/reader.h"
#include "planner/base/bounds.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/values/database.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

namespace fairdraw {
namespace {

void flatten(const toml::node& node, const std::string& path, std::map<std::string, std::string>& into) {
  if (const toml::table* table = node.as_table()) {
    for (const auto& [key, value] : *table)
      flatten(value, path.empty() ? std::string(key.str()) : path + "." + std::string(key.str()), into);
    return;
  }
  std::ostringstream out;
  if (const auto* number = node.as_floating_point())
    out << number_text(number->get());
  else
    node.visit([&](const auto& value) { out << value; });
  into[path] = out.str();
}

/// What follows from keys where others are left out.
void fill_in(Survey& survey) {
  if (survey.frame.is_raster()) {
    survey.frame.id = {std::string(kRasterId)};
    survey.frame.size = kRasterSize;
    if (survey.households.population.empty())  // a frame of cells knows where people live
      survey.households.population = survey.frame.file;
  }
  if (survey.frame.id.size() > 1)
    for (const std::string& part : survey.frame.id)
      if (std::find(survey.frame.carry.begin(), survey.frame.carry.end(), part) == survey.frame.carry.end())
        survey.frame.carry.push_back(part);
  if (survey.frame.size_min > 0 && !is_given(survey, "frame.on_zero_size"))
    survey.frame.on_zero_size = OnZeroSize::minimum;
  if (!survey.field.bases.empty() && !is_given(survey, "field.teams")) survey.field.teams = 0;
}

/// Reads every key, then holds each to the others.
void read_all(Reader& read, const toml::table& root, Survey& survey) {
  read.known_keys();
  flatten(root, "", survey.keys);
  if (read.find("boundaries") != nullptr) survey.boundaries.emplace();
  for (const KeySection& section : key_sections())
    for (const Key& key : section.keys) read.read(key, survey);
  for (const KeySection& section : key_sections())
    for (const Key& key : section.keys)
      if (const std::string wrong = key.wrong == nullptr ? "" : key.wrong(survey); !wrong.empty())
        read.complain(read.find(key.path), wrong);
  fill_in(survey);
}

}  // namespace

const FrameJoin* FrameSource::ground() const {
  const auto found = std::find_if(joins.begin(), joins.end(), [](const FrameJoin& join) { return join.geometry; });
  return found == joins.end() ? nullptr : &*found;
}

std::filesystem::path Survey::resolve(const std::string& named) const {
  if (is_database(named)) return named;
  return file.parent_path() / named;
}

std::vector<std::string> spread_columns(const Survey& survey) {
  static const std::vector<std::string> kPlace = {"longitude", "latitude"};
  return survey.areas.spread == kPlace ? std::vector<std::string>() : survey.areas.spread;
}

std::vector<std::pair<std::string, std::string>> frame_columns(const Survey& survey) {
  std::vector<std::pair<std::string, std::string>> out;
  const auto add = [&](const std::string& name, const char* key) {
    if (!name.empty()) out.emplace_back(name, key);
  };
  for (const std::string& name : survey.frame.strata) add(name, "frame.strata");
  add(survey.frame.strata_from.column, "frame.strata_from");
  for (const std::string& name : survey.frame.order) add(name, "frame.order");
  for (const std::string& name : survey.frame.carry) add(name, "frame.carry");
  for (const YieldsWhere& rule : survey.yields_where) add(rule.column, "yields.where");
  for (const std::string& name : survey.target.domains) add(name, "target.domains");
  for (const ShareTarget& share : survey.target.shares)
    for (const std::string& name : {share.column, share.of, share.by}) add(name, "target.shares");
  add(survey.areas.variable, "areas.variable");
  add(survey.areas.certain_column, "areas.certain");
  for (const CostsWhere& rule : survey.costs_where) add(rule.column, "costs.where");
  add(survey.rho.column, "costs.rho");
  add(survey.rho.of, "costs.rho");
  if (survey.boundaries)
    add(survey.boundaries->in_frame(), survey.boundaries->frame_id.empty() ? "boundaries.id" : "boundaries.frame_id");
  for (const std::string& name : spread_columns(survey)) add(name, "areas.spread");
  for (const std::string& name : survey.areas.balance) add(name, "areas.balance");
  return out;
}

Survey parse_survey(std::string text, const std::filesystem::path& file) {
  Survey survey;
  survey.file = file;
  if (const std::size_t line = line_nested_too_deep(text); line != 0)
    throw Error(ErrorKind::usage, file.string() + ":" + std::to_string(line) + ": nested more than " +
                                      std::to_string(kDeepestNesting) + " levels deep; no key of a survey needs that");
  toml::table root;
  try {
    root = toml::parse(text, file.string());
  } catch (const toml::parse_error& error) {
    throw Error(ErrorKind::usage, file.string() + ":" + std::to_string(error.source().begin.line) + ":" +
                                      std::to_string(error.source().begin.column) + ": not TOML; " +
                                      words_of("the reader of TOML", error.description()));
  }
  Reader read(root, file.string());
  read_all(read, root, survey);
  read.complaints().throw_if_any(ErrorKind::usage);
  survey.text = std::move(text);
  return survey;
}

Survey read_survey(const std::filesystem::path& file) {
  if (std::filesystem::is_directory(file))
    throw Error(ErrorKind::usage, file.string() + " is a folder; name the survey file in it");
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(ErrorKind::usage, file.string() + ": there is no such survey file, or it can't be read");
  return parse_survey({std::istreambuf_iterator<char>(in), {}}, file);
}

}  // namespace fairdraw
