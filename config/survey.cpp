#include "config/survey.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <set>
#include <sstream>

#define TOML_EXCEPTIONS 1
#include "config/keys.h"
#include "planner/base/error.h"
#include "planner/base/text.h"

#include <toml++/toml.h>

namespace fairdraw {
namespace {

/// One pass over the parsed file: finds values, checks them, gathers complaints with line and column.
class Reader {
 public:
  Reader(const toml::table& root, std::string file) : root_(root), file_(std::move(file)) {}

  const Complaints& complaints() const { return complaints_; }

  void complain(const toml::node* node, const std::string& what) {
    std::string where = file_;
    if (node != nullptr && node->source().begin.line > 0) {
      where += ":" + std::to_string(node->source().begin.line) + ":" + std::to_string(node->source().begin.column);
    }
    complaints_.add(where + ": " + what);
  }

  const toml::node* find(std::string_view path) const { return root_.at_path(path).node(); }

  void wrong_type(const toml::node* node, std::string_view path, KeyType type) {
    complain(node, std::string(path) + " should be " + std::string(describe(type)));
  }

  void text(std::string_view path, std::string& into) {
    const toml::node* node = find(path);
    if (node == nullptr) return;
    if (const auto* value = node->as_string()) {
      into = value->get();
      if (!into.empty()) return;
      complain(node,
               std::string(path) + " is empty; leave the key out, or give " + std::string(describe(KeyType::text)));
    } else {
      wrong_type(node, path, KeyType::text);
    }
  }

  void number(std::string_view path, double& into, const std::function<bool(double)>& right, std::string_view bounds) {
    const toml::node* node = find(path);
    if (node == nullptr) return;
    const auto value = node->is_number() ? node->value<double>() : std::nullopt;
    if (!value) return wrong_type(node, path, KeyType::number);
    if (!right(*value))
      return complain(node, std::string(path) + " is " + number_text(*value) + "; it should be " + std::string(bounds));
    into = *value;
  }

  std::optional<std::uint32_t> whole_value(const toml::node& node) {
    const auto* value = node.as_integer();
    if (value == nullptr || value->get() < 0 || value->get() > 100'000'000) return std::nullopt;
    return static_cast<std::uint32_t>(value->get());
  }

  void whole(std::string_view path, std::uint32_t& into, std::uint32_t least = 0) {
    const toml::node* node = find(path);
    if (node == nullptr) return;
    const auto value = whole_value(*node);
    if (!value) return wrong_type(node, path, KeyType::whole);
    if (*value < least)
      return complain(node, std::string(path) + " is " + std::to_string(*value) + "; it should be at least " +
                                std::to_string(least));
    into = *value;
  }

  void texts(std::string_view path, std::vector<std::string>& into, KeyType type = KeyType::texts) {
    const toml::node* node = find(path);
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    if (list == nullptr) return wrong_type(node, path, type);
    std::set<std::string> seen;
    for (const toml::node& entry : *list) {
      const auto* value = entry.as_string();
      if (value == nullptr || value->get().empty()) return wrong_type(&entry, path, type);
      if (!seen.insert(value->get()).second)
        complain(&entry, std::string(path) + " names \"" + value->get() + "\" twice");
      into.push_back(value->get());
    }
  }

  /// A text out of a fixed list. `unbuilt` are words of the design whose capability is still to come.
  template <class Value>
  void choice(std::string_view path, Value& into, std::initializer_list<std::pair<std::string_view, Value>> built,
              std::initializer_list<std::string_view> unbuilt = {}) {
    const toml::node* node = find(path);
    std::string word;
    text(path, word);
    if (word.empty()) return;
    for (const auto& [name, value] : built) {
      if (name == word) {
        into = value;
        return;
      }
    }
    std::string allowed;
    for (const auto& [name, value] : built) allowed += (allowed.empty() ? "\"" : ", \"") + std::string(name) + "\"";
    const bool later = std::find(unbuilt.begin(), unbuilt.end(), word) != unbuilt.end();
    complain(node, std::string(path) + " = \"" + printable(word) + "\" is " + (later ? "not built yet" : "unknown") +
                       "; it can be " + allowed);
  }

