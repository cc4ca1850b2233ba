#include "planner/documents/bases.h"

#include "planner/base/error.h"
#include "planner/base/named_table.h"
#include "planner/base/text.h"
#include "planner/inputs/input_files.h"

#include <algorithm>
#include <set>

namespace fairdraw {
namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : text + " ") {
    if (c != ' ' && c != ';' && c != ',' && c != '/') {
      word += c;
      continue;
    }
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  }
  return out;
}

}  // namespace

std::vector<Base> read_bases(const Survey& survey) {
  std::vector<Base> out;
  const FieldWork& field = survey.field;
  if (field.bases.empty()) {
    for (std::uint32_t k = 1; k <= std::max(1U, field.teams); ++k) out.push_back({std::to_string(k), {}, {}, {}});
    return out;
  }
  NamedTable rows(read_named_file(survey, field.bases, "field.bases"));
  const std::size_t team = rows.column("team");
  const std::size_t longitude = rows.column("longitude");
  const std::size_t latitude = rows.column("latitude");
  const auto languages = rows.optional("languages");
  const auto most = rows.optional("psus");
  if (!field.language.empty() && !languages) rows.complain("has no column languages, which field.language asks for");
  std::set<std::string> known;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    Base base;
    base.team = rows.text(row, team);
    if (base.team.empty() || printable(base.team) != base.team) rows.complain(row, "a team needs a name of one line");
    if (!known.insert(base.team).second) rows.complain(row, "team " + printable(base.team) + " is there twice");
    const auto east = rows.number(row, longitude, -180, 180);
    const auto north = rows.number(row, latitude, -90, 90);
    if (east && north) base.place = place_at(*east, *north);
    if (languages) base.languages = words_of(rows.text(row, *languages));
    if (most && !rows.text(row, *most).empty())
      if (const auto number = rows.number(row, *most, 1, 100'000)) base.most = static_cast<std::uint32_t>(*number);
    out.push_back(std::move(base));
  }
  if (out.empty()) rows.complain("has no teams");
  if (!out.empty() && field.teams > 0 && field.teams != out.size())
    rows.complain("has " + std::to_string(out.size()) + " teams, and field.teams is " + std::to_string(field.teams) +
                  "; leave field.teams out");
  rows.finish();
  return out;
}

TravelTimes read_travel_times(const Survey& survey) {
  TravelTimes out;
  if (survey.field.travel_times.empty()) return out;
  NamedTable rows(read_named_file(survey, survey.field.travel_times, "field.travel_times"));
  const std::size_t from = rows.column("from");
  const std::size_t to = rows.column("to");
  const std::size_t hours = rows.column("hours");
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto time = rows.number(row, hours, 0, 1000);
    if (!time) continue;
    if (!out.try_emplace({rows.text(row, from), rows.text(row, to)}, *time).second)
      rows.complain(row, "the way from " + printable(rows.text(row, from)) + " to " + printable(rows.text(row, to)) +
                             " is there twice");
  }
  rows.finish();
  TravelTimes back;
  for (const auto& [way, time] : out) back.try_emplace({way.second, way.first}, time);
  out.insert(back.begin(), back.end());  // keeps what is given
  return out;
}

}  // namespace fairdraw
