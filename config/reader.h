#pragma once

#include "config/key.h"
#include "config/survey.h"
#include "planner/base/error.h"
#include "planner/base/named.h"
#include "planner/base/text.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <toml++/toml.h>

namespace fairdraw {

/// One pass over the parsed file: finds values, checks them, gathers complaints with line and column.
class Reader {
 public:
  /// Where a field of a table goes.
  using TextPairs = std::vector<std::pair<std::string, std::string>>;
  using Field =
      std::variant<std::string*, double*, bool*, std::optional<Yield>*, std::vector<std::string>*, TextPairs*>;

  Reader(const toml::table& root, std::string file) : root_(root), file_(std::move(file)) {}

  const Complaints& complaints() const { return complaints_; }

  /// @param node  where; nullptr: the file as a whole
  void complain(const toml::node* node, const std::string& what);

  const toml::node* find(std::string_view path) const { return root_.at_path(path).node(); }

  /// Every key of the file is one that there is.
  void known_keys();

  /// Reads a key's value, where the file has it, into the survey.
  void read(const Key& key, Survey& survey);

  /// Complains that a value is not what its key's should be.
  void wrong_type(const toml::node* node, const Key& key);

  /// A text, which may not be empty.
  void text(std::string_view path, std::string& into);

  /// A text out of a list.
  void one_of(std::string_view path, const std::vector<std::string>& known, std::string& into);

  /// A list of texts, none of them twice.
  void texts(const Key& key, std::vector<std::string>& into);

  void number(const Key& key, double& into, bool (*right)(double), std::string_view should);

  /// The value of an enum of this name.
  /// @return whether there is one; else that is complained of
  template <class E>
  bool named(const toml::node* node, std::string_view path, const std::string& word, E& into) {
    const auto value = value_named<E>(word);
    if (value)
      into = *value;
    else
      unknown_value(node, path, word, names_of<E>());
    return value.has_value();
  }

  /// Goes through a list of tables, [[path]].
  void tables(const Key& key, const std::function<void(const toml::table&, const toml::node&)>& each);

  /// Reads a table's fields; complains of any other, or of another type.
  void fields(const toml::table& table, std::string_view path,
              const std::vector<std::pair<std::string_view, Field>>& known);

  /// A whole number from 0 to 100 million; nothing for anything else.
  static std::optional<std::uint32_t> whole_value(const toml::node& node);

 private:
  void columns(const Key& key, std::vector<std::string>& into);
  void list(const toml::node& node, std::string_view path, std::string_view should, std::vector<std::string>& into);
  void pairs(const toml::node& node, const std::string& path, TextPairs& into);
  void flag(const Key& key, bool& into);
  void whole(const Key& key, std::uint32_t& into, std::uint32_t least);
  void choice(const Key& key, const ChoiceKey& choice, Survey& survey);
  std::optional<Yield> yield_of(const toml::node& node, std::string_view path);
  void field(const toml::node& value, const std::string& path, const Field& into);
  void wrong_type(const toml::node* node, std::string_view path, std::string_view should);
  void unknown_value(const toml::node* node, std::string_view path, const std::string& word,
                     const std::vector<std::string>& known);
  void unknown_key(const toml::node* node, const std::string& path, const std::vector<std::string_view>& candidates);
  void known_key(const std::string& section, const std::string& name, const toml::node& node);

  const toml::table& root_;
  std::string file_;
  Complaints complaints_;
};

}  // namespace fairdraw
