#include "planner/documents/sheets.h"

#include "geo/maps/map_furniture.h"
#include "planner/documents/one_trip_pages.h"
#include "planner/documents/sheet_sources.h"
#include "planner/documents/sheet_tables.h"
#include "planner/documents/sketch_page.h"
#include "planner/stages/listing.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {
namespace {

constexpr double kLeft = 10;
constexpr double kFoot = 10;       ///< of every page
constexpr double kRoomyRow = 12;   ///< where there are few
constexpr double kTallRow = 8.2;   ///< room to write a date, an hour and a result
constexpr double kShortRow = 6.6;  ///< where tall rows would need a third page
constexpr double kListingRow = 7.0;
constexpr double kPlainHeader = 6;      ///< of a table whose columns have no groups
constexpr double kGroupedHeader = 8.5;  ///< of others
constexpr double kShortHeader = 17;     ///< of pages after a sheet's first
constexpr double kCode = 25;
constexpr double kInset = 34;

/// Draws one sheet.
class SheetWriter {
 public:
  SheetWriter(const SheetSources& sources, Paper& paper, std::size_t number)
      : sources_(sources),
        plan_(sources.plan),
        words_(sources.words),
        paper_(paper),
        number_(number),
        index_(sources.order[number]),
        psu_(plan_.psus[index_]),
        households_(sources.households_of[index_]),
        listing_form_(to_be_listed(plan_, psu_)),
        instructions_(sources.says.instructions(psu_, households_)),
        starts_(plan_.mode == "random-walk" ? sources.says.starts(households_) : std::vector<std::string>()),
        codes_height_(kFoot + 2 + paper.text_height(sources.codes, paper.width() - 2 * kLeft, codes_style())),
        footer_height_(codes_height_ + 12 +
                       paper.text_height(words_("consent"), paper.width() - 2 * kLeft, consent_style())) {}

  void draw() {
    const std::vector<SheetColumn> columns =
        listing_form_ ? listing_columns(plan_, words_, table_width()) : visit_columns(plan_, words_, table_width());
    const std::size_t lines = listing_form_ ? lines_to_list() : households_.size();
    const double later_top = kShortHeader + header_height(columns);

    // The first page is set out before it is drawn, to know how many there are.
    const double text_top = kFullHeader;
    const double table_top = text_top + instructions_height();
    const auto rows_in = [&](double top, double foot, double row) {
      return static_cast<std::size_t>(std::max(0.0, (paper_.height() - foot - top) / row + 1e-6));
    };
    double row_height = listing_form_ ? kListingRow : kTallRow;
    const double first_top = table_top + header_height(columns);
    if (!listing_form_ &&
        rows_in(first_top, footer_height_, kTallRow) + rows_in(later_top, codes_height_, kTallRow) < lines)
      row_height = kShortRow;
    if (!listing_form_ && lines > 0 && rows_in(first_top, footer_height_, kTallRow) >= lines)
      row_height = std::min(kRoomyRow, (paper_.height() - footer_height_ - first_top) / static_cast<double>(lines));
    const std::size_t on_first = rows_in(first_top, footer_height_, row_height);
    const std::size_t on_later = std::max<std::size_t>(1, rows_in(later_top, codes_height_, row_height));
    const std::size_t table_pages = 1 + (lines > on_first ? (lines - on_first + on_later - 1) / on_later : 0);

    const Area2d more{kLeft, kShortHeader + 1, paper_.width() - 2 * kLeft,
                      paper_.height() - kShortHeader - 1 - codes_height_};
    const bool sketch = psu_.sketched() && (listing_form_ || plan_.mode == "random-walk");
    std::optional<OneTripPages> one_trip;
    if (listing_form_ && plan_.one_trip) one_trip.emplace(plan_, index_, words_, paper_, more);
    pages_ = table_pages + (sketch ? 1 : 0) + (one_trip ? one_trip->pages() + visit_pages() : 0);

    std::size_t next = 0;
    for (std::size_t page = 1; page <= table_pages; ++page) {
      double y = page == 1 ? full_header() : short_header();
      if (page == 1) y = instructions(y);
      if (lines > 0) y = table_header(columns, y);
      // A listing form's last page is filled to its end: there may be more households than the frame knows.
      const std::size_t until = listing_form_ ? next + (page == 1 ? on_first : on_later)
                                              : std::min(lines, next + (page == 1 ? on_first : on_later));
      for (; next < until; ++next, y += row_height)
        row(columns,
            listing_form_ ? SheetRow{{std::to_string(next + 1)}, {}}
                          : visit_row(plan_, households_[next], columns.size()),
            y, row_height);
      end_page(page == 1);
    }
    if (sketch) {
      short_header();
      draw_sketch_page(paper_, more, plan_, index_, words_);
      end_page(false);
    }
    if (!one_trip) return;
    for (std::size_t page = 0; page < one_trip->pages(); ++page) {
      short_header();
      one_trip->draw(page);
      end_page(false);
    }
    one_trip_visits();
  }

