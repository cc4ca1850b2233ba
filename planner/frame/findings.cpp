#include "planner/frame/findings.h"

#include "planner/base/bounds.h"
#include "planner/base/encoding.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/base/unicode.h"
#include "planner/frame/lookalikes.h"
#include "planner/frame/lost_zeros.h"
#include "planner/frame/total_rows.h"
#include "planner/frame/treatment.h"
#include "planner/sampling/sizes.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

namespace fairdraw {

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "";
}

namespace {

constexpr std::size_t kManyAreas = 20;  ///< of which none holds more than half of a country

/// Goes through the areas once and decides on each: drawn from or left out, and what is to be said of it.
class Checker {
 public:
  Checker(const Frame& frame, const Survey& survey) : frame_(frame), rules_(survey.frame) {
    missing_size_.severity = severity_under(rules_.on_missing_size);
    zero_size_.severity = rules_.on_zero_size == OnZeroSize::error ? Severity::error : Severity::note;
    missing_geometry_.severity = severity_under(rules_.on_missing_geometry);
    total_row_.severity = severity_under(rules_.on_total_row);
    total_row_.treatment = treatment_under(rules_.on_total_row, "frame.on_total_row");
    absurd_share_.severity = severity_under(rules_.on_absurd_share);
    absurd_share_.treatment = treatment_under(rules_.on_absurd_share, "frame.on_absurd_share");
    lost_zeros_.severity = severity_under(rules_.on_lost_zeros);
    lost_zeros_.treatment =
        rules_.on_lost_zeros == OnLostZeros::keep
            ? "kept as they are; ids shorter than the others look as if zeros at their front were "
              "lost (frame.digits puts them back), and listings or boundaries that have them won't fit"
            : treatment_under(rules_.on_lost_zeros, "frame.on_lost_zeros");
    lookalike_.severity = severity_under(rules_.on_lookalike);
    lookalike_.treatment = treatment_under(rules_.on_lookalike, "frame.on_lookalike");
    duplicate_.severity = rules_.on_duplicate_id == OnDuplicate::error ? Severity::error : Severity::warning;
    missing_size_.treatment = treatment_under(rules_.on_missing_size, "frame.on_missing_size");
    zero_size_.treatment = rules_.on_zero_size == OnZeroSize::minimum
                               ? "drawn as if of size " + number_text(rules_.size_min) + " (frame.size_min)"
                               : treatment_under(rules_.on_zero_size, "frame.on_zero_size");
    missing_geometry_.treatment = treatment_under(rules_.on_missing_geometry, "frame.on_missing_geometry");
    duplicate_.treatment = rules_.on_duplicate_id == OnDuplicate::error
                               ? "refused (frame.on_duplicate_id can be \"merge\" or \"first\")"
                           : rules_.on_duplicate_id == OnDuplicate::merge ? "merged: sizes added, geometries united"
                                                                          : "the first is kept, the others left out";
  }

  FrameCheck run() {
    for (std::uint32_t area = 0; area < frame_.areas(); ++area)
      if (size_serves(area)) out_.drawable.push_back(area);
    totals();
    absurd_share();
    check_geometry();
    check_texts();
    duplicates();
    check_strata();
    for (std::string& sentence : lookalikes(frame_, out_.drawable)) lookalike_.add(std::move(sentence));
    for (const std::uint32_t area : ids_without_zeros(frame_, out_.drawable)) lost_zeros_.add(label(area));
    for (Finding* finding : {&missing_id_, &duplicate_, &bad_text_}) {
      if (finding->severity != Severity::error || unfit_.contains(finding)) continue;
      finding->severity = Severity::warning;
      finding->treatment = "left out for other reasons";
    }
    for (const ReadNote& note : frame_.notes)
      out_.findings.push_back(
          {note.kind, note.warning ? Severity::warning : Severity::note, note.count, note.items, note.treatment});
    for (Finding* finding : {&missing_id_, &duplicate_, &missing_size_, &zero_size_, &small_size_, &large_size_,
                             &negative_size_, &fractional_size_, &absurd_size_, &missing_geometry_, &missing_stratum_,
                             &bad_text_, &total_row_, &absurd_share_, &lookalike_, &lost_zeros_, &misread_})
      if (finding->count > 0) out_.findings.push_back(std::move(*finding));
    return std::move(out_);
  }

 private:
  std::string label(std::uint32_t area) const {
    if (!frame_.id[area].empty()) return std::string(frame_.id[area]);
    const bool table = !frame_.spatial || !frame_.ground.empty();
    const std::string feature = (table ? "row " : "feature ") + std::to_string(frame_.feature[area]);
    return frame_.name.empty() || frame_.name[area].empty() ? feature : feature + ", " + std::string(frame_.name[area]);
  }

