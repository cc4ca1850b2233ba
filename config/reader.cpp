#include "config/reader.h"

#include <set>
#include <sstream>

namespace fairdraw {

void Reader::complain(const toml::node* node, const std::string& what) {
  std::string where = file_;
  if (node != nullptr && node->source().begin.line > 0) {
    where += ":" + std::to_string(node->source().begin.line) + ":" + std::to_string(node->source().begin.column);
  }
  complaints_.add(where + ": " + what);
}

void Reader::wrong_type(const toml::node* node, std::string_view path, KeyType type) {
  complain(node, std::string(path) + " should be " + std::string(describe(type)));
}

void Reader::text(std::string_view path, std::string& into) {
  const toml::node* node = find(path);
  if (node == nullptr) return;
  if (const auto* value = node->as_string()) {
    into = value->get();
    if (!into.empty()) return;
    complain(node, std::string(path) + " is empty; leave the key out, or give " + std::string(describe(KeyType::text)));
  } else {
    wrong_type(node, path, KeyType::text);
  }
}

void Reader::number(std::string_view path, double& into, const std::function<bool(double)>& right,
                    std::string_view bounds) {
  const toml::node* node = find(path);
  if (node == nullptr) return;
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value) return wrong_type(node, path, KeyType::number);
  if (!right(*value))
    return complain(node, std::string(path) + " is " + number_text(*value) + "; it should be " + std::string(bounds));
  into = *value;
}

std::optional<std::uint32_t> Reader::whole_value(const toml::node& node) {
  const auto* value = node.as_integer();
  if (value == nullptr || value->get() < 0 || value->get() > 100'000'000) return std::nullopt;
  return static_cast<std::uint32_t>(value->get());
}

void Reader::whole(std::string_view path, std::uint32_t& into, std::uint32_t least) {
  const toml::node* node = find(path);
  if (node == nullptr) return;
  const auto value = whole_value(*node);
  if (!value) return wrong_type(node, path, KeyType::whole);
  if (*value < least)
    return complain(
        node, std::string(path) + " is " + std::to_string(*value) + "; it should be at least " + std::to_string(least));
  into = *value;
}

void Reader::texts(std::string_view path, std::vector<std::string>& into, KeyType type) {
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

void Reader::one_of(std::string_view path, const std::vector<std::string>& known, std::string& into) {
  std::string word;
  text(path, word);
  if (word.empty()) return;
  if (std::find(known.begin(), known.end(), word) != known.end()) {
    into = word;
    return;
  }
  std::string allowed;
  for (const std::string& each : known) allowed += (allowed.empty() ? "\"" : ", \"") + each + "\"";
  complain(find(path), std::string(path) + " = \"" + printable(word) + "\" is unknown; it can be " + allowed);
}

std::optional<Yield> Reader::yield_of(const toml::node& node, std::string_view path) {
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

void Reader::yield(std::string_view path, Yield& into) {
  if (const toml::node* node = find(path)) {
    if (const auto value = yield_of(*node, path)) into = *value;
  }
}

void Reader::where(std::vector<YieldsWhere>& into) {
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
        complain(&value, "unknown key " + path + "; it can be column, value, eligible, household, child or caregiver");
    }
    if (rule.column.empty()) complain(&entry, "yields.where needs a column");
    into.push_back(std::move(rule));
  }
}

void Reader::layers(std::vector<MapLayer>& into) {
  tables("maps.layers", KeyType::layer_list, [&](const toml::table& table, const toml::node& node) {
    MapLayer layer;
    std::string style;
    fields(table, "maps.layers",
           {{"file", &layer.file}, {"layer", &layer.layer}, {"style", &style}, {"label", &layer.label}}, {});
    if (layer.file.empty()) complain(&node, "maps.layers needs a file");
    named(&node, "maps.layers.style", style, layer.style);
    into.push_back(std::move(layer));
  });
}

