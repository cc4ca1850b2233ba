#include "config/nesting.h"

#include "planner/base/bounds.h"

#include <algorithm>
#include <string>

namespace fairdraw {
namespace {

/// Where a string that begins at `at` is over: past its closing quotes, or at the end of what can be one.
std::size_t past_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const bool many_lines = text.substr(at, 3) == std::string(3, quote);
  const std::size_t width = many_lines ? 3 : 1;
  for (at += width; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\')
      ++at;
    else if (!many_lines && text[at] == '\n')
      return at;
    else if (text.substr(at, width) == std::string(width, quote))
      return at + width;
  }
  return text.size();
}

}  // namespace

std::size_t line_nested_too_deep(std::string_view toml) {
  std::size_t open = 0;
  std::size_t dots = 0;
  for (std::size_t at = 0; at < toml.size();) {
    switch (toml[at]) {
      case '"':
      case '\'':
        at = past_string(toml, at);
        continue;
      case '#':
        at = std::min(toml.find('\n', at), toml.size());
        continue;
      case '[':
      case '{':
        ++open;
        dots = 0;
        break;
      case ']':
      case '}':
        open -= open > 0 ? 1 : 0;
        dots = 0;
        break;
      case '.':
        ++dots;
        break;
      case '=':
      case ',':
      case '\n':
        dots = 0;
        break;
      default:
        break;
    }
    if (open > kDeepestNesting || dots >= kDeepestNesting)
      return 1 +
             static_cast<std::size_t>(std::count(toml.begin(), toml.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    ++at;
  }
  return 0;
}

}  // namespace fairdraw