 private:
  static constexpr double kFullHeader = 38;

  double table_width() const { return paper_.width() - 2 * kLeft; }

  /// Rows of visits on a page of their own.
  std::size_t visits_on_page() const {
    return static_cast<std::size_t>((paper_.height() - codes_height_ - kShortHeader -
                                     header_height(one_trip_visit_columns(words_, table_width()))) /
                                    kTallRow);
  }

  std::size_t visit_pages() const { return (psu_.households + visits_on_page() - 1) / visits_on_page(); }

  /// The last pages of a sheet for one trip: rows for the households that the page says to take.
  void one_trip_visits() {
    const std::vector<SheetColumn> columns = one_trip_visit_columns(words_, table_width());
    std::size_t left = psu_.households;
    for (std::size_t page = visit_pages(); page > 0; --page) {
      double y = table_header(columns, short_header());
      for (std::size_t k = std::min(left, visits_on_page()); k > 0; --k, --left, y += kTallRow)
        row(columns, {}, y, kTallRow);
      end_page(false);
    }
  }

  /// Room on the listing form for a fifth more households than the frame knows.
  std::size_t lines_to_list() const {
    return static_cast<std::size_t>(
        std::min(600.0, std::ceil(1.2 * households_by_frame(psu_, sources_.survey.frame.size_per_household))));
  }

  double full_header() {
    const double width = paper_.width() - 2 * kLeft - kCode - kInset - 7;
    paper_.text({kLeft, 7}, width, psu_.name.empty() ? psu_.id : psu_.name, {15, true});
    paper_.text({kLeft, 15}, width, words_("psu", {{"id", psu_.id}}), {17, true});
    std::string where = words_("stratum", {{"stratum", psu_.stratum}});
    for (std::size_t i = 0; i < psu_.carried.size(); ++i)
      if (!psu_.carried[i].empty()) where += "   " + plan_.carried[i] + ": " + psu_.carried[i];
    paper_.text({kLeft, 24}, width, where, {8.5});
    const auto team = sources_.team_of.find(index_);
    paper_.text({kLeft, 28}, width,
                words_("team_and_map", {{"team", team == sources_.team_of.end() ? "" : team->second},
                                        {"map", std::to_string(number_ + 1)}}),
                {8.5, true});
    if (psu_.position)
      paper_.text({kLeft, 32}, width, words_("position", {{"place", position_text(*psu_.position)}}), {8.5});
    sources_.inset.draw(paper_, psu_, {paper_.width() - kLeft - kCode - 3 - kInset, 7, kInset, 28.5});
    paper_.code({paper_.width() - kLeft - kCode, 8.5, kCode, kCode}, code_text(psu_.id, psu_.position));
    paper_.line({kLeft, 36.5}, {paper_.width() - kLeft, 36.5}, 0.4);
    return kFullHeader;
  }

  double short_header() {
    paper_.text({kLeft, 8}, paper_.width() - 2 * kLeft,
                words_("continued", {{"what", words_("psu", {{"id", psu_.id}}) + "   " + psu_.name}}), {12, true});
    paper_.line({kLeft, kShortHeader - 2}, {paper_.width() - kLeft, kShortHeader - 2}, 0.4);
    return kShortHeader;
  }

  /// Of starts of walks, two in a row.
  double starts_height() const {
    return plan_.mode == "random-walk" ? 4.4 * std::ceil(static_cast<double>(starts_.size()) / 2) + 1.1 : 0;
  }

  double instructions_height() const {
    return paper_.text_height(instructions_, paper_.width() - 2 * kLeft, instructions_style()) + 1.5 + starts_height();
  }

  double instructions(double y) {
    y += paper_.text({kLeft, y}, paper_.width() - 2 * kLeft, instructions_, instructions_style()) + 1.5;
    const double half = paper_.width() / 2 - kLeft;
    for (std::size_t k = 0; k < starts_.size(); ++k)
      paper_.text({kLeft + (k % 2 == 0 ? 0 : half), y + 4.4 * static_cast<double>(k / 2)}, half - 2, starts_[k],
                  {8, true});
    return y + starts_height();
  }

  static TextStyle instructions_style() { return {8.5, false, Align::left, kBlack, true}; }

  static double header_height(const std::vector<SheetColumn>& columns) {
    return grouped(columns) ? kGroupedHeader : kPlainHeader;
  }

