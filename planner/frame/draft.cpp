#include "planner/frame/draft.h"

#include "planner/base/text.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace fairdraw {
namespace {

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

/// Two areas in each combination of strata, 125 at least, but no more than a quarter of the frame.
std::uint64_t count_to_begin_with(const FrameSummary& frame, const ColumnGuess& guess) {
  std::uint64_t strata = 1;
  for (const std::string& stratum : guess.strata)
    for (const ColumnSummary& column : frame.columns)
      if (column.name == stratum) strata *= std::max<std::uint64_t>(1, column.distinct);
  return std::min<std::uint64_t>(std::max<std::uint64_t>(125, 2 * strata), std::max<std::uint64_t>(1, frame.areas / 4));
}

std::string drafted_heading(const FrameSummary& frame) {
  std::string out = "# A draft by fairdraw init: it guessed from the names and values of " +
                    std::to_string(frame.columns.size()) + " columns. Read every line.\n# The columns are: ";
  for (std::size_t i = 0; i < frame.columns.size(); ++i)
    out += (i == 0 ? "" : ", ") + printable(frame.columns[i].name, 60);
  return out + "\n\n";
}

std::string drafted_frame(const FrameSummary& frame, const ColumnGuess& guess, const std::string& frame_path) {
  std::string out = "[frame]                     # " + std::to_string(frame.areas) + " areas" +
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
        "on_duplicate_id = \"first\"   # some ids come twice: this leaves all but the first out; "
        "mend the frame instead\n";
  return out + "\n";
}

std::string drafted_areas(std::uint64_t count, const MethodAdvice& advice) {
  std::string out = "[areas]\n" + commented(advice.why);
  if (!advice.method.empty()) out += "method = " + quoted(advice.method) + "\n";
  return out + "count = " + std::to_string(count) + R"(
allocation = "proportional" # equal, power, fixed
minimum_per_stratum = 2
reserve_replicates  = 1

)";
}

/// What no frame tells: the sections before its own.
constexpr const char* kBeforeFrame = R"([survey]
title   = "Children online"
country = "ZZZ"            # change: ISO 3166-1 alpha-3, such as "KEN"
# date  = 2026-11-20         # printed on lists and maps
# seed  = "..."              # any text that nobody could choose to please himself; draw refuses without one

[target]
interviews = 1000           # completed child interviews

[yields]                    # shares along the way, from an earlier survey or a pilot; low and high are a 90 % range
eligible  = { mean = 0.40, low = 0.30, high = 0.50 }   # households that have an eligible child
household = { mean = 0.90, low = 0.85, high = 0.95 }   # of these, households that let the interviewer in
child     = { mean = 0.90, low = 0.85, high = 0.95 }   # of these, selected children who are interviewed
caregiver = { mean = 0.95, low = 0.90, high = 0.98 }   # of these, caregivers who are interviewed too

)";

/// The same of those after the areas'.
constexpr const char* kAfterAreas = R"([households]
mode = "listing"            # random-walk, footprints, none
take = 10                   # interviews wanted per area

[respondents]
age    = [12, 17]
method = "kish"             # random-table, next-birthday, all

[field]
teams = 8
per_team = { interviewers = 4, interviews_per_day = 3 }

[documents]
language = "en"             # fr, id, km, pt, sw, th, vi
)";

}  // namespace

std::string draft_survey(const FrameSummary& frame, const ColumnGuess& guess, const std::string& frame_path,
                         const MethodAdvice& advice) {
  return drafted_heading(frame) + kBeforeFrame + drafted_frame(frame, guess, frame_path) +
         drafted_areas(count_to_begin_with(frame, guess), advice) + kAfterAreas;
}

}  // namespace fairdraw
