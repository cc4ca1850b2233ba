#include "config/survey.h"

#include "config/design_keys.h"
#include "config/keys.h"
#include "config/reader.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/sampling/methods.h"
#include "planner/values/database.h"
#include "planner/words/words.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <tuple>

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

/// The method, and whether what it is given is what it needs.
void read_method(Reader& read, AreasStage& areas) {
  const toml::node* node = read.find("areas.method");
  read.text("areas.method", areas.method);
  read.choice("areas.certainty", areas.certainty);
  read.texts("areas.spread", areas.spread);
  read.texts("areas.balance", areas.balance);
  read.choice("areas.coordinate", areas.coordinate);
  const Method* method = find_method(areas.method);
  if (method == nullptr) {
    std::vector<std::string_view> names;
    for (const Method& each : methods()) names.push_back(each.name);
    const std::string_view close = nearest(areas.method, names);
    read.complain(node, "areas.method = \"" + printable(areas.method) + "\" is unknown" +
                            (close.empty() ? "" : "; did you mean \"" + std::string(close) + "\"?") +
                            " fairdraw draw --help lists them");
    areas.method = "systematic";
    return;
  }
  const std::string name = "areas.method = \"" + areas.method + "\"";
  if (method->needs_balance && areas.balance.empty())
    read.complain(node, name + " needs areas.balance, the columns whose totals the sample should get right");
  if (!method->needs_balance && !areas.balance.empty())
    read.complain(read.find("areas.balance"), "areas.balance goes with balanced methods only (" +
                                                  methods_that([](const Method& each) { return each.needs_balance; }) +
                                                  "), not with " + name);
  if (!method->needs_positions && !areas.spread.empty())
    read.complain(read.find("areas.spread"), "areas.spread goes with methods that spread over positions only (" +
                                                 methods_that([](const Method& each) { return each.needs_positions; }) +
                                                 "), not with " + name);
  if (!method->needs_permanent && read.find("areas.coordinate") != nullptr)
    read.complain(read.find("areas.coordinate"),
                  "areas.coordinate goes with methods that use permanent random numbers only (" +
                      methods_that([](const Method& each) { return each.needs_permanent; }) + "), not with " + name);
  if (areas.certainty == CertaintyRule::hits && !method->may_repeat)
    read.complain(read.find("areas.certainty"), "areas.certainty = \"hits\" goes only with " +
                                                    methods_that([](const Method& each) { return each.may_repeat; }) +
                                                    ", not with " + name);
  if (areas.certainty == CertaintyRule::once && method->must_repeat)
    read.complain(node, name + " can hit an area several times: it needs areas.certainty = \"hits\"");
}

/// How many households of a listing are drawn, and how.
void read_takes(Reader& read, HouseholdsStage& households) {
  read.choice("households.take_rule", households.take_rule);
  read.whole("households.take_min", households.take_min);
  read.whole("households.take_max", households.take_max, 1);
  read.whole("households.run", households.run, 1);
  read.whole("households.trips", households.trips, 1);
  const auto complain = [&](std::string_view key, const std::string& what) {
    if (read.find(key) != nullptr) read.complain(read.find(key), std::string(key) + what);
  };
  const bool listing = households.mode == HouseholdMode::listing;
  if (!listing)
    for (const std::string_view key :
         {"households.take_min", "households.take_max", "households.run", "households.trips"})
      complain(key, " goes with households.mode = \"listing\" only");
  if (households.take_rule == TakeRule::self_weighting) {
    if (!listing) complain("households.take_rule", " = \"self-weighting\" needs households.mode = \"listing\"");
  } else {
    for (const std::string_view key : {"households.take_min", "households.take_max"})
      complain(key, " goes with households.take_rule = \"self-weighting\" only");
  }
  if (households.take_max > 0 && households.take_max < households.take_min)
    complain("households.take_max", " is " + std::to_string(households.take_max) + ", below households.take_min, " +
                                        std::to_string(households.take_min));
  if (households.trips > 2) complain("households.trips", " can be 1 (list and interview on one trip) or 2");
}

