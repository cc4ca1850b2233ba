#include "planner/frame/draft.h"

#include "config/keys.h"
#include "config/survey.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/frame/column_words.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace fairdraw {
namespace {

const std::string kHouseholdSize = "4.4";  ///< to begin with, where sizes count people

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "\"" : ", \"") + name + "\"";
  return out;
}

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

/// A text as a string of TOML.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (has_control_character({&c, 1})) {
      constexpr std::string_view kHex = "0123456789ABCDEF";
      out +=
          std::string("\\u00") + kHex[static_cast<unsigned char>(c) >> 4U] + kHex[static_cast<unsigned char>(c) & 15U];
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// Without rows of totals, where these were looked for.
std::uint64_t areas_of(const FrameSummary& frame, const RowsSeen& seen) {
  return seen.areas > 0 ? seen.areas : frame.all_areas();
}

/// Two areas in each combination of strata, 125 at least, but no more than a quarter of the frame.
std::uint64_t count_to_begin_with(const FrameSummary& frame, const ColumnGuess& guess, std::uint64_t areas) {
  std::uint64_t strata = 1;
  for (const std::string& stratum : guess.strata)
    for (const ColumnSummary& column : frame.columns)
      if (column.name == stratum) strata *= std::max<std::uint64_t>(1, column.distinct);
  return std::min<std::uint64_t>(std::max<std::uint64_t>(125, 2 * strata), std::max<std::uint64_t>(1, areas / 4));
}

std::string drafted_heading(const FrameSummary& frame) {
  std::string out = "# A draft by fairdraw init: it guessed from the names and values of " +
                    std::to_string(frame.columns.size()) + " columns. Read every line.\n# The columns are: ";
  for (std::size_t i = 0; i < frame.columns.size(); ++i)
    out += (i == 0 ? "" : ", ") + printable(frame.columns[i].name, 60);
  out += "\n";
  if (frame.every > 1)
    out += commented("Of the file's " + std::to_string(frame.all_areas()) + " rows it read one in " +
                     std::to_string(frame.every) + "; fairdraw check reads all.");
  return out + "\n";
}

bool is_used(const ColumnGuess& guess, const std::string& name) {
  const auto among = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return among(guess.id) || name == guess.name || name == guess.size || among(guess.strata) || among(guess.order);
}

/// Why a column is not made use of.
std::string why_not(const ColumnSummary& column, const ColumnGuess& guess, std::uint64_t areas) {
  if (!column.readable) return "holds neither text nor numbers";
  if (column.distinct <= 1) return "says the same of all areas";
  if (column.missing * 2 > column.rows) return "is empty in most rows";
  if (says(column.name, ColumnWord::people) && !guess.size.empty() && !guess.counts_people)
    return "counts people, where the size counts households";
  if (says(column.name, ColumnWord::part)) return "counts some of them only";
  if (column.distinct == column.rows && !guess.id.empty())
    return "names each area too, as " + printable(guess.id.back(), 40) + " does";
  if (!column.numbers && column.distinct * 2 > areas) return "has a value of its own for most areas";
  return column.numbers ? "is a number that no word of its name explains" : "is no place by its name";
}

/// The columns that the draft makes no use of, a line each.
std::string drafted_rest(const FrameSummary& frame, const ColumnGuess& guess) {
  std::string out;
  for (const ColumnSummary& column : frame.columns)
    if (!is_used(guess, column.name))
      out += "# - " + printable(column.name, 60) + " " + why_not(column, guess, frame.areas) + "\n";
  return out.empty() ? out : "# Passed over (frame.carry takes what is named there into the tables):\n" + out;
}

/// A line of the draft: a key's name, its value, and a comment behind it.
std::string line(std::string_view path, const std::string& value, const std::string& comment = {}) {
  constexpr std::size_t kComment = 28;
  std::string out = std::string(path.substr(path.find('.') + 1)) + " = " + value;
  if (comment.empty()) return out + "\n";
  return out + std::string(out.size() < kComment ? kComment - out.size() : 1, ' ') + "# " + comment + "\n";
}

/// A line that says what its key means.
std::string explained(std::string_view path, const std::string& value) {
  return line(path, value, meaning_of(path));
}

/// A line with a choice, and what else could be chosen.
std::string chosen(std::string_view path, const std::string& name) {
  return line(path, quoted(name), alternatives_to(path, name));
}

/// A key that is left to the reader, with the columns that it could be: those with numbers, or those with many values.
std::string gap(std::string_view path, const FrameSummary& frame, bool numbers) {
  std::string could;
  for (const ColumnSummary& column : frame.columns)
    if (numbers ? column.numbers && column.least >= 0 && column.distinct > 2 : column.distinct * 2 > frame.areas)
      could += (could.empty() ? "" : ", ") + printable(column.name, 40);
  return commented("GAP: " + meaning_of(path) +
                   (could.empty() ? "; no column looks like it." : "; it could be " + could + ".")) +
         line(path, "\"?\"");
}

/// How sizes are written, where a plain number is not enough.
std::string drafted_numbers(const FrameSummary& frame, const ColumnGuess& guess) {
  std::string out;
  for (const ColumnSummary& column : frame.columns) {
    if (column.name != guess.size) continue;
    const auto like = [&] { return "sizes are texts such as \"" + printable(column.first_values.front(), 20) + "\""; };
    if (column.format.decimal != ".") out += line("frame.decimal", quoted(column.format.decimal), like());
    if (!column.format.thousands.empty()) out += line("frame.thousands", quoted(column.format.thousands), like());
  }
  return out;
}