  std::optional<Yield> yield_of(const toml::node& node, std::string_view path) {
    Yield yield;
    if (node.is_number()) {
      yield.mean = yield.low = yield.high = node.value<double>().value_or(-1);
    } else if (const toml::table* table = node.as_table()) {
      for (const auto& [key, value] : *table) {
        if (key.str() != "mean" && key.str() != "low" && key.str() != "high")
          complain(&value, std::string(path) + " has no key " + std::string(key.str()) + "; it has mean, low and high");
        else if (!value.is_number())
          complain(&value, std::string(path) + "." + std::string(key.str()) + " should be a number");
      }
      const auto mean = (*table)["mean"].value<double>();
      if (!mean) {
        complain(&node, std::string(path) + " needs a mean");
        return std::nullopt;
      }
      yield.mean = *mean;
      yield.low = (*table)["low"].value<double>().value_or(*mean);
      yield.high = (*table)["high"].value<double>().value_or(*mean);
    } else {
      wrong_type(&node, path, KeyType::yield);
      return std::nullopt;
    }
    if (!(yield.mean > 0 && yield.mean <= 1 && yield.low > 0 && yield.high <= 1)) {
      complain(&node, std::string(path) + " should hold shares above 0 and at most 1");
      return std::nullopt;
    }
    if (!(yield.low <= yield.mean && yield.mean <= yield.high)) {
      complain(&node, std::string(path) + " should have low <= mean <= high");
      return std::nullopt;
    }
    return yield;
  }

  void yield(std::string_view path, Yield& into) {
    if (const toml::node* node = find(path)) {
      if (const auto value = yield_of(*node, path)) into = *value;
    }
  }

  void where(std::vector<YieldsWhere>& into) {
    const toml::node* node = find("yields.where");
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    if (list == nullptr) return wrong_type(node, "yields.where", KeyType::where_list);
    for (const toml::node& entry : *list) {
      const toml::table* table = entry.as_table();
      if (table == nullptr) return wrong_type(&entry, "yields.where", KeyType::where_list);
      YieldsWhere rule;
      for (const auto& [key, value] : *table) {
        const std::string path = "yields.where." + std::string(key.str());
        if (key.str() == "column" || key.str() == "value") {
          const auto* word = value.as_string();
          if (word == nullptr)
            wrong_type(&value, path, KeyType::text);
          else
            (key.str() == "column" ? rule.column : rule.value) = word->get();
        } else if (key.str() == "eligible")
          rule.eligible = yield_of(value, path);
        else if (key.str() == "household")
          rule.household = yield_of(value, path);
        else if (key.str() == "child")
          rule.child = yield_of(value, path);
        else if (key.str() == "caregiver")
          rule.caregiver = yield_of(value, path);
        else
          complain(&value,
                   "unknown key " + path + "; it can be column, value, eligible, household, child or caregiver");
      }
      if (rule.column.empty()) complain(&entry, "yields.where needs a column");
      into.push_back(std::move(rule));
    }
  }

  void layers(std::vector<MapLayer>& into) {
    const toml::node* node = find("maps.layers");
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    if (list == nullptr) return wrong_type(node, "maps.layers", KeyType::layer_list);
    for (const toml::node& entry : *list) {
      const toml::table* table = entry.as_table();
      if (table == nullptr) return wrong_type(&entry, "maps.layers", KeyType::layer_list);
      MapLayer layer;
      for (const auto& [key, value] : *table) {
        const std::string path = "maps.layers." + std::string(key.str());
        std::string* target = key.str() == "file"    ? &layer.file
                              : key.str() == "layer" ? &layer.layer
                              : key.str() == "style" ? &layer.style
                              : key.str() == "label" ? &layer.label
                                                     : nullptr;
        if (target == nullptr)
          complain(&value, "unknown key " + path + "; it can be file, layer, style or label");
        else if (const auto* word = value.as_string())
          *target = word->get();
        else
          wrong_type(&value, path, KeyType::text);
      }
      static constexpr std::array<std::string_view, 5> kStyles = {"road", "water", "building", "place", "boundary"};
      if (layer.file.empty()) complain(&entry, "maps.layers needs a file");
      if (std::find(kStyles.begin(), kStyles.end(), layer.style) == kStyles.end())
        complain(&entry, "maps.layers.style should be road, water, building, place or boundary");
      into.push_back(std::move(layer));
    }
  }