  /// Notes what is wrong with the area in hand; what is left out for another reason can't make the frame unfit.
  void found(Finding& finding, std::string item) {
    finding.add(std::move(item));
    if (drawn_from_) unfit_.insert(&finding);
  }

  void check_geometry() {
    std::vector<bool> serves(frame_.areas(), true);
    for (std::uint32_t area = 0; area < frame_.areas(); ++area)
      if (!left_totals_.contains(area)) serves[area] = geometry_serves(area);
    std::erase_if(out_.drawable, [&](std::uint32_t area) { return !serves[area]; });
    auto next = out_.drawable.begin();
    for (std::uint32_t area = 0; area < frame_.areas(); ++area)
      if (next != out_.drawable.end() && *next == area)
        ++next;
      else if (!left_totals_.contains(area))
        out_.left_out.push_back(area);
  }

  bool geometry_serves(std::uint32_t area) {
    if (!frame_.spatial || (frame_.has_geometry[area] & kGeometry) != 0) return true;
    // An empty geometry is one that is not valid; but where areas without ground are left out, it is such an area.
    const bool empty = frame_.has_geometry[area] == kEmptyGeometry;
    if (empty && rules_.on_missing_geometry != OnGround::exclude) return true;
    missing_geometry_.add(label(area) + (empty ? " (empty)" : ""));
    return rules_.on_missing_geometry != OnGround::exclude;
  }

  void bound(std::uint32_t area, double size) {
    if (size < rules_.size_min) small_size_.add(label(area) + " (" + number_text(size) + ")");
    if (rules_.size_max > 0 && size > rules_.size_max) large_size_.add(label(area) + " (" + number_text(size) + ")");
  }

  bool size_serves(std::uint32_t area) {
    const double size = frame_.size[area];
    if (frame_.size_state[area] == SizeState::missing) {
      missing_size_.add(label(area));
      return rules_.on_missing_size != OnUnusable::exclude;
    }
    if (frame_.size_state[area] == SizeState::not_a_number) {
      const auto text = frame_.unread_sizes.find(frame_.feature[area]);
      absurd_size_.add(label(area) + (text == frame_.unread_sizes.end()
                                          ? std::string(" (not a number)")
                                          : " (" + shown(text->second) + " is not a number)"));
    } else if (!std::isfinite(size) || std::fabs(size) > kLargestSize) {
      absurd_size_.add(label(area) + " (" + number_text(size) + ")");
    } else if (size < 0) {
      negative_size_.add(label(area) + " (" + number_text(size) + ")");
    } else if (size == 0) {
      zero_size_.add(label(area));
      return rules_.on_zero_size != OnZeroSize::exclude;
    } else if (size != std::floor(size)) {
      fractional_size_.add(label(area) + " (" + number_text(size) + ")");
    }
    if (size > 0) bound(area, size);
    return true;
  }

  /// Looks at ids and texts, also of areas that are left out.
  void check_texts() {
    auto next = out_.drawable.begin();
    for (std::uint32_t area = 0; area < frame_.areas(); ++area) {
      if (left_totals_.contains(area)) continue;  // which are not expected to have any
      drawn_from_ = next != out_.drawable.end() && *next == area;
      check_id(area);
      check_text(area);
      check_reading(area);
      if (drawn_from_) last_drawn_ = *next++;
    }
  }

  void check_id(std::uint32_t area) {
    if (frame_.id[area].empty()) found(missing_id_, label(area));
    if (area == 0 || frame_.id[area] != frame_.id[area - 1])
      return;  // canonical order puts areas of one id side by side
    // Areas without id repeat "none" and are counted here too, so that ids and areas can be told apart by this number
    // alone.
    duplicate_.add(label(area));
    if (drawn_from_ && last_drawn_ && frame_.id[*last_drawn_] == frame_.id[area]) unfit_.insert(&duplicate_);
  }

  void check_text(std::uint32_t area) {
    const std::string_view id = frame_.id[area];
    if (!is_utf8(id)) return found(bad_text_, printable(id) + " (id is not UTF-8)");
    if (has_control_character(id))
      return found(bad_text_, printable(id) + " (id has a line break or control character)");
    if (id.size() > kLongestId)
      return found(bad_text_, printable(id, 40) + " (id is longer than " + std::to_string(kLongestId) + " bytes)");
    if (!frame_.name.empty() && !is_utf8(frame_.name[area]))
      return found(bad_text_, printable(id) + " (" + frame_.name.name() +
                                  " is not UTF-8: " + printable(frame_.name[area], 40) + ")");
    for (const TextColumn& column : frame_.columns)
      if (!is_utf8(column[area]))
        return found(bad_text_,
                     printable(id) + " (" + column.name() + " is not UTF-8: " + printable(column[area], 40) + ")");
  }