/// Rows that are to be left out, by the first of their names.
std::string drafted_totals(const std::vector<std::string>& totals) {
  constexpr std::size_t kNamed = 3;
  if (totals.empty()) return {};
  std::string names;
  for (std::size_t i = 0; i < std::min(kNamed, totals.size()); ++i)
    names += (i == 0 ? "" : ", ") + printable(totals[i], 40);
  return line("frame.on_total_row", "\"exclude\"",
              std::to_string(totals.size()) + " rows are the sums of others: " + names +
                  (totals.size() > kNamed ? ", ..." : ""));
}

std::string drafted_frame(const FrameSummary& frame, const ColumnGuess& guess, const std::string& frame_path,
                          const RowsSeen& seen) {
  std::string out =
      "[frame]                     # " + std::to_string(areas_of(frame, seen)) + " areas" +
      (frame.spatial ? "" : "; the file has no geometry, which maps need (frame.join can take it from another)") + "\n";
  out += line("frame.file", quoted(frame_path));
  out += line("frame.layer", quoted(frame.layer));
  if (frame.format.header_row != 1)
    out += line("frame.header_row", std::to_string(frame.format.header_row), "what stands above is left out");
  out += guess.id.empty()       ? gap("frame.id", frame, false)
         : guess.id.size() == 1 ? line("frame.id", quoted(guess.id.front()))
                                : line("frame.id", "[" + joined(guess.id) + "]", "they name each area once together");
  if (!guess.name.empty()) out += line("frame.name", quoted(guess.name));
  out += guess.size.empty() ? gap("frame.size", frame, true) : line("frame.size", quoted(guess.size));
  out += drafted_numbers(frame, guess);
  if (guess.counts_people)
    out += line("frame.size_per_household", kHouseholdSize,
                "the size seems to count people: put your country's mean household size");
  out += line("frame.strata", "[" + joined(guess.strata) + "]");
  out += line("frame.order", "[" + joined(guess.order) + "]");
  out += line("frame.carry", "[" + joined(guess.order) + "]");
  out += drafted_totals(seen.totals);
  if (guess.size_missing) out += line("frame.on_missing_size", "\"exclude\"", "some areas have no size");
  out += drafted_rest(frame, guess);
  if (guess.id_repeats) out += "# Some ids come twice, which check tells: mend the frame, or name another column.\n";
  return out + "\n";
}

/// Where some areas have more households than a team can list.
std::string drafted_segments(const FrameSummary& frame, const ColumnGuess& guess, const RowsSeen& seen) {
  const double most = HouseholdsStage{}.list_most;
  for (const ColumnSummary& column : frame.columns) {
    const double largest = seen.areas > 0 ? seen.largest : column.most;
    const double households = guess.counts_people ? largest / std::stod(kHouseholdSize) : largest;
    if (column.name == guess.size && households > most)
      return line("areas.segment_above", number_text(most),
                  "the largest area has about " + thousands(households) +
                      " households: such are split, and one segment is listed");
  }
  return {};
}

std::string drafted_areas(const FrameSummary& frame, const ColumnGuess& guess, const MethodAdvice& advice,
                          const RowsSeen& seen) {
  std::string out = "[areas]\n" + commented(advice.why);
  if (!advice.method.empty()) out += line("areas.method", quoted(advice.method));
  out += drafted_segments(frame, guess, seen);
  return out + line("areas.count", std::to_string(count_to_begin_with(frame, guess, areas_of(frame, seen)))) +
         chosen("areas.allocation", "proportional") + explained("areas.minimum_per_stratum", "2") +
         explained("areas.reserve_replicates", "1") + "\n";
}

/// What no frame tells: the sections before its own.
std::string drafted_before_frame() {
  return "[survey]\n" + line("survey.title", "\"Children online\"") +
         line("survey.country", quoted(std::string(kNoCountry)), "change: " + meaning_of("survey.country")) + "# " +
         explained("survey.date", "2026-11-20") + "# " +
         line("survey.seed", "\"...\"", meaning_of("survey.seed") + "; draw refuses without one") + "\n[target]\n" +
         explained("target.interviews", "1000") +
         "\n[yields]                    # shares along the way, from an earlier survey or a pilot; low and high are a "
         "90 % range\n" +
         explained("yields.eligible", "{ mean = 0.40, low = 0.30, high = 0.50 }") +
         explained("yields.household", "{ mean = 0.90, low = 0.85, high = 0.95 }") +
         explained("yields.child", "{ mean = 0.90, low = 0.85, high = 0.95 }") +
         explained("yields.caregiver", "{ mean = 0.95, low = 0.90, high = 0.98 }") + "\n";
}

/// The same of those after the areas'.
std::string drafted_after_areas() {
  return "[households]\n" + chosen("households.mode", "listing") + explained("households.take", "10") +
         "\n[respondents]\n" + explained("respondents.age", "[12, 17]") + chosen("respondents.method", "kish") +
         "\n[field]\n" + explained("field.teams", "8") +
         line("field.per_team", "{ interviewers = 4, interviews_per_day = 3 }") + "\n[documents]\n" +
         chosen("documents.language", "en");
}

}  // namespace

std::string draft_survey(const FrameSummary& frame, const ColumnGuess& guess, const std::string& frame_path,
                         const MethodAdvice& advice, const RowsSeen& seen) {
  return drafted_heading(frame) + drafted_before_frame() + drafted_frame(frame, guess, frame_path, seen) +
         drafted_areas(frame, guess, advice, seen) + drafted_after_areas();
}

}  // namespace fairdraw