  double table_header(const std::vector<SheetColumn>& columns, double y) {
    const double height = header_height(columns);
    const double heading = grouped(columns) ? 4.3 : 1;
    paper_.fill({kLeft, y, paper_.width() - 2 * kLeft, height}, kPale);
    double x = kLeft;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const SheetColumn& column = columns[i];
      if (!column.group.empty() && (i == 0 || columns[i - 1].group != column.group)) {
        double width = 0;
        for (std::size_t j = i; j < columns.size() && columns[j].group == column.group; ++j) width += columns[j].width;
        fitted({x + 0.3, y + 0.5}, width - 0.6, column.group, {6.8, false, Align::centre});
      }
      fitted({x + 0.5, y + heading}, std::max(1.0, column.width - 1), column.heading,
             {7.5, true, column.group.empty() ? Align::left : Align::centre});
      x += column.width;
    }
    paper_.rectangle({kLeft, y, paper_.width() - 2 * kLeft, height}, 0.25);
    return y + height;
  }

  /// A heading, smaller where the language needs more room than there is.
  void fitted(Spot at, double width, const std::string& text, TextStyle style) {
    const double needed = paper_.text_width(text, style);
    if (needed > width) {
      const double smaller = std::max(5.5, style.size * width / needed);
      at.y += (style.size - smaller) * 0.2;
      style.size = smaller;
    }
    paper_.text(at, width, text, style);
  }

  void row(const std::vector<SheetColumn>& columns, const SheetRow& of, double y, double height) {
    double x = kLeft;
    std::vector<std::vector<Spot>> rules = {{{kLeft, y + height}, {paper_.width() - kLeft, y + height}},
                                            {{kLeft, y}, {kLeft, y + height}}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i < of.cells.size() && !of.cells[i].empty()) {
        const bool selection = !columns[i].group.empty();
        const bool marked = of.marked == i;
        if (marked) paper_.fill({x + 0.4, y + 0.7, columns[i].width - 0.8, height - 1.4}, kBlack);
        const double size = columns[i].size;
        paper_.text({x + 0.6, y + height / 2 - size * 0.24}, columns[i].width - 1, of.cells[i],
                    {size, i == 0 || marked, selection ? Align::centre : Align::left, marked ? kWhite : kBlack});
      }
      if (columns[i].box) paper_.rectangle({x + columns[i].width / 2 - 1.8, y + height / 2 - 1.8, 3.6, 3.6}, 0.25);
      x += columns[i].width;
      rules.push_back({{x, y}, {x, y + height}});
    }
    paper_.lines(rules, 0.12, kBlack);
  }

  static TextStyle codes_style() { return {7.5, false, Align::left, kBlack, true}; }
  static TextStyle consent_style() { return {7.5, true, Align::left, kBlack, true}; }

  /// The foot of a page: what results mean and, on a sheet's first, consent and signatures.
  void end_page(bool first) {
    const double width = paper_.width() - 2 * kLeft;
    double y = paper_.height() - (first ? footer_height_ : codes_height_) + 1.5;
    y += paper_.text({kLeft, y}, width, sources_.codes, codes_style()) + 1;
    if (first) {
      y += paper_.text({kLeft, y}, width, words_("consent"), consent_style()) + 5;
      double x = kLeft;
      for (const char* who : {"sign_interviewer", "sign_supervisor"}) {
        const double text = std::min(60.0, paper_.text_width(words_(who), {7.5}) + 1);
        paper_.text({x, y}, text, words_(who), {7.5});
        paper_.line({x + text + 1, y + 3.4}, {x + width / 2 - 3, y + 3.4}, 0.2);
        x += width / 2;
      }
    }
    ++page_;
    draw_foot(paper_, plan_, words_("page_of", {{"page", std::to_string(page_)}, {"pages", std::to_string(pages_)}}),
              words_("sheet_of",
                     {{"sheet", std::to_string(number_ + 1)}, {"sheets", std::to_string(sources_.order.size())}}));
    paper_.next_page();
  }

  const SheetSources& sources_;
  const Plan& plan_;
  const Words& words_;
  Paper& paper_;
  std::size_t number_;
  std::size_t index_;
  const Psu& psu_;
  const std::vector<std::size_t>& households_;
  bool listing_form_;
  std::string instructions_;
  std::vector<std::string> starts_;
  double codes_height_;   ///< of the foot of a page: what results mean
  double footer_height_;  ///< of a sheet's first page: and consent and signatures
  std::size_t page_ = 0;
  std::size_t pages_ = 0;
};

}  // namespace

Pages sheets(const Plan& plan, const Survey& survey, const TeamPlan& teams, const Words& words,
             const std::vector<Boundary>& boundaries) {
  const auto sources = std::make_shared<const SheetSources>(sheet_sources(plan, survey, teams, words, boundaries));
  return {{survey.paper, words("sheets_title", {{"title", plan.title}}), plan.date, words.language()},
          sources->order.size(),
          [sources] {
            return [sources](Paper& paper, std::size_t number) { SheetWriter(*sources, paper, number).draw(); };
          }};
}

}  // namespace fairdraw