void Reader::fixed(std::map<std::string, std::uint32_t>& into) {
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

void Reader::date(std::string& into) {
  const toml::node* node = find("survey.date");
  if (node == nullptr) return;
  const auto* value = node->as_date();
  if (value == nullptr) return wrong_type(node, "survey.date", KeyType::date);
  std::ostringstream out;
  out << value->get();
  into = out.str();
}

void Reader::interval(std::uint32_t& into) {
  const toml::node* node = find("households.walk_interval");
  if (node == nullptr) return;
  if (const auto* word = node->as_string(); word != nullptr && word->get() == "auto") return;
  const auto value = whole_value(*node);
  if (!value || *value == 0) return wrong_type(node, "households.walk_interval", KeyType::interval);
  into = *value;
}

void Reader::ages(RespondentsStage& into) {
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

void Reader::crew(FieldWork& into) {
  const toml::node* node = find("field.per_team");
  if (node == nullptr) return;
  const toml::table* table = node->as_table();
  if (table == nullptr) return wrong_type(node, "field.per_team", KeyType::crew);
  for (const auto& [key, value] : *table) {
    const auto count = whole_value(value);
    if (key.str() != "interviewers" && key.str() != "interviews_per_day") {
      complain(&value,
               "unknown key field.per_team." + std::string(key.str()) + "; it has interviewers and interviews_per_day");
    } else if (!count || *count == 0) {
      wrong_type(&value, "field.per_team." + std::string(key.str()), KeyType::crew);
    } else {
      (key.str() == "interviewers" ? into.interviewers : into.interviews_per_day) = *count;
    }
  }
}

void Reader::tables(std::string_view path, KeyType type,
                    const std::function<void(const toml::table&, const toml::node&)>& each) {
  const toml::node* node = find(path);
  if (node == nullptr) return;
  const toml::array* list = node->as_array();
  if (list == nullptr) return wrong_type(node, path, type);
  for (const toml::node& entry : *list) {
    if (const toml::table* table = entry.as_table())
      each(*table, entry);
    else
      wrong_type(&entry, path, type);
  }
}

void Reader::fields(const toml::table& table, std::string_view path,
                    const std::vector<std::pair<std::string_view, std::string*>>& texts,
                    const std::vector<std::pair<std::string_view, double*>>& numbers) {
  const auto named = [](const auto& all, std::string_view name) {
    return std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.first == name; });
  };
  for (const auto& [key, value] : table) {
    const std::string whole = std::string(path) + "." + std::string(key.str());
    if (const auto text = named(texts, key.str()); text != texts.end()) {
      if (const auto* word = value.as_string())
        *text->second = word->get();
      else
        wrong_type(&value, whole, KeyType::text);
    } else if (const auto number = named(numbers, key.str()); number != numbers.end()) {
      if (value.is_number())
        *number->second = value.value<double>().value_or(0);
      else
        wrong_type(&value, whole, KeyType::number);
    } else {
      std::string can;
      for (const auto& [name, into] : texts) can += (can.empty() ? "" : ", ") + std::string(name);
      for (const auto& [name, into] : numbers) can += (can.empty() ? "" : ", ") + std::string(name);
      complain(&value, "unknown key " + printable(whole) + "; it can be " + can);
    }
  }
}

void Reader::require(std::string_view path, std::string_view what) {
  if (find(path) == nullptr) complain(nullptr, "the key " + std::string(path) + " is missing: " + std::string(what));
}

void Reader::known_keys() {
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

void Reader::unknown(const toml::node* node, const std::string& path, const std::vector<std::string_view>& candidates) {
  const std::string_view close = nearest(path, candidates);
  complain(node, "unknown key " + printable(path) +
                     (close.empty() ? std::string() : "; did you mean " + std::string(close) + "?"));
}

void Reader::known_key(const std::string& section, const std::string& name, const toml::node& node) {
  const std::string path = section + "." + name;
  std::vector<std::string_view> all;
  for (const Key& key : survey_keys()) {
    if (key.path == path) return;
    all.push_back(key.path);
  }
  unknown(&node, path, all);
}

}  // namespace fairdraw
