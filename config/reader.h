#pragma once

#include "config/keys.h"
#include "config/survey.h"
#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

namespace fairdraw {

/// One pass over the parsed file: finds values, checks them, gathers complaints with line and column.
class Reader {
 public:
  Reader(const toml::table& root, std::string file) : root_(root), file_(std::move(file)) {}

  const Complaints& complaints() const { return complaints_; }

  void complain(const toml::node* node, const std::string& what);

  const toml::node* find(std::string_view path) const { return root_.at_path(path).node(); }

  void wrong_type(const toml::node* node, std::string_view path, KeyType type);

  void text(std::string_view path, std::string& into);

  void number(std::string_view path, double& into, const std::function<bool(double)>& right, std::string_view bounds);

  std::optional<std::uint32_t> whole_value(const toml::node& node);

  void whole(std::string_view path, std::uint32_t& into, std::uint32_t least = 0);

  void texts(std::string_view path, std::vector<std::string>& into, KeyType type = KeyType::texts);

  /// A text out of a list.
  void one_of(std::string_view path, const std::vector<std::string>& known, std::string& into);

  /// A text out of the names of an enum.
  template <class E>
  void choice(std::string_view path, E& into) {
    std::string word;
    text(path, word);
    if (!word.empty()) named(find(path), path, word, into);
  }

  /// A list of such texts.
  template <class E>
  void choices(std::string_view path, std::vector<E>& into) {
    std::vector<std::string> words;
    texts(path, words);
    for (const std::string& word : words)
      if (E value{}; named(find(path), path, word, value)) into.push_back(value);
  }

  /// The value of this name.
  /// @return whether there is one; else that is complained of
  template <class E>
  bool named(const toml::node* node, std::string_view path, const std::string& word, E& into) {
    const auto value = value_named<E>(word);
    if (value)
      into = *value;
    else
      complain(node, std::string(path) + " = \"" + printable(word) + "\" is unknown; it can be " + quoted_names<E>());
    return value.has_value();
  }

  std::optional<Yield> yield_of(const toml::node& node, std::string_view path);

  void yield(std::string_view path, Yield& into);

  void where(std::vector<YieldsWhere>& into);

  void layers(std::vector<MapLayer>& into);

  void fixed(std::map<std::string, std::uint32_t>& into);

  void date(std::string& into);

  void interval(std::uint32_t& into);

  void ages(RespondentsStage& into);

  void crew(FieldWork& into);

  /// Goes through a list of tables, [[path]].
  void tables(std::string_view path, KeyType type,
              const std::function<void(const toml::table&, const toml::node&)>& each);

  /// Reads a table's texts and numbers; complains of any other key, or any other type.
  void fields(const toml::table& table, std::string_view path,
              const std::vector<std::pair<std::string_view, std::string*>>& texts,
              const std::vector<std::pair<std::string_view, double*>>& numbers);

  void require(std::string_view path, std::string_view what);

  /// Every key of the file is one that fairdraw knows and has built.
  void known_keys();

 private:
  void unknown(const toml::node* node, const std::string& path, const std::vector<std::string_view>& candidates);

  void known_key(const std::string& section, const std::string& name, const toml::node& node);

  const toml::table& root_;
  std::string file_;
  Complaints complaints_;
};

}  // namespace fairdraw
