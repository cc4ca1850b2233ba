#include "planner/words/words.h"

#include "planner/words/texts.h"

#include <algorithm>
#include <stdexcept>

namespace fairdraw {
namespace {

std::string_view file_of(std::string_view language) {
  const auto found =
      std::find_if(kTexts.begin(), kTexts.end(), [&](const EmbeddedText& each) { return each.name == language; });
  if (found == kTexts.end()) throw std::out_of_range("no texts in the language " + std::string(language));
  return found->text;
}

}  // namespace

std::map<std::string, std::string, std::less<>> parse_words(std::string_view file) {
  std::map<std::string, std::string, std::less<>> out;
  while (!file.empty()) {
    const std::string_view line = file.substr(0, file.find('\n'));
    file.remove_prefix(std::min(file.size(), line.size() + 1));
    if (line.empty() || line.front() == '#') continue;
    const std::size_t equals = line.find(" = ");
    if (equals == std::string_view::npos || equals == 0 || equals + 3 == line.size())
      throw std::invalid_argument("not `key = text`: " + std::string(line));
    if (!out.emplace(line.substr(0, equals), line.substr(equals + 3)).second)
      throw std::invalid_argument("a key for the second time: " + std::string(line));
  }
  return out;
}

Words::Words(std::string_view language) : language_(language), texts_(parse_words(file_of(language))) {}

const std::string& Words::operator()(std::string_view key) const {
  const auto found = texts_.find(key);
  if (found == texts_.end()) throw std::out_of_range("no text " + std::string(key) + " in " + language_);
  return found->second;
}

std::string Words::operator()(std::string_view key, std::initializer_list<Value> values) const {
  const std::string& text = (*this)(key);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.size(), text.find('{', at));
    out.append(text, at, open - at);
    const std::size_t close = text.find('}', open);
    if (close == std::string::npos) {
      out.append(text, open);
      break;
    }
    const std::string_view name = std::string_view(text).substr(open + 1, close - open - 1);
    for (const Value& value : values)
      if (value.name == name) out += value.text;
    at = close + 1;
  }
  return out;
}

std::vector<std::string> languages() {
  std::vector<std::string> out;
  for (const EmbeddedText& each : kTexts) out.emplace_back(each.name);
  return out;
}

}  // namespace fairdraw
