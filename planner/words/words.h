#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// The texts of what is printed for the field, in one language: those of a file of this room, by their keys.
class Words {
 public:
  /// What goes where a text has a name in braces.
  struct Value {
    std::string_view name;
    std::string text;
  };

  /// @param language  one of languages()
  /// @throws std::out_of_range for another
  explicit Words(std::string_view language);

  /// @throws std::out_of_range where the files have no such key (a test holds the program's keys against them)
  const std::string& operator()(std::string_view key) const;

  /// A text with its braces filled in, each as often as it stands there.
  /// @throws std::out_of_range where the files have no such key
  std::string operator()(std::string_view key, std::initializer_list<Value> values) const;

  /// Its tag (BCP 47): "en".
  const std::string& language() const { return language_; }

  /// Whether a native speaker has read its file, as the file says.
  bool reviewed() const { return (*this)("reviewed") == "yes"; }

  /// Every text by its key.
  const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

 private:
  std::string language_;
  std::map<std::string, std::string, std::less<>> texts_;
};

/// The languages that there are files of.
std::vector<std::string> languages();

/// The texts of a file by their keys: a line each, `key = text`; lines that are empty or begin with # say nothing.
/// @throws std::invalid_argument where a line is none of these, or a key stands there twice
std::map<std::string, std::string, std::less<>> parse_words(std::string_view file);

}  // namespace fairdraw
