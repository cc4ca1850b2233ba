#include "config/key.h"

namespace fairdraw {

bool is_given(const Survey& survey, std::string_view path) {
  const std::string table = std::string(path) + ".";
  const auto at = survey.keys.lower_bound(std::string(path));
  if (at == survey.keys.end()) return false;
  if (at->first == path) return true;
  const auto below = survey.keys.lower_bound(table);
  return below != survey.keys.end() && below->first.starts_with(table);
}

std::string missing(const Survey& survey, std::string_view path, std::string_view what) {
  if (is_given(survey, path)) return {};
  return "the key " + std::string(path) + " is missing: " + std::string(what);
}

std::string only_with(const Survey& survey, std::string_view path, bool fits, std::string_view with) {
  if (fits || !is_given(survey, path)) return {};
  return std::string(path) + " goes with " + std::string(with) + " only";
}

}  // namespace fairdraw
