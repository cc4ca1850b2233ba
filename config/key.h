#pragma once

#include "config/survey.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fairdraw {

class Reader;
struct Key;

/// The place of a key's value in a survey.
template <class T>
using Slot = T& (*)(Survey&);

/// The member of a member: place<&Survey::areas, &AreasStage::count>.
template <auto... kPath>
auto& place(Survey& survey) {
  return (survey.*....*kPath);
}

/// A key whose value is a text.
struct TextKey {
  Slot<std::string> slot;
};

/// A list of texts.
struct TextsKey {
  Slot<std::vector<std::string>> slot;
};

/// A column, or several whose values are joined.
struct ColumnsKey {
  Slot<std::vector<std::string>> slot;
};

/// A whole number.
struct WholeKey {
  Slot<std::uint32_t> slot;
  std::uint32_t least = 0;
};

/// true or false.
struct FlagKey {
  Slot<bool> slot;
};

/// A number within bounds.
struct NumberKey {
  Slot<double> slot;
  bool (*right)(double);
  std::string_view should;  ///< "above 0 and below 1"
};

/// A share with its range.
struct YieldKey {
  Slot<Yield> slot;
};

/// One of the names of an enum, or a list of them; made by choice() and choices().
struct ChoiceKey {
  bool list = false;
  bool (*take)(Survey&, std::string_view name);  ///< whether there is one of this name
  std::vector<std::string> (*names)();
  std::string (*now)(const Survey&);  ///< the name of the value that a survey has
};

/// One name out of a list that is known at run time only.
struct NameKey {
  Slot<std::string> slot;
  std::vector<std::string> (*names)();
};

/// A value with a shape of its own.
struct OwnKey {
  std::string_view should;  ///< "two whole numbers, from and to, such as [12, 17]"
  void (*read)(Reader&, const Key&, Survey&);
};

using KeyValue =
    std::variant<TextKey, TextsKey, ColumnsKey, WholeKey, FlagKey, NumberKey, YieldKey, ChoiceKey, NameKey, OwnKey>;

/// One key that a survey file may hold: all that is said of it anywhere. A default stands where the value does, in
/// Survey.
struct Key {
  std::string_view path;  ///< "areas.count"
  KeyValue value;
  std::string_view
      text;  ///< in Markdown; its first clause, to a semicolon, stands alone; {USE}: the formats for a FileUse
  std::string_view fallback = {};                 ///< what holds without it; empty: the value that Survey begins with
  std::string (*wrong)(const Survey&) = nullptr;  ///< what is wrong with its value beside the others; "" for nothing
};

/// A table of the survey file.
struct KeySection {
  std::string_view name;
  std::string_view prose;  ///< what is to be said before its keys, in Markdown
  std::span<const Key> keys;
};

/// A choice out of an enum's names.
template <class E, auto... kPath>
constexpr ChoiceKey choice() {
  return {false,
          [](Survey& survey, std::string_view name) {
            const auto value = value_named<E>(name);
            if (value) place<kPath...>(survey) = *value;
            return value.has_value();
          },
          names_of<E>,
          [](const Survey& survey) {
            Survey copy = survey;
            return std::string(name_of(place<kPath...>(copy)));
          }};
}

/// A list of such choices.
template <class E, auto... kPath>
constexpr ChoiceKey choices() {
  return {true,
          [](Survey& survey, std::string_view name) {
            const auto value = value_named<E>(name);
            if (value) place<kPath...>(survey).push_back(*value);
            return value.has_value();
          },
          names_of<E>, [](const Survey&) { return std::string(); }};
}

/// Whether a survey file has a key, or one of a table of that path.
bool is_given(const Survey& survey, std::string_view path);

/// "the key PATH is missing: WHAT" where the file does not have it; else nothing.
std::string missing(const Survey& survey, std::string_view path, std::string_view what);

/// "PATH goes with WITH only" where the file has it and it does not fit; else nothing.
std::string only_with(const Survey& survey, std::string_view path, bool fits, std::string_view with);

}  // namespace fairdraw
