#include "planner/documents/bases.h"

#include "planner/base/csv.h"
#include "planner/base/error.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

namespace fairdraw {
namespace {

/// A CSV file that the survey names, and complaints about its rows.
class Rows {
 public:
  Rows(const Survey& survey, const std::string& named, const std::string& key)
      : label_(key + " " + printable(survey.resolve(named).string(), 200)) {
    const std::filesystem::path file = survey.resolve(named);
    if (!std::filesystem::is_regular_file(file)) throw Error(ErrorKind::usage, label_ + ": there is no such file");
    table_ = parse_csv(read_file(file), label_);
  }

  std::size_t size() const { return table_.records.size(); }

  std::size_t column(const std::string& name) const {
    if (const auto found = table_.column(name)) return *found;
    throw Error(ErrorKind::usage, label_ + ": has no column " + name);
  }
  std::optional<std::size_t> optional(const std::string& name) const { return table_.column(name); }

  const std::string& text(std::size_t row, std::size_t column) const { return table_.records[row][column]; }

  /// Nothing, with a complaint, where the field is no number between these.
  std::optional<double> number(std::size_t row, std::size_t column, double least, double most) {
    const std::string& value = text(row, column);
    double out = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), out);
    if (error == std::errc() && end == value.data() + value.size() && out >= least && out <= most) return out;
    complain(row, table_.header[column] + " is \"" + printable(value, 40) + "\"; it should be a number from " +
                      number_text(least) + " to " + number_text(most));
    return std::nullopt;
  }

  void complain(std::size_t row, const std::string& what) {
    complaints_.add(label_ + ": row " + std::to_string(row + 1) + ": " + what);
  }
  void finish() const { complaints_.throw_if_any(ErrorKind::usage); }
  [[noreturn]] void fail(const std::string& what) const { throw Error(ErrorKind::usage, label_ + ": " + what); }

 private:
  std::string label_;
  CsvTable table_;
  Complaints complaints_;
};

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
  Rows rows(survey, field.bases, "field.bases");
  const std::size_t team = rows.column("team");
  const std::size_t longitude = rows.column("longitude");
  const std::size_t latitude = rows.column("latitude");
  const auto languages = rows.optional("languages");
  const auto most = rows.optional("psus");
  if (!field.language.empty() && !languages) rows.fail("has no column languages, which field.language asks for");
  std::set<std::string> known;
  for (std::size_t row = 0; row < rows.size(); ++row) {
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
  rows.finish();
  if (out.empty()) rows.fail("has no teams");
  if (field.teams > 0 && field.teams != out.size())
    rows.fail("has " + std::to_string(out.size()) + " teams, and field.teams is " + std::to_string(field.teams) +
              "; leave field.teams out");
  return out;
}

TravelTimes read_travel_times(const Survey& survey) {
  TravelTimes out;
  if (survey.field.travel_times.empty()) return out;
  Rows rows(survey, survey.field.travel_times, "field.travel_times");
  const std::size_t from = rows.column("from");
  const std::size_t to = rows.column("to");
  const std::size_t hours = rows.column("hours");
  for (std::size_t row = 0; row < rows.size(); ++row) {
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
