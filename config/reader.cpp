#include "config/reader.h"

#include "config/keys.h"

#include <algorithm>
#include <set>
#include <type_traits>

namespace fairdraw {
namespace {

constexpr std::string_view kText = "a text in quotes";
constexpr std::string_view kTexts = "a list of texts";
constexpr std::string_view kColumns = "a text in quotes, or a list of texts";
constexpr std::string_view kPairs = "columns and what they are called in the file, such as { code = \"EA_NO\" }";
constexpr std::string_view kNumber = "a number";
constexpr std::string_view kWhole = "a whole number, 0 or more";
constexpr std::string_view kFlag = "true or false";
constexpr std::string_view kYield = "a share, or { mean = 0.42, low = 0.36, high = 0.48 }";

/// What a key's value should be, whatever it says.
std::string_view should_be(const Key& key) {
  return std::visit(
      [](const auto& value) -> std::string_view {
        using Value = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, TextKey> || std::is_same_v<Value, NameKey>)
          return kText;
        else if constexpr (std::is_same_v<Value, TextsKey>)
          return kTexts;
        else if constexpr (std::is_same_v<Value, ColumnsKey>)
          return kColumns;
        else if constexpr (std::is_same_v<Value, WholeKey>)
          return kWhole;
        else if constexpr (std::is_same_v<Value, FlagKey>)
          return kFlag;
        else if constexpr (std::is_same_v<Value, NumberKey>)
          return kNumber;
        else if constexpr (std::is_same_v<Value, YieldKey>)
          return kYield;
        else if constexpr (std::is_same_v<Value, ChoiceKey>)
          return value.list ? kTexts : kText;
        else
          return value.should;
      },
      key.value);
}

}  // namespace

void Reader::complain(const toml::node* node, const std::string& what) {
  std::string where = file_;
  if (node != nullptr && node->source().begin.line > 0) {
    where += ":" + std::to_string(node->source().begin.line) + ":" + std::to_string(node->source().begin.column);
  }
  complaints_.add(where + ": " + what);
}

void Reader::wrong_type(const toml::node* node, const Key& key) {
  wrong_type(node, key.path, should_be(key));
}

void Reader::wrong_type(const toml::node* node, std::string_view path, std::string_view should) {
  complain(node, std::string(path) + " should be " + std::string(should));
}

void Reader::unknown_value(const toml::node* node, std::string_view path, const std::string& word,
                           const std::vector<std::string>& known) {
  complain(node, std::string(path) + " = \"" + printable(word) + "\" is unknown; it can be " + quoted(known));
}

void Reader::read(const Key& key, Survey& survey) {
  const toml::node* node = find(key.path);
  if (node == nullptr) return;
  std::visit(
      [&](const auto& value) {
        using Value = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, TextKey>)
          text(key.path, value.slot(survey));
        else if constexpr (std::is_same_v<Value, TextsKey>)
          texts(key, value.slot(survey));
        else if constexpr (std::is_same_v<Value, ColumnsKey>)
          columns(key, value.slot(survey));
        else if constexpr (std::is_same_v<Value, WholeKey>)
          whole(key, value.slot(survey), value.least);
        else if constexpr (std::is_same_v<Value, FlagKey>)
          flag(key, value.slot(survey));
        else if constexpr (std::is_same_v<Value, NumberKey>)
          number(key, value.slot(survey), value.right, value.should);
        else if constexpr (std::is_same_v<Value, YieldKey>)
          value.slot(survey) = yield_of(*node, key.path).value_or(Yield{});
        else if constexpr (std::is_same_v<Value, ChoiceKey>)
          choice(key, value, survey);
        else if constexpr (std::is_same_v<Value, NameKey>)
          one_of(key.path, value.names(), value.slot(survey));
        else
          value.read(*this, key, survey);
      },
      key.value);
}

void Reader::text(std::string_view path, std::string& into) {
  const toml::node* node = find(path);
  if (node == nullptr) return;
  const auto* value = node->as_string();
  if (value == nullptr) return wrong_type(node, path, kText);
  into = value->get();
  if (into.empty()) complain(node, std::string(path) + " is empty; leave the key out, or give " + std::string(kText));
}

void Reader::one_of(std::string_view path, const std::vector<std::string>& known, std::string& into) {
  std::string word;
  text(path, word);
  if (word.empty()) return;
  if (std::find(known.begin(), known.end(), word) != known.end())
    into = word;
  else
    unknown_value(find(path), path, word, known);
}

void Reader::choice(const Key& key, const ChoiceKey& choice, Survey& survey) {
  std::vector<std::string> words;
  if (choice.list)
    texts(key, words);
  else
    text(key.path, words.emplace_back());
  for (const std::string& word : words)
    if (!word.empty() && !choice.take(survey, word)) unknown_value(find(key.path), key.path, word, choice.names());
}

void Reader::flag(const Key& key, bool& into) {
  const toml::node* node = find(key.path);
  if (const auto* value = node->as_boolean(); value != nullptr)
    into = value->get();
  else
    wrong_type(node, key);
}

void Reader::number(const Key& key, double& into, bool (*right)(double), std::string_view should) {
  const toml::node* node = find(key.path);
  if (node == nullptr) return;
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value) return wrong_type(node, key);
  if (!right(*value))
    return complain(node,
                    std::string(key.path) + " is " + number_text(*value) + "; it should be " + std::string(should));
  into = *value;
}