  void fixed(std::map<std::string, std::uint32_t>& into) {
    const toml::node* node = find("areas.fixed");
    if (node == nullptr) return;
    const toml::table* table = node->as_table();
    if (table == nullptr) return wrong_type(node, "areas.fixed", KeyType::whole_table);
    for (const auto& [key, value] : *table) {
      const auto count = whole_value(value);
      if (!count)
        wrong_type(&value, "areas.fixed", KeyType::whole_table);
      else
        into[std::string(key.str())] = *count;
    }
  }

  void date(std::string& into) {
    const toml::node* node = find("survey.date");
    if (node == nullptr) return;
    const auto* value = node->as_date();
    if (value == nullptr) return wrong_type(node, "survey.date", KeyType::date);
    std::ostringstream out;
    out << value->get();
    into = out.str();
  }

  void interval(std::uint32_t& into) {
    const toml::node* node = find("households.walk_interval");
    if (node == nullptr) return;
    if (const auto* word = node->as_string(); word != nullptr && word->get() == "auto") return;
    const auto value = whole_value(*node);
    if (!value || *value == 0) return wrong_type(node, "households.walk_interval", KeyType::interval);
    into = *value;
  }

  void ages(RespondentsStage& into) {
    const toml::node* node = find("respondents.age");
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    if (list == nullptr || list->size() != 2) return wrong_type(node, "respondents.age", KeyType::age_range);
    const auto from = whole_value(*list->get(0));
    const auto to = whole_value(*list->get(1));
    if (!from || !to || *from > *to || *to > 120) return wrong_type(node, "respondents.age", KeyType::age_range);
    into.age_from = *from;
    into.age_to = *to;
  }

  void crew(FieldWork& into) {
    const toml::node* node = find("field.per_team");
    if (node == nullptr) return;
    const toml::table* table = node->as_table();
    if (table == nullptr) return wrong_type(node, "field.per_team", KeyType::crew);
    for (const auto& [key, value] : *table) {
      const auto count = whole_value(value);
      if (key.str() != "interviewers" && key.str() != "interviews_per_day") {
        complain(&value, "unknown key field.per_team." + std::string(key.str()) +
                             "; it has interviewers and interviews_per_day");
      } else if (!count || *count == 0) {
        wrong_type(&value, "field.per_team." + std::string(key.str()), KeyType::crew);
      } else {
        (key.str() == "interviewers" ? into.interviewers : into.interviews_per_day) = *count;
      }
    }
  }

  void require(std::string_view path, bool present, std::string_view what) {
    if (!present && find(path) == nullptr)
      complain(nullptr, "the key " + std::string(path) + " is missing: " + std::string(what));
  }

  /// Every key of the file is one that fairdraw knows and has built.
  void known_keys() {
    std::set<std::string_view> sections;
    for (const Key& key : survey_keys()) sections.insert(key.path.substr(0, key.path.find('.')));
    for (const auto& [name, node] : root_) {
      const std::string section(name.str());
      if (!sections.contains(section)) {
        unknown(&node, section, {sections.begin(), sections.end()});
      } else if (const toml::table* table = node.as_table()) {
        for (const auto& [key, value] : *table) known_key(section, std::string(key.str()), value);
      } else {
        std::string what = section;
        what += " should be a table, [" + section + "]";
        complain(&node, what);
      }
    }
  }

