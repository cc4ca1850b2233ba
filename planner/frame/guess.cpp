#include "planner/frame/guess.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <initializer_list>
#include <string_view>

namespace fairdraw {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Points for the earliest word that the name holds: the first of n words is worth n.
int score(const std::string& name, std::initializer_list<std::string_view> words) {
  const std::string low = lower(name);
  int worth = static_cast<int>(words.size());
  for (const std::string_view word : words) {
    if (low.find(word) != std::string::npos) return worth;
    --worth;
  }
  return 0;
}

/// The column with the highest score above 0; the earlier one of equals.
template <class Score>
const ColumnSummary* best(const std::vector<ColumnSummary>& columns, Score points) {
  const ColumnSummary* chosen = nullptr;
  double most = 0;
  for (const ColumnSummary& column : columns) {
    const double worth = points(column);
    if (worth > most) {
      most = worth;
      chosen = &column;
    }
  }
  return chosen;
}

double id_points(const ColumnSummary& column) {
  const auto given = static_cast<double>(column.rows - column.missing);
  if (given == 0 || static_cast<double>(column.distinct) < 0.98 * given || (column.numbers && !column.whole)) return 0;
  if (score(column.name, {"household", "population", "pop", "persons", "children", "percent", "area_km"}) > 0) return 0;
  const double codes = static_cast<double>(column.single_spaced) / given;
  return 1 + 2 * codes +
         2 * score(column.name, {"ea_code", "ea_id", "geocode", "psgc", "code", "ea", "_id", "id", "pcode", "no"}) +
         (column.distinct == column.rows ? 1 : 0);
}

double size_points(const ColumnSummary& column) {
  if (!column.numbers || column.least < 0 || column.distinct < 3 || column.mean < 2) return 0;
  return score(column.name, {"household", "hhold", "hlds", "n_hh", "hhs", "hh", "dwelling", "population", "pop",
                             "persons", "people", "size"});
}

std::string names_of(const FrameSummary& frame) {
  std::string out;
  for (const ColumnSummary& column : frame.columns) out += (out.empty() ? "" : ", ") + printable(column.name, 40);
  return out;
}

bool is_urban_rural(const ColumnSummary& column) {
  return column.distinct >= 2 && column.distinct <= 4 &&
         score(column.name, {"urban", "urbrur", "rural", "ur", "area_type", "residence", "milieu"}) > 0;
}

void guess_geography(const FrameSummary& frame, ColumnGuess& guess) {
  std::vector<const ColumnSummary*> units;
  for (const ColumnSummary& column : frame.columns) {
    if (column.name == guess.id || column.name == guess.size || column.name == guess.name) continue;
    const bool named = score(column.name, {"region", "province", "county", "state", "district", "municipal", "ward",
                                           "commune", "admin", "adm", "geo", "village", "sub", "city", "zone"}) > 0;
    if (is_urban_rural(column)) continue;
    if (named && column.distinct >= 2 && column.missing * 20 < column.rows && (!column.numbers || column.whole))
      units.push_back(&column);
  }
  std::stable_sort(units.begin(), units.end(), [](const auto* a, const auto* b) { return a->distinct < b->distinct; });
  for (const ColumnSummary* unit : units) {
    const bool first = guess.strata.empty();
    if (first && unit->distinct <= 60 && unit->distinct * 4 <= frame.areas)
      guess.strata.push_back(unit->name);
    else if (unit->distinct < frame.areas)
      guess.order.push_back(unit->name);
  }
  for (const ColumnSummary& column : frame.columns)
    if (is_urban_rural(column) && column.name != guess.id) {
      guess.strata.push_back(column.name);
      break;
    }
}

}  // namespace

ColumnGuess guess_columns(const FrameSummary& frame) {
  ColumnGuess guess;
  const ColumnSummary* size = best(frame.columns, size_points);
  if (size == nullptr)
    throw Error(
        ErrorKind::usage,
        frame.file + ": no column looks like a measure of size (households, population); it has " + names_of(frame));
  const ColumnSummary* id =
      best(frame.columns, [&](const ColumnSummary& column) { return &column == size ? 0.0 : id_points(column); });
  if (id == nullptr)
    throw Error(ErrorKind::usage,
                frame.file + ": no column tells the areas apart, so none can be the id; it has " + names_of(frame));
  guess.id = id->name;
  guess.size = size->name;
  guess.counts_people = score(size->name, {"population", "pop", "persons", "people"}) > 0 &&
                        score(size->name, {"household", "hh", "hlds"}) == 0;
  guess.id_repeats = id->distinct < id->rows - id->missing;
  guess.size_missing = size->missing > 0;
  const ColumnSummary* name = best(frame.columns, [&](const ColumnSummary& column) {
    if (&column == id || &column == size || column.numbers || column.distinct * 3 < frame.areas) return 0.0;
    return 1.0 + score(column.name, {"ea_name", "name", "barangay", "village", "locality", "place"});
  });
  if (name != nullptr) guess.name = name->name;
  guess_geography(frame, guess);
  return guess;
}

}  // namespace fairdraw