void read_stages(Reader& read, Survey& survey) {
  AreasStage& areas = survey.areas;
  read_method(read, areas);
  if (survey.frame.hilbert_order && !spread_columns(survey).empty())
    read.complain(read.find("areas.spread"),
                  "areas.spread names columns and frame.order = \"hilbert\" goes by places; leave one of them out");
  read.whole("areas.count", areas.count, 1);
  read.choice("areas.allocation", areas.allocation);
  read.number(
      "areas.power", areas.power, [](double p) { return p >= 0 && p <= 1; }, "from 0 to 1");
  read.number(
      "areas.importance", areas.importance, [](double x) { return x >= 0 && x <= 1e6; },
      "0 or more: how much the country's figures count against the strata's");
  read.text("areas.variable", areas.variable);
  read.fixed(areas.fixed);
  read.whole("areas.minimum_per_stratum", areas.minimum_per_stratum);
  read.whole("areas.maximum_per_stratum", areas.maximum_per_stratum, 1);
  read.whole("areas.reserve_replicates", areas.reserve_replicates);
  read.whole("areas.merge_below", areas.merge_below);
  read.whole("areas.segment_above", areas.segment_above);
  read.whole("areas.segment_size", areas.segment_size, 1);
  if (areas.segment_above > 0 && areas.segment_size > areas.segment_above)
    read.complain(read.find("areas.segment_above"),
                  "areas.segment_above is " + std::to_string(areas.segment_above) + ", below areas.segment_size, " +
                      std::to_string(areas.segment_size) + ": an area that is split must hold more than one segment");

  read.choice("households.mode", survey.households.mode);
  read.whole("households.take", survey.households.take, 1);
  read_takes(read, survey.households);
  read.text("households.footprints", survey.households.footprints);
  if (survey.households.mode == HouseholdMode::footprints)
    read.require("households.footprints", "households.mode = \"footprints\" draws from the buildings of a file");
  read.number(
      "households.confidence", survey.households.confidence, [](double x) { return x >= 0 && x <= 1; }, "from 0 to 1");
  read.text("households.population", survey.households.population);
  if (survey.households.population.empty() && survey.frame.is_raster())
    survey.households.population = survey.frame.file;  // a frame of cells knows where people live
  read.interval(survey.households.walk_interval);

  read.ages(survey.respondents);
  read.choice("respondents.method", survey.respondents.method);
  read.choice("respondents.order", survey.respondents.order);
  read.choice("respondents.caregiver", survey.respondents.caregiver);
}

void read_frame(Reader& read, Survey& survey) {
  FrameSource& frame = survey.frame;
  read.text("frame.file", frame.file);
  read.text("frame.layer", frame.layer);
  read.text("frame.id", frame.id);
  read.text("frame.name", frame.name);
  read.text("frame.size", frame.size);
  read.number(
      "frame.size_per_household", frame.size_per_household, [](double x) { return x > 0 && x < 1000; },
      "above 0, such as 4.4 where the size counts people");
  read.number(
      "frame.grid_size", frame.grid_size, [](double x) { return x > 0 && x < 1e9; },
      "above 0: people wanted in a PSU, in the raster's units");
  read.texts("frame.strata", frame.strata);
  if (const toml::node* order = read.find("frame.order"); order != nullptr && order->is_string()) {
    std::string along;
    read.one_of("frame.order", {"hilbert"}, along);
    frame.hilbert_order = !along.empty();
  } else {
    read.texts("frame.order", frame.order, KeyType::order);
  }
  read.texts("frame.carry", frame.carry);
  read.text("frame.exclude", frame.exclude);
  read.choice("frame.on_missing_size", frame.on_missing_size);
  read.choice("frame.on_zero_size", frame.on_zero_size);
  read.choice("frame.on_duplicate_id", frame.on_duplicate_id);
  read.choice("frame.on_missing_geometry", frame.on_missing_geometry);
  if (read.find("boundaries") == nullptr) return;
  BoundarySource boundaries;
  read.text("boundaries.file", boundaries.file);
  read.text("boundaries.layer", boundaries.layer);
  read.text("boundaries.id", boundaries.id);
  read.text("boundaries.name", boundaries.name);
  read.text("boundaries.total", boundaries.total);
  read.require("boundaries.file", "the file of administrative borders");
  read.require("boundaries.id", "the column that the borders and the frame share");
  survey.boundaries = boundaries;
}