  /// Notes a text that is UTF-8 read as something else, as tables do whose file lies of how they are written.
  void check_reading(std::uint32_t area) {
    const auto look = [&](std::string_view text, const std::string& column) {
      const std::string was = before_misreading(text);
      if (!was.empty())
        misread_.add(label(area) + " (" + column + " " + shown(text) + " is " + shown(was) + " misread)");
      return !was.empty();
    };
    if (look(frame_.id[area], frame_.id.name()) ||
        (!frame_.name.empty() && look(frame_.name[area], frame_.name.name())))
      return;
    for (const TextColumn& column : frame_.columns)
      if (look(column[area], column.name())) return;
  }

  void totals() {
    for (const TotalRow& row : total_rows(frame_, out_.drawable)) {
      if (rules_.on_total_row == OnTotal::exclude) left_totals_.insert(row.area);
      total_row_.add(label(row.area) + " (" + number_text(frame_.size[row.area]) + ", the sum of " + row.of + ")");
    }
    std::erase_if(out_.drawable, [&](std::uint32_t area) { return left_totals_.contains(area); });
    out_.totals = left_totals_.size();
  }

  /// An area that is larger than all others together: at most one is. Of few areas one may be.
  void absurd_share() {
    double sum = 0;
    std::uint32_t largest = 0;
    std::size_t sized = 0;
    for (const std::uint32_t area : out_.drawable) {
      if (sized == 0 || frame_.size[area] > frame_.size[largest]) largest = area;
      sum += frame_.size[area];
      sized += frame_.size[area] > 0;
    }
    if (sized < kManyAreas || frame_.size[largest] <= sum / 2) return;
    absurd_share_.add(label(largest) + " (" + number_text(frame_.size[largest]) + ", of " + number_text(sum) +
                      " in the frame)");
    if (rules_.on_absurd_share == OnTotal::exclude) std::erase(out_.drawable, largest);
  }

  void duplicates() {
    if (duplicate_.count == 0 || rules_.on_duplicate_id == OnDuplicate::error) return;
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t area : out_.drawable) {
      if (kept.empty() || frame_.id[area].empty() || frame_.id[area] != frame_.id[kept.back()]) {
        kept.push_back(area);
        continue;
      }
      if (!same_stratum(area, kept.back())) split_strata_.push_back(label(area));
      if (rules_.on_duplicate_id == OnDuplicate::merge) {
        if (out_.merges.empty() || out_.merges.back().first != kept.back()) out_.merges.push_back({kept.back(), {}});
        out_.merges.back().second.push_back(area);
      }
    }
    out_.drawable = std::move(kept);
    if (split_strata_.empty()) return;
    duplicate_.severity = Severity::error;
    unfit_.insert(&duplicate_);
    duplicate_.treatment =
        "refused: " + printable(split_strata_.front()) +
        (rules_.on_duplicate_id == OnDuplicate::merge ? " would be merged across strata"
                                                      : " is in several strata, and which is right can't be told");
  }

  bool same_stratum(std::uint32_t a, std::uint32_t b) const {
    return std::all_of(frame_.strata.begin(), frame_.strata.end(),
                       [&](std::size_t c) { return frame_.columns[c][a] == frame_.columns[c][b]; });
  }

  void check_strata() {
    for (const std::uint32_t area : out_.drawable)
      for (const std::size_t column : frame_.strata)
        if (frame_.columns[column][area].empty()) {
          missing_stratum_.add(label(area) + " (no " + frame_.columns[column].name() + ")");
          break;
        }
  }