std::optional<std::uint32_t> Reader::whole_value(const toml::node& node) {
  constexpr std::int64_t kMost = 100'000'000;
  const auto* value = node.as_integer();
  if (value == nullptr || value->get() < 0 || value->get() > kMost) return std::nullopt;
  return static_cast<std::uint32_t>(value->get());
}

void Reader::whole(const Key& key, std::uint32_t& into, std::uint32_t least) {
  const toml::node* node = find(key.path);
  const auto value = whole_value(*node);
  if (!value) return wrong_type(node, key);
  if (*value < least)
    return complain(node, std::string(key.path) + " is " + std::to_string(*value) + "; it should be at least " +
                              std::to_string(least));
  into = *value;
}

void Reader::texts(const Key& key, std::vector<std::string>& into) {
  if (const toml::node* node = find(key.path)) list(*node, key.path, should_be(key), into);
}

void Reader::columns(const Key& key, std::vector<std::string>& into) {
  const toml::node* node = find(key.path);
  into.clear();
  if (node->is_string())
    text(key.path, into.emplace_back());
  else
    list(*node, key.path, should_be(key), into);
}

void Reader::list(const toml::node& node, std::string_view path, std::string_view should,
                  std::vector<std::string>& into) {
  const toml::array* list = node.as_array();
  if (list == nullptr) return wrong_type(&node, path, should);
  std::set<std::string> seen;
  for (const toml::node& entry : *list) {
    const auto* value = entry.as_string();
    if (value == nullptr || value->get().empty()) return wrong_type(&entry, path, should);
    if (!seen.insert(value->get()).second)
      complain(&entry, std::string(path) + " names \"" + value->get() + "\" twice");
    into.push_back(value->get());
  }
}

void Reader::pairs(const toml::node& node, const std::string& path, TextPairs& into) {
  const toml::table* table = node.as_table();
  if (table == nullptr || table->empty()) return wrong_type(&node, path, kPairs);
  for (const auto& [key, value] : *table) {
    const auto* text = value.as_string();
    if (text == nullptr || text->get().empty()) return wrong_type(&value, path, kPairs);
    into.emplace_back(key.str(), text->get());
  }
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
    wrong_type(&node, path, kYield);
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

void Reader::tables(const Key& key, const std::function<void(const toml::table&, const toml::node&)>& each) {
  const toml::node* node = find(key.path);
  if (node == nullptr) return;
  const toml::array* list = node->as_array();
  if (list == nullptr) return wrong_type(node, key);
  for (const toml::node& entry : *list) {
    if (const toml::table* table = entry.as_table())
      each(*table, entry);
    else
      wrong_type(&entry, key);
  }
}

void Reader::field(const toml::node& value, const std::string& path, const Field& into) {
  if (auto* const* yield = std::get_if<std::optional<Yield>*>(&into)) {
    **yield = yield_of(value, path);
  } else if (auto* const* word = std::get_if<std::string*>(&into)) {
    if (const auto* text = value.as_string())
      **word = text->get();
    else
      wrong_type(&value, path, kText);
  } else if (auto* const* yes = std::get_if<bool*>(&into)) {
    if (const auto* given = value.as_boolean())
      **yes = given->get();
    else
      wrong_type(&value, path, "true or false");
  } else if (auto* const* texts = std::get_if<std::vector<std::string>*>(&into)) {
    list(value, path, kTexts, **texts);
  } else if (auto* const* couples = std::get_if<TextPairs*>(&into)) {
    pairs(value, path, **couples);
  } else if (value.is_number()) {
    *std::get<double*>(into) = value.value<double>().value_or(0);
  } else {
    wrong_type(&value, path, kNumber);
  }
}

void Reader::fields(const toml::table& table, std::string_view path,
                    const std::vector<std::pair<std::string_view, Field>>& known) {
  for (const auto& [key, value] : table) {
    const std::string whole = std::string(path) + "." + std::string(key.str());
    const std::string_view name = key.str();
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& each) { return each.first == name; });
    if (found != known.end()) {
      field(value, whole, found->second);
      continue;
    }
    std::string can;
    for (const auto& each : known) can += (can.empty() ? "" : ", ") + std::string(each.first);
    complain(&value, "unknown key " + printable(whole) + "; it can be " + can);
  }
}

void Reader::known_keys() {
  std::vector<std::string_view> sections;
  for (const KeySection& section : key_sections()) sections.push_back(section.name);
  for (const auto& [name, node] : root_) {
    const std::string section(name.str());
    if (std::find(sections.begin(), sections.end(), section) == sections.end()) {
      unknown_key(&node, section, sections);
    } else if (const toml::table* table = node.as_table()) {
      for (const auto& [key, value] : *table) known_key(section, std::string(key.str()), value);
    } else {
      std::string what = section;
      what += " should be a table, [" + section + "]";
      complain(&node, what);
    }
  }
}

void Reader::unknown_key(const toml::node* node, const std::string& path,
                         const std::vector<std::string_view>& candidates) {
  const std::string_view close = nearest(path, candidates);
  complain(node, "unknown key " + printable(path) +
                     (close.empty() ? std::string() : "; did you mean " + std::string(close) + "?"));
}

void Reader::known_key(const std::string& section, const std::string& name, const toml::node& node) {
  const std::string path = section + "." + name;
  if (find_key(path) == nullptr) unknown_key(&node, path, key_paths());
}

}  // namespace fairdraw