bool is_country_code(const std::string& code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void check_allocation(Reader& read, const Survey& survey) {
  const AreasStage& areas = survey.areas;
  const auto only_with = [&](std::string_view key, bool fits, std::string_view with) {
    if (!fits && read.find(key) != nullptr)
      read.complain(read.find(key), std::string(key) + " goes with " + std::string(with) + " only");
  };
  const AllocationRule rule = areas.allocation;
  if (rule == AllocationRule::fixed)
    read.require("areas.fixed", "allocation = \"fixed\" needs the count of each stratum");
  else if (!areas.fixed.empty())
    only_with("areas.fixed", false, "allocation = \"fixed\"");
  only_with("areas.importance", rule == AllocationRule::kish, "allocation = \"kish\"");
  only_with("areas.variable",
            rule == AllocationRule::neyman || rule == AllocationRule::optimal || rule == AllocationRule::power,
            "allocation = \"neyman\", \"optimal\" or \"power\"");
  if (rule == AllocationRule::neyman)
    read.require("areas.variable", "allocation = \"neyman\" needs the column whose total it should estimate well");
  if (areas.maximum_per_stratum > 0 && areas.maximum_per_stratum < areas.minimum_per_stratum)
    read.complain(read.find("areas.maximum_per_stratum"),
                  "areas.maximum_per_stratum is " + std::to_string(areas.maximum_per_stratum) +
                      ", below areas.minimum_per_stratum, " + std::to_string(areas.minimum_per_stratum));
  const Target& target = survey.target;
  if (rule == AllocationRule::multivariate && target.margin == 0 && target.margin_by_domain == 0 &&
      target.shares.empty())
    read.complain(
        read.find("areas.allocation"),
        "areas.allocation = \"multivariate\" needs margins to meet: target.margin, target.margin_by_domain or "
        "target.shares");
}

/// What is left out must be there to be solved.
void check_solvable(Reader& read, const Survey& survey) {
  const bool fixed = survey.areas.allocation == AllocationRule::fixed;
  const bool solves_count = survey.areas.count == 0 && !fixed;
  const bool solves_take = survey.households.take == 0 && survey.households.mode != HouseholdMode::none;
  if (survey.households.mode == HouseholdMode::none && !fixed) {
    read.require("areas.count", "with households.mode = \"none\" there are no interviews to solve it from");
  } else if (solves_count && solves_take && !survey.costs.any()) {
    read.complain(nullptr,
                  "areas.count and households.take are both left out, to be solved at the least cost: that needs "
                  "costs.per_area and what else field work costs");
  }
}

/// A raster's PSUs have columns of their own.
void read_grid(Reader& read, Survey& survey) {
  read.require("frame.grid_size", "how many people a PSU made of the raster's cells should have");
  if (read.find("boundaries") == nullptr)
    read.complain(read.find("frame.file"),
                  "a raster needs [boundaries], inside which its cells are grouped; their id column can be a stratum");
  for (const auto& [key, name, value] :
       {std::tuple("frame.id", "psu_id", &survey.frame.id), std::tuple("frame.size", "people", &survey.frame.size)}) {
    if (!value->empty() && *value != name)
      read.complain(read.find(key), std::string(key) + " of a raster is \"" + name + "\"; leave it out");
    *value = name;
  }
}

void read_field(Reader& read, Survey& survey) {
  FieldWork& field = survey.field;
  read.text("field.bases", field.bases);
  if (!field.bases.empty() && read.find("field.teams") == nullptr) field.teams = 0;
  read.whole("field.teams", field.teams, 1);
  read.crew(field);
  read.text("field.language", field.language);
  const std::vector<std::string>& carried = survey.frame.carry;
  if (!field.language.empty() && std::find(carried.begin(), carried.end(), field.language) == carried.end())
    read.complain(read.find("field.language"),
                  "field.language is \"" + field.language + "\", which is not in frame.carry; add it there");
  if (!field.language.empty() && field.bases.empty())
    read.complain(read.find("field.language"),
                  "field.language needs field.bases, whose column languages says which "
                  "team speaks what");
  read.number(
      "field.speed", field.speed, [](double x) { return x > 0 && x <= 1000; }, "above 0, in kilometres an hour");
  read.text("field.travel_times", field.travel_times);
}

void read_all(Reader& read, Survey& survey) {
  read.known_keys();
  read.text("survey.title", survey.title);
  read.text("survey.country", survey.country);
  read.date(survey.date);
  read.text("survey.seed", survey.seed);
  read_design_keys(read, survey);
  read.yield("yields.eligible", survey.yields.eligible);
  read.yield("yields.household", survey.yields.household);
  read.yield("yields.child", survey.yields.child);
  read.yield("yields.caregiver", survey.yields.caregiver);
  read.where(survey.yields_where);
  read_frame(read, survey);
  read_stages(read, survey);
  read_field(read, survey);
  read.choice("maps.paper", survey.paper);
  read.layers(survey.map_layers);
  read.choices("documents.capi", survey.capi);
  read.text("maps.basemap", survey.basemap);
  read.choice("maps.grid", survey.grid);
  read.whole("maps.sheet_scale", survey.sheet_scale, 100);
  read.choices("maps.pictures", survey.pictures);
  read.whole("maps.offline_zoom", survey.offline_zoom, 1);
  if (survey.offline_zoom > 18)
    read.complain(read.find("maps.offline_zoom"),
                  "maps.offline_zoom should be at most 18 (half a metre of ground a dot)");
  read.one_of("documents.language", languages(), survey.language);

  read.require("survey.country", "three letters, ISO 3166-1 alpha-3, such as country = \"KEN\"");
  if (!survey.country.empty() && !is_country_code(survey.country))
    read.complain(read.find("survey.country"),
                  "survey.country should be three capital letters (ISO 3166-1 alpha-3), such as \"KEN\"");
  read.require("frame.file", "the census frame");
  if (survey.frame.is_raster()) {
    read_grid(read, survey);
  } else {
    read.require("frame.id", "the column that names each area once");
    read.require("frame.size", "the column with the measure of size");
    if (survey.frame.grid_size > 0)
      read.complain(read.find("frame.grid_size"),
                    "frame.grid_size goes with a raster (" + endings_for(FileUse::people) + ") as frame.file only");
  }
  check_allocation(read, survey);
  check_solvable(read, survey);
  if (survey.areas.certainty == CertaintyRule::hits && survey.areas.reserve_replicates > 0)
    read.complain(read.find("areas.certainty"),
                  "areas.certainty = \"hits\" can't go with reserve_replicates: the hits of one area can't be parted; "
                  "use \"once\"");
}

}  // namespace

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
  for (const CostsWhere& rule : survey.costs_where) add(rule.column, "costs.where");
  add(survey.rho.column, "costs.rho");
  add(survey.rho.of, "costs.rho");
  if (survey.boundaries) add(survey.boundaries->id, "boundaries.id");
  for (const std::string& name : spread_columns(survey)) add(name, "areas.spread");
  for (const std::string& name : survey.areas.balance) add(name, "areas.balance");
  return out;
}

Survey parse_survey(std::string text, const std::filesystem::path& file) {
  Survey survey;
  survey.file = file;
  toml::table root;
  try {
    root = toml::parse(text, file.string());
  } catch (const toml::parse_error& error) {
    throw Error(ErrorKind::usage, file.string() + ":" + std::to_string(error.source().begin.line) + ":" +
                                      std::to_string(error.source().begin.column) +
                                      ": not TOML: " + std::string(error.description()));
  }
  Reader read(root, file.string());
  read_all(read, survey);
  read.complaints().throw_if_any(ErrorKind::usage);
  flatten(root, "", survey.keys);
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
