#include "planner/frame/guess.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/frame/column_words.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace fairdraw {
namespace {

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

/// Whether digits behind the word say which ages are counted, and not a year of two or four digits: Pop020, pop_0_14.
bool names_an_age_group(const std::string& name) {
  const std::size_t first = name.find_first_of("0123456789");
  if (first == std::string::npos) return false;
  const std::size_t end = std::min(name.find_first_not_of("0123456789", first), name.size());
  const std::string digits = name.substr(first, end - first);
  const bool year =
      digits.size() == 2 || (digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20")));
  return !year || name.find_first_of("0123456789", end) != std::string::npos;
}

double id_points(const ColumnSummary& column) {
  const auto given = static_cast<double>(column.rows - column.missing);
  if (given == 0 || static_cast<double>(column.distinct) < 0.98 * given || (column.numbers && !column.whole)) return 0;
  for (const ColumnWord no_id : {ColumnWord::households, ColumnWord::people, ColumnWord::part, ColumnWord::measure})
    if (says(column.name, no_id)) return 0;
  const double codes = static_cast<double>(column.single_spaced) / given;
  // A column that names each area once goes before all that the name of another may say; rows that hold totals or notes
  // have no code, but a name.
  const bool code = says(column.name, ColumnWord::code);
  const bool once = column.distinct == column.rows;
  const bool once_but_for_totals =
      code && column.distinct == column.rows - column.missing && column.missing * 20 <= column.rows;
  return 1 + 2 * codes + (code ? 3 : 0) + (once || once_but_for_totals ? 10 : 0);
}

/// Households go before people, and both before what counts something; of equal ones the larger, since a part is
/// smaller than the whole.
double size_points(const ColumnSummary& column) {
  if (!column.numbers || column.least < 0 || column.distinct < 3 || column.mean < 2) return 0;
  const bool people = says(column.name, ColumnWord::people);
  const int kind = says(column.name, ColumnWord::households) ? 4
                   : people                                  ? 3
                   : says(column.name, ColumnWord::count)    ? 2
                                                             : 0;
  if (kind == 0 || says(column.name, ColumnWord::measure)) return 0;
  const bool part = says(column.name, ColumnWord::part) || (people && names_an_age_group(column.name));
  return (part ? 1 : kind) + column.mean / (1 + column.mean) / 2;
}

std::string names_of(const FrameSummary& frame) {
  std::string out;
  for (const ColumnSummary& column : frame.columns) out += (out.empty() ? "" : ", ") + printable(column.name, 40);
  return out;
}

bool is_urban_rural(const ColumnSummary& column) {
  return column.distinct >= 2 && column.distinct <= 4 && says(column.name, ColumnWord::urban_rural);
}

bool is_id(const ColumnGuess& guess, const std::string& name) {
  return std::find(guess.id.begin(), guess.id.end(), name) != guess.id.end();
}

/// Of several columns that name an area, all but the last hold others of it.
bool names_areas(const ColumnGuess& guess, const std::string& name) {
  return !guess.id.empty() && guess.id.back() == name;
}

/// The column of the strata that the office itself has made, of which each has two areas at least on average.
const ColumnSummary* own_strata(const FrameSummary& frame, const ColumnGuess& guess) {
  return best(frame.columns, [&](const ColumnSummary& column) {
    const bool serves = column.distinct >= 2 && column.distinct * 2 <= frame.areas && column.missing == 0 &&
                        !is_id(guess, column.name) && column.name != guess.size;
    return serves && says(column.name, ColumnWord::stratum) ? 1.0 : 0.0;
  });
}

void guess_geography(const FrameSummary& frame, ColumnGuess& guess) {
  const ColumnSummary* own = own_strata(frame, guess);
  if (own != nullptr) guess.strata = {own->name};
  std::vector<const ColumnSummary*> units;
  for (const ColumnSummary& column : frame.columns) {
    if (names_areas(guess, column.name) || column.name == guess.size || column.name == guess.name || &column == own)
      continue;
    const bool named = says(column.name, ColumnWord::place);
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
    if (own == nullptr && is_urban_rural(column) && !names_areas(guess, column.name)) {
      guess.strata.push_back(column.name);
      break;
    }
}

/// The column that the user named, else the best guess.
const ColumnSummary* chosen(const FrameSummary& frame, const std::string& named, std::string_view option,
                            const std::function<double(const ColumnSummary&)>& points) {
  if (named.empty()) return best(frame.columns, points);
  std::vector<std::string_view> names;
  for (const ColumnSummary& column : frame.columns) {
    if (column.name == named) return &column;
    names.emplace_back(column.name);
  }
  const std::string_view near = nearest(named, names);
  throw Error(ErrorKind::usage,
              std::string(option) + ": " + frame.file + " has no column " + printable(named) +
                  (near.empty() ? "; it has " + names_of(frame) : "; did you mean " + printable(near) + "?"));
}

}  // namespace

ColumnGuess guess_columns(const FrameSummary& frame, const GivenColumns& named) {
  ColumnGuess guess;
  const ColumnSummary* size = chosen(frame, named.size, "--size", size_points);
  const auto as_id = [&](const ColumnSummary& column) { return &column == size ? 0.0 : id_points(column); };
  const ColumnSummary* id = chosen(frame, named.id.empty() ? "" : named.id.back(), "--id", as_id);
  if (size != nullptr) {
    guess.size = size->name;
    guess.counts_people = says(size->name, ColumnWord::people) && !says(size->name, ColumnWord::households);
    guess.size_missing = size->missing > 0;
  }
  if (id != nullptr) {
    guess.id = {id->name};
    guess.id_repeats = named.id.size() < 2 && id->distinct < id->rows - id->missing;
  }
  if (named.id.size() > 1) {
    for (const std::string& part : named.id) chosen(frame, part, "--id", as_id);
    guess.id = named.id;
  }
  const ColumnSummary* name = best(frame.columns, [&](const ColumnSummary& column) {
    if (is_id(guess, column.name) || &column == size || column.numbers || column.distinct * 3 < frame.areas) return 0.0;
    return 1.0 + (says(column.name, ColumnWord::name) ? 3 : 0);
  });
  if (name != nullptr) guess.name = name->name;
  guess_geography(frame, guess);
  if (!named.strata.empty()) {
    for (const std::string& stratum : named.strata) chosen(frame, stratum, "--strata", size_points);
    guess.strata = named.strata;
    std::erase_if(guess.order, [&](const std::string& column) {
      return std::find(named.strata.begin(), named.strata.end(), column) != named.strata.end();
    });
  }
  return guess;
}

std::vector<std::string> parts_of_id(const FrameSummary& frame, const ColumnGuess& guess) {
  constexpr std::size_t kMostParts = 8;
  std::vector<const ColumnSummary*> parts;
  for (const ColumnSummary& column : frame.columns) {
    const bool tells = says(column.name, ColumnWord::place) || says(column.name, ColumnWord::code) ||
                       says(column.name, ColumnWord::name) || is_id(guess, column.name);
    if (tells && column.missing == 0 && column.distinct > 1 && column.name != guess.size &&
        (!column.numbers || column.whole))
      parts.push_back(&column);
  }
  std::stable_sort(parts.begin(), parts.end(), [](const auto* a, const auto* b) { return a->distinct < b->distinct; });
  std::vector<std::string> out;
  for (const ColumnSummary* part : parts) out.push_back(part->name);
  if (out.size() > kMostParts) out.erase(out.begin(), out.end() - kMostParts);  // those with most values tell most
  return out;
}

}  // namespace fairdraw