  const Frame& frame_;
  const FrameSource& rules_;
  FrameCheck out_;
  bool drawn_from_ = true;                   ///< the area in hand is one to draw from, so far
  std::set<std::uint32_t> left_totals_;      ///< sums of others that are left out
  std::optional<std::uint32_t> last_drawn_;  ///< the area to draw from before it
  std::set<const Finding*> unfit_;           ///< findings that concern an area to draw from
  std::vector<std::string> split_strata_;
  Finding missing_id_{"missing-id", Severity::error, 0, {}, "refused: every area needs an id"};
  Finding duplicate_{"duplicate-id", Severity::error, 0, {}, ""};
  Finding missing_size_{"missing-size", Severity::error, 0, {}, ""};
  Finding zero_size_{"zero-size", Severity::note, 0, {}, ""};
  Finding small_size_{"small-size", Severity::note, 0, {}, "drawn as if of size frame.size_min"};
  Finding large_size_{"large-size", Severity::note, 0, {}, "drawn as if of size frame.size_max"};
  Finding negative_size_{
      "negative-size", Severity::error, 0, {}, "refused: no size is below 0 (frame.missing names codes for none)"};
  Finding fractional_size_{
      "fractional-size", Severity::note, 0, {}, "kept as it is; sizes of more than six decimals are rounded to 2^-20"};
  Finding absurd_size_{
      "absurd-size",
      Severity::error,
      0,
      {},
      "refused: a size is a number up to 1e9 (frame.missing, frame.decimal and frame.thousands say how it is written)"};
  Finding missing_geometry_{"missing-geometry", Severity::warning, 0, {}, ""};
  Finding missing_stratum_{"missing-stratum",
                           Severity::error,
                           0,
                           {},
                           "refused: each area needs its stratum (frame.exclude can leave it out)"};
  Finding total_row_{std::string(kTotalRow), Severity::error, 0, {}, ""};
  Finding absurd_share_{"absurd-share", Severity::error, 0, {}, ""};
  Finding lookalike_{"lookalike", Severity::error, 0, {}, ""};
  Finding lost_zeros_{"lost-zeros", Severity::warning, 0, {}, ""};
  Finding misread_{
      "misread-text",
      Severity::warning,
      0,
      {},
      "kept as it was read; frame.encoding = \"UTF-8\" reads a file that says, or is taken, to be written otherwise"};
  Finding bad_text_{"bad-text", Severity::error, 0, {}, "refused: texts are UTF-8, and an id fits on one line"};
};

}  // namespace

Finding without_chance(const Frame& frame, const FrameCheck& check, const FrameSource& rules) {
  const std::vector<std::uint32_t>& left_out = check.left_out;
  Finding out{"no-chance", Severity::note, 0, {}, ""};
  if (left_out.empty()) return out;
  const auto households = [&](std::uint32_t area) {
    const double size = frame.size_state[area] == SizeState::given ? frame.size[area] : 0;
    return std::isfinite(size) ? std::max(size, 0.0) : 0.0;
  };
  double all = 0;
  double left = 0;
  std::size_t unknown = 0;
  for (const std::uint32_t area : check.drawable) all += households(area);
  for (const std::uint32_t area : left_out) {
    left += households(area);
    unknown += frame.size_state[area] != SizeState::given;
  }
  out.count = left_out.size();  // which the findings that left them out name
  all += left;
  const auto share = [](double part, double whole) {
    return formatted("%.2g", whole > 0 ? 100 * part / whole : 0) + " %";
  };
  out.treatment = "can't be drawn: " +
                  share(static_cast<double>(left_out.size()), static_cast<double>(frame.areas() - check.totals)) +
                  " of the frame's areas, with " + share(left, all) +
                  (rules.size_per_household == 1 ? " of its households" : " of its people");
  if (unknown > 0) out.treatment += ", and of " + std::to_string(unknown) + " of them the size is not known";
  if (100 * left >= all) out.severity = Severity::warning;
  if (rules.on_zero_size == OnZeroSize::exclude) out.treatment += " (frame.size_min gives those of size 0 a chance)";
  return out;
}

FrameCheck check_frame(const Frame& frame, const Survey& survey) {
  return Checker(frame, survey).run();
}

bool has_error(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::error; });
}

std::vector<std::string> messages_of(const Finding& finding, const std::string& source) {
  if (finding.sentences) return finding.items;
  std::string message = source + ": " + finding.kind + ": " + std::to_string(finding.count);
  if (finding.severity == Severity::error)
    for (std::size_t i = 0; i < std::min<std::size_t>(3, finding.items.size()); ++i)
      message += (i == 0 ? ", first " : ", ") + printable(finding.items[i]);
  return {message + "; " + finding.treatment};
}

bool attempt(std::vector<Finding>& findings, const std::string& kind, const std::function<void()>& work) {
  try {
    work();
    return true;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::usage) throw;
    findings.push_back({kind, Severity::error, error.messages().size(), error.messages(), "refused", true});
    return false;
  }
}

Frame drawable_frame(const Frame& frame, const FrameCheck& check) {
  Frame out = check.drawable.size() == frame.areas() ? frame : frame.select(check.drawable);
  for (const auto& [kept, others] : check.merges) {
    const auto at = std::lower_bound(check.drawable.begin(), check.drawable.end(), kept) - check.drawable.begin();
    const auto area = static_cast<std::uint32_t>(at);
    for (const std::uint32_t other : others) {
      out.size[area] += frame.size[other];
      out.merged[area].push_back(frame.ground_of(other));
      if (frame.spatial) out.has_geometry[area] |= frame.has_geometry[other];
    }
  }
  return out;
}

}  // namespace fairdraw
