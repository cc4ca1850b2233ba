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

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "\"" : ", \"") + name + "\"";
  return out;
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

namespace {

/// A text as comment lines of 100 characters or so.
std::string commented(const std::string& text) {
  constexpr std::size_t kLine = 100;
  std::string out;
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const bool fits = line > 0 && line + (end - begin) < kLine;
    if (!fits) {
      out += out.empty() ? "#" : "\n#";
      line = 1;
    }
    out += " " + printable(text.substr(begin, end - begin), kLine);
    line += 1 + end - begin;
    begin = end + 1;
  }
  return out.empty() ? out : out + "\n";
}

}  // namespace

std::string draft_survey(const FrameSummary& frame, const ColumnGuess& guess, const std::string& frame_path,
                         const MethodAdvice& advice) {
  const auto quoted = [](const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
      if (has_control_character({&c, 1})) {
        constexpr std::string_view kHex = "0123456789ABCDEF";
        out += std::string("\\u00") + kHex[static_cast<unsigned char>(c) >> 4U] +
               kHex[static_cast<unsigned char>(c) & 15U];
        continue;
      }
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + "\"";
  };
  std::uint64_t strata = 1;
  for (const std::string& stratum : guess.strata)
    for (const ColumnSummary& column : frame.columns)
      if (column.name == stratum) strata *= std::max<std::uint64_t>(1, column.distinct);
  const std::uint64_t count =
      std::min<std::uint64_t>(std::max<std::uint64_t>(125, 2 * strata), std::max<std::uint64_t>(1, frame.areas / 4));
  std::string out;
  out += "# A draft by fairdraw init: it guessed from the names and values of " + std::to_string(frame.columns.size()) +
         " columns. Read every line.\n";
  out += "# The columns are: ";
  for (std::size_t i = 0; i < frame.columns.size(); ++i)
    out += (i == 0 ? "" : ", ") + printable(frame.columns[i].name, 60);
  out += "\n\n[survey]\n";
  out += "title   = \"Children online\"\n";
  out += "country = \"ZZZ\"            # change: ISO 3166-1 alpha-3, such as \"KEN\"\n";
  out += "# date  = 2026-11-20         # printed on lists and maps\n";
  out +=
      "# seed  = \"...\"              # any text that nobody could choose to please himself; draw refuses without "
      "one\n\n";
  out += "[target]\ninterviews = 1000           # completed child interviews\n\n";
  out +=
      "[yields]                    # shares along the way, from an earlier survey or a pilot; low and high are a 90 % "
      "range\n";
  out += "eligible  = { mean = 0.40, low = 0.30, high = 0.50 }   # households that have an eligible child\n";
  out += "household = { mean = 0.90, low = 0.85, high = 0.95 }   # of these, households that let the interviewer in\n";
  out += "child     = { mean = 0.90, low = 0.85, high = 0.95 }   # of these, selected children who are interviewed\n";
  out += "caregiver = { mean = 0.95, low = 0.90, high = 0.98 }   # of these, caregivers who are interviewed too\n\n";
  out += "[frame]                     # " + std::to_string(frame.areas) + " areas" +
         (frame.spatial ? "" : ", without geometry: no maps") + "\n";
  out += "file   = " + quoted(frame_path) + "\n";
  out += "layer  = " + quoted(frame.layer) + "\n";
  out += "id     = " + quoted(guess.id) + "\n";
  if (!guess.name.empty()) out += "name   = " + quoted(guess.name) + "\n";
  out += "size   = " + quoted(guess.size) + "\n";
  if (guess.counts_people)
    out += "size_per_household = 4.4    # the size seems to count people: put your country's mean household size\n";
  out += "strata = [" + joined(guess.strata) + "]\n";
  out += "order  = [" + joined(guess.order) + "]\n";
  out += "carry  = [" + joined(guess.order) + "]\n";
  if (guess.size_missing) out += "on_missing_size = \"exclude\" # some areas have no size\n";
  if (guess.id_repeats)
    out +=
        "on_duplicate_id = \"first\"   # some ids come twice: this leaves all but the first out; mend the frame "
        "instead\n";
  out += "\n[areas]\n";
  out += commented(advice.why);
  if (!advice.method.empty()) out += "method = " + quoted(advice.method) + "\n";
  out += "count = " + std::to_string(count) + "\n";
  out += "allocation = \"proportional\" # equal, power, fixed\n";
  out += "minimum_per_stratum = 2\n";
  out += "reserve_replicates  = 1\n\n";
  out +=
      "[households]\nmode = \"listing\"            # random-walk, footprints, none\ntake = 10                   # "
      "interviews "
      "wanted per area\n\n";
  out += "[respondents]\nage    = [12, 17]\nmethod = \"kish\"             # random-table, next-birthday, all\n\n";
  out += "[field]\nteams = 8\nper_team = { interviewers = 4, interviews_per_day = 3 }\n\n";
  out += "[documents]\nlanguage = \"en\"             # fr, id, km, pt, sw, th, vi\n";
  return out;
}

}  // namespace fairdraw
