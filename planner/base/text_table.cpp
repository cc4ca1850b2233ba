#include "planner/base/text_table.h"

#include <algorithm>
#include <cmath>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <string_view>

namespace fairdraw {

std::string formatted(const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  char text[512];
  std::vsnprintf(text, sizeof text, format, arguments);  // NOLINT(clang-analyzer-valist.Uninitialized): it is not
  va_end(arguments);
  return text;
}

std::string chance_text(double chance) {
  return chance > 0.9995 && chance < 1 ? ">0.999" : formatted("%.3f", chance);
}

std::string margin_text(double margin) {
  return std::isfinite(margin) ? formatted("%.3f", margin) : "none";
}

std::string thousands(double value) {
  std::string digits = formatted("%.0f", std::abs(value));
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return (std::round(value) < 0 ? "-" : "") + digits;
}

std::string in_columns(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> width;
  const auto letters = [](std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  };
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (width.size() <= c) width.push_back(0);
      width[c] = std::max(width[c], letters(row[c]));
    }
  std::string out;
  for (const auto& row : rows) {
    std::string text = "  ";
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string pad(width[c] - letters(row[c]), ' ');
      text += c == 0 ? row[c] + pad : "  " + pad + row[c];
    }
    out += text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

}  // namespace fairdraw
