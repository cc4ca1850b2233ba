#include "planner/base/degrees.h"

#include "planner/base/text.h"
#include "planner/base/unicode.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>
#include <vector>

namespace fairdraw {
namespace {

/// The signs that stand behind degrees, minutes and seconds, in the order in which they may.
constexpr std::string_view kMarks[] = {"\u00B0", "\u00BA", "'", "\u2032", "\u2019", "\"", "\u2033", "\u201D"};

/// The hemisphere's letter at the front or end of a text, which is taken off; 0 where there is none.
char take_hemisphere(std::string_view& text, char positive, char negative) {
  const auto is_one = [&](char c) {
    const auto letter = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return letter == positive || letter == negative ? letter : '\0';
  };
  if (text.empty()) return 0;
  if (const char letter = is_one(text.back())) {
    text = trimmed(text.substr(0, text.size() - 1));
    return letter;
  }
  if (const char letter = is_one(text.front())) {
    text = trimmed(text.substr(1));
    return letter;
  }
  return 0;
}

/// The numbers between marks and spaces; nothing where something else is there.
std::optional<std::vector<double>> numbers_of(std::string_view text) {
  std::string plain(text);
  for (const std::string_view mark : kMarks)
    for (std::size_t at = plain.find(mark); at != std::string::npos; at = plain.find(mark))
      plain.replace(at, mark.size(), " ");
  std::vector<double> out;
  for (std::string_view rest = trimmed(plain); !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    const auto number = parse_number(word);
    const bool digits = word.find_first_not_of("0123456789.") == std::string_view::npos;
    if (!number || !digits) return std::nullopt;
    out.push_back(*number);
    rest = trimmed(rest.substr(end));
  }
  return out;
}

}  // namespace

std::optional<double> parse_degrees(std::string_view text, char positive, char negative) {
  text = trimmed(text);
  if (const auto plain = parse_number(text)) return plain;
  const char hemisphere = take_hemisphere(text, positive, negative);
  const auto numbers = numbers_of(text);
  if (hemisphere == 0 || !numbers || numbers->empty() || numbers->size() > 3) return std::nullopt;
  double degrees = 0;
  double unit = 1;
  for (std::size_t i = 0; i < numbers->size(); ++i, unit *= 60) {
    const double part = (*numbers)[i];
    const bool last = i + 1 == numbers->size();
    if ((i > 0 && part >= 60) || (!last && part != std::floor(part))) return std::nullopt;
    degrees += part / unit;
  }
  return hemisphere == negative ? -degrees : degrees;
}

}  // namespace fairdraw
