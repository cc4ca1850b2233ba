#include "planner/documents/one_trip_pages.h"

#include "planner/base/text_table.h"

#include <algorithm>

namespace fairdraw {
namespace {

constexpr double kRow = 3.7;
constexpr double kHead = 4.2;
constexpr double kNumber = 10;  ///< width of a row's number
constexpr double kChance = 11;
constexpr double kOne = 5.2;  ///< of a household's number
constexpr double kChild = 4.2;
constexpr double kGap = 4;
constexpr std::size_t kChildren = 6;
const TextStyle kWordsStyle{8.5, false, Align::left, kBlack, true};

}  // namespace

OneTripPages::OneTripPages(const Plan& plan, std::size_t psu, const Words& words, Paper& paper, const Area2d& area)
    : words_(words), paper_(paper), area_(area), kish_(plan.respondent_method == RespondentMethod::kish) {
  words_height_ = 2 + std::max(paper.text_height(words("one_trip_take"), area.width, kWordsStyle),
                               paper.text_height(words("one_trip_pick"), area.width, kWordsStyle));
  for (const OneTripRow& row : plan.one_trip_rows)
    if (row.psu == psu) rows_.push_back(&row);
  const auto lines = static_cast<std::size_t>((area.height - words_height_ - kHead) / kRow);
  for (const bool households : {true, false}) {
    if (!households && (rows_.empty() || rows_.front()->selection.empty())) continue;
    const std::size_t on_page = lines * columns(households);
    for (std::size_t first = 0; first < rows_.size(); first += on_page)
      pages_.push_back({households, first, std::min(on_page, rows_.size() - first)});
  }
}

std::size_t OneTripPages::columns(bool households) const {
  double width = kNumber + kChild * kChildren + (kish_ ? kChance : 0);
  if (households) {
    std::size_t most = 1;
    for (const OneTripRow* row : rows_) most = std::max(most, row->taken.size());
    width = kNumber + kChance + kOne * static_cast<double>(most);
  }
  return std::max<std::size_t>(1, static_cast<std::size_t>((area_.width + kGap) / (width + kGap)));
}

void OneTripPages::draw(std::size_t page) const {
  const Page& here = pages_[page];
  paper_.text({area_.x, area_.y}, area_.width, words_(here.households ? "one_trip_take" : "one_trip_pick"),
              kWordsStyle);
  table(here, area_.y + words_height_);
}

void OneTripPages::head(const Page& page, double x, double width, double y) const {
  paper_.fill({x, y, width, kHead}, kPale);
  paper_.text({x + 0.5, y + 0.6}, kNumber, words_(page.households ? "one_trip_listed" : "one_trip_number"),
              {6.8, true});
  if (page.households) {
    paper_.text({x + kNumber, y + 0.6}, width - kNumber - kChance, words_("one_trip_take_head"), {6.8, true});
    paper_.text({x + width - kChance, y + 0.6}, kChance - 0.5, words_("one_trip_chance"), {6.8, true, Align::right});
    return;
  }
  double at = x + kNumber;
  if (kish_) {
    paper_.text({at, y + 0.6}, kChance, words_("column_table"), {6.8, true});
    at += kChance;
  }
  for (std::size_t k = 1; k <= kChildren; ++k, at += kChild)
    paper_.text({at, y + 0.6}, kChild, std::to_string(k), {6.8, true, Align::centre});
}

void OneTripPages::table(const Page& page, double y) const {
  const std::size_t across = columns(page.households);
  const std::size_t lines = (page.rows + across - 1) / across;
  const double width = (area_.width + kGap) / static_cast<double>(across) - kGap;
  for (std::size_t column = 0; column < across; ++column) {
    const double x = area_.x + static_cast<double>(column) * (width + kGap);
    if (column * lines >= page.rows) break;
    head(page, x, width, y);
    std::vector<std::vector<Spot>> rules;
    for (std::size_t line = 0; line < lines && column * lines + line < page.rows; ++line) {
      const OneTripRow& row = *rows_[page.first + column * lines + line];
      const double top = y + kHead + static_cast<double>(line) * kRow;
      paper_.text({x + 0.5, top + 0.4}, kNumber, std::to_string(row.number), {7.5, true});
      if (page.households) {
        std::string taken;
        for (const std::uint32_t number : row.taken) taken += (taken.empty() ? "" : "  ") + std::to_string(number);
        paper_.text({x + kNumber, top + 0.4}, width - kNumber - kChance, taken, {7.5});
        paper_.text({x + width - kChance, top + 0.4}, kChance - 0.5, formatted("%.3f", row.probability),
                    {6.8, false, Align::right, kGrey});
      } else {
        double at = x + kNumber;
        if (kish_) {
          paper_.text({at, top + 0.4}, kChance, row.table, {7.5});
          at += kChance;
        }
        for (std::size_t k = 0; k < std::min(kChildren, row.selection.size()); ++k, at += kChild)
          paper_.text({at, top + 0.4}, kChild, std::to_string(row.selection[k]), {7.5, false, Align::centre});
      }
      rules.push_back({{x, top + kRow}, {x + width, top + kRow}});
    }
    paper_.lines(rules, 0.08, kGrey);
  }
}

}  // namespace fairdraw