 private:
  void unknown(const toml::node* node, const std::string& path, const std::vector<std::string_view>& candidates) {
    const std::string_view close = nearest(path, candidates);
    complain(node, "unknown key " + printable(path) +
                       (close.empty() ? std::string() : "; did you mean " + std::string(close) + "?"));
  }

  void known_key(const std::string& section, const std::string& name, const toml::node& node) {
    const std::string path = section + "." + name;
    std::vector<std::string_view> all;
    for (const Key& key : survey_keys()) {
      all.push_back(key.path);
      if (key.path != path) continue;
      if (!key.unbuilt.empty()) complain(&node, path + ": " + std::string(key.unbuilt) + "; leave this key out");
      return;
    }
    unknown(&node, path, all);
  }

  const toml::table& root_;
  std::string file_;
  Complaints complaints_;
};

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

void read_stages(Reader& read, Survey& survey) {
  AreasStage& areas = survey.areas;
  read.choice<std::string>("areas.method", areas.method, {{"systematic", "systematic"}});
  read.whole("areas.count", areas.count, 1);
  read.choice("areas.allocation", areas.allocation,
              {{"proportional", AllocationRule::proportional},
               {"equal", AllocationRule::equal},
               {"power", AllocationRule::power},
               {"fixed", AllocationRule::fixed}},
              {"neyman", "multivariate"});
  read.number(
      "areas.power", areas.power, [](double p) { return p >= 0 && p <= 1; }, "from 0 to 1");
  read.fixed(areas.fixed);
  read.whole("areas.minimum_per_stratum", areas.minimum_per_stratum);
  read.choice("areas.certainty", areas.certainty, {{"once", CertaintyRule::once}, {"hits", CertaintyRule::hits}});
  read.whole("areas.reserve_replicates", areas.reserve_replicates);
  for (const std::string_view path : {"areas.merge_below", "areas.segment_above"}) {
    std::uint32_t threshold = 0;
    read.whole(path, threshold);
    if (threshold > 0)
      read.complain(read.find(path),
                    std::string(path) + ": merging and segmenting areas is not built yet; it can only be 0");
  }
  std::uint32_t segment_size = 0;
  read.whole("areas.segment_size", segment_size, 1);

  read.choice(
      "households.mode", survey.households.mode,
      {{"listing", HouseholdMode::listing}, {"random-walk", HouseholdMode::random_walk}, {"none", HouseholdMode::none}},
      {"footprints"});
  read.whole("households.take", survey.households.take, 1);
  std::string take_rule;
  read.choice<std::string>("households.take_rule", take_rule, {{"fixed", "fixed"}}, {"self-weighting"});
  read.interval(survey.households.walk_interval);

  read.ages(survey.respondents);
  read.choice("respondents.method", survey.respondents.method,
              {{"kish", RespondentMethod::kish}, {"random-table", RespondentMethod::random_table}},
              {"next-birthday", "all"});
  read.choice<std::string>("respondents.caregiver", survey.respondents.caregiver, {{"knows-most", "knows-most"}});
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
  read.texts("frame.strata", frame.strata);
  if (const toml::node* order = read.find("frame.order"); order != nullptr && order->is_string())
    read.complain(order, "frame.order = \"hilbert\" is not built yet; it can be a list of columns");
  else
    read.texts("frame.order", frame.order, KeyType::order);
  read.texts("frame.carry", frame.carry);
  read.text("frame.exclude", frame.exclude);
  read.choice("frame.on_missing_size", frame.on_missing_size,
              {{"error", OnMissing::error}, {"exclude", OnMissing::exclude}});
  read.choice("frame.on_zero_size", frame.on_zero_size, {{"exclude", OnMissing::exclude}, {"error", OnMissing::error}});
  read.choice("frame.on_duplicate_id", frame.on_duplicate_id,
              {{"error", OnDuplicate::error}, {"merge", OnDuplicate::merge}, {"first", OnDuplicate::first}});
  read.choice("frame.on_missing_geometry", frame.on_missing_geometry,
              {{"keep", OnMissing::keep}, {"error", OnMissing::error}, {"exclude", OnMissing::exclude}});
  if (read.find("boundaries") == nullptr) return;
  BoundarySource boundaries;
  read.text("boundaries.file", boundaries.file);
  read.text("boundaries.layer", boundaries.layer);
  read.text("boundaries.id", boundaries.id);
  read.text("boundaries.name", boundaries.name);
  read.text("boundaries.total", boundaries.total);
  read.require("boundaries.file", false, "the file of administrative borders");
  read.require("boundaries.id", false, "the column that the borders and the frame share");
  survey.boundaries = boundaries;
}

bool is_country_code(const std::string& code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void read_all(Reader& read, Survey& survey) {
  read.known_keys();
  read.text("survey.title", survey.title);
  read.text("survey.country", survey.country);
  read.date(survey.date);
  read.text("survey.seed", survey.seed);
  read.whole("target.interviews", survey.target_interviews, 1);
  read.yield("yields.eligible", survey.yields.eligible);
  read.yield("yields.household", survey.yields.household);
  read.yield("yields.child", survey.yields.child);
  read.yield("yields.caregiver", survey.yields.caregiver);
  read.where(survey.yields_where);
  read_frame(read, survey);
  read_stages(read, survey);
  read.whole("field.teams", survey.field.teams, 1);
  read.crew(survey.field);
  read.choice("maps.paper", survey.paper, {{"A4", PaperSize::a4}, {"Letter", PaperSize::letter}});
  read.layers(survey.map_layers);
  std::string language;
  read.choice<std::string>("documents.language", language, {{"en", "en"}}, {"fr", "pt", "sw", "th", "km", "vi", "id"});

  read.require("survey.country", false, "three letters, ISO 3166-1 alpha-3, such as country = \"KEN\"");
  if (!survey.country.empty() && !is_country_code(survey.country))
    read.complain(read.find("survey.country"),
                  "survey.country should be three capital letters (ISO 3166-1 alpha-3), such as \"KEN\"");
  read.require("frame.file", false, "the census frame");
  read.require("frame.id", false, "the column that names each area once");
  read.require("frame.size", false, "the column with the measure of size");
  if (survey.areas.allocation == AllocationRule::fixed) {
    read.require("areas.fixed", false, "allocation = \"fixed\" needs the count of each stratum");
  } else {
    read.require("areas.count", false, "how many areas to draw (solving it from the target is not built yet)");
    if (!survey.areas.fixed.empty())
      read.complain(read.find("areas.fixed"), "areas.fixed goes with allocation = \"fixed\" only");
  }
  if (survey.households.mode != HouseholdMode::none)
    read.require("households.take", false, "interviews wanted per area (solving it from the target is not built yet)");
  if (survey.areas.certainty == CertaintyRule::hits && survey.areas.reserve_replicates > 0)
    read.complain(read.find("areas.certainty"),
                  "areas.certainty = \"hits\" can't go with reserve_replicates: the hits of one area can't be parted; "
                  "use \"once\"");
}

}  // namespace

std::filesystem::path Survey::resolve(const std::string& named) const {
  if (named.starts_with("PG:")) return named;
  return file.parent_path() / named;
}

std::string_view name_of(HouseholdMode mode) {
  switch (mode) {
    case HouseholdMode::listing:
      return "listing";
    case HouseholdMode::random_walk:
      return "random-walk";
    case HouseholdMode::none:
      return "none";
  }
  return "";
}

std::string_view name_of(RespondentMethod method) {
  return method == RespondentMethod::kish ? "kish" : "random-table";
}

std::string_view name_of(AllocationRule rule) {
  switch (rule) {
    case AllocationRule::proportional:
      return "proportional";
    case AllocationRule::equal:
      return "equal";
    case AllocationRule::power:
      return "power";
    case AllocationRule::fixed:
      return "fixed";
  }
  return "";
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
