#include "config/keys.h"

#include "config/keys/sections.h"
#include "planner/base/text.h"

#include <algorithm>
#include <array>
#include <type_traits>

namespace fairdraw {

std::span<const KeySection> key_sections() {
  static const std::array kSections = {kSurveyKeys,     kTargetKeys, kYieldsKeys,     kFrameKeys,
                                       kBoundariesKeys, kAreasKeys,  kHouseholdsKeys, kRespondentsKeys,
                                       kFieldKeys,      kCostsKeys,  kMapsKeys,       kDocumentsKeys};
  return kSections;
}

std::vector<std::string_view> key_paths() {
  std::vector<std::string_view> out;
  for (const KeySection& section : key_sections())
    for (const Key& key : section.keys) out.push_back(key.path);
  return out;
}

const Key* find_key(std::string_view path) {
  for (const KeySection& section : key_sections()) {
    const auto found =
        std::find_if(section.keys.begin(), section.keys.end(), [&](const Key& key) { return key.path == path; });
    if (found != section.keys.end()) return &*found;
  }
  return nullptr;
}

namespace {

/// The names that a value can be; none where it is no choice.
std::vector<std::string> names_of(const Key& key) {
  if (const auto* choice = std::get_if<ChoiceKey>(&key.value)) return choice->names();
  if (const auto* name = std::get_if<NameKey>(&key.value)) return name->names();
  return {};
}

/// A key's text with the formats that it names.
std::string text_of(const Key& key) {
  std::string out(key.text);
  for (const Named<FileUse>& use : kNames<FileUse>) {
    const std::string named = "{" + std::string(use.name) + "}";
    if (const std::size_t at = out.find(named); at != std::string::npos)
      out.replace(at, named.size(), endings_for(use.value));
  }
  return out;
}

}  // namespace

std::string meaning_of(std::string_view path) {
  std::string out = text_of(*find_key(path));
  out.resize(std::min(out.size(), out.find(';')));
  std::erase(out, '`');
  return out;
}

std::string alternatives_to(std::string_view path, std::string_view chosen) {
  std::string out;
  for (const std::string& name : names_of(*find_key(path)))
    if (name != chosen) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::string fallback_of(const Key& key) {
  if (!key.fallback.empty()) return std::string(key.fallback);
  Survey survey;
  return std::visit(
      [&](const auto& value) -> std::string {
        using Value = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, WholeKey>)
          return std::to_string(value.slot(survey));
        else if constexpr (std::is_same_v<Value, FlagKey>)
          return value.slot(survey) ? "true" : "false";
        else if constexpr (std::is_same_v<Value, NumberKey>)
          return number_text(value.slot(survey));
        else if constexpr (std::is_same_v<Value, YieldKey>)
          return number_text(value.slot(survey).mean);
        else if constexpr (std::is_same_v<Value, ChoiceKey>)
          return value.now(survey);
        else if constexpr (std::is_same_v<Value, NameKey> || std::is_same_v<Value, TextKey>)
          return value.slot(survey);
        else
          return {};
      },
      key.value);
}

std::string keys_in_markdown() {
  std::string out;
  for (const KeySection& section : key_sections()) {
    out += "## " + std::string(section.name) + "\n" + std::string(section.prose) +
           (section.prose.empty() ? "" : "\n\n") + "| key | value | default |\n| --- | --- | --- |\n";
    for (const Key& key : section.keys) {
      std::string text = text_of(key);
      std::string names;
      for (const std::string& name : names_of(key))
        if (text.find("`\"" + name + "\"`") == std::string::npos)
          names += (names.empty() ? "`\"" : ", `\"") + name + "\"`";
      if (!names.empty()) text += (text.empty() ? "" : ": ") + names;
      const std::string fallback = fallback_of(key);
      out += "| `" + std::string(key.path) + "` | " + text + " | " + (fallback.empty() ? "none" : fallback) + " |\n";
    }
    out += "\n";
  }
  out.pop_back();
  return out;
}

}  // namespace fairdraw
