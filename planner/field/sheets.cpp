#include "planner/field/sheets.h"

#include "geo/map_furniture.h"
#include "geo/paper.h"
#include "planner/base/text.h"
#include "planner/field/result_codes.h"
#include "planner/field/teams.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace fairdraw {
namespace {

constexpr double kLeft = 10;
constexpr double kBottomBand = 41;  ///< codes, consent and signatures
constexpr double kRow = 8.2;
constexpr double kPlainHeader = 6;   ///< of a table whose columns have no groups
constexpr double kShortHeader = 17;  ///< of pages after a sheet's first

/// A column of a sheet's table; columns under one `group` share a heading.
struct Column {
  std::string heading;
  double width;
  std::string group = {};
};

class SheetWriter {
 public:
  SheetWriter(const Plan& plan, const Survey& survey, const std::filesystem::path& file)
      : plan_(plan), survey_(survey), paper_(file, survey.paper, plan.title + ": assignment sheets", plan.date) {
    for (std::size_t i = 0; i < plan.households.size(); ++i) households_of_[plan.households[i].psu].push_back(i);
    for (const Team& team : assign_teams(plan, survey.field.teams))
      for (const std::size_t psu : team.psus) team_of_[psu] = team.number;
  }

  void sheet(std::size_t index, std::size_t number, std::size_t of) {
    const Psu& psu = plan_.psus[index];
    const std::vector<std::size_t>& households = households_of_[index];
    const bool listing_form = plan_.mode == "listing" && !psu.listed;
    const std::vector<Column> columns = listing_form ? listing_columns() : visit_columns();
    const std::size_t lines = listing_form ? lines_to_list(psu) : households.size();
    const auto rows_from = [&](double y) {
      return static_cast<std::size_t>((paper_.height() - kBottomBand - y) / kRow);
    };
    std::size_t next = 0;
    std::size_t pages = 1;
    for (std::size_t page = 1; page <= pages; ++page) {
      double y = page == 1 ? full_header(index, number, of) : short_header(psu, number, of);
      if (page == 1) y = instructions(psu, households, listing_form, y);
      if (lines > 0) y = table_header(columns, y);
      const std::size_t rows = rows_from(y);
      if (page == 1 && lines > rows) {
        const std::size_t later = rows_from(kShortHeader + header_height(columns));
        pages += (lines - rows + later - 1) / later;
      }
      const std::size_t until = listing_form ? next + rows : std::min(lines, next + rows);
      for (; next < until; ++next, y += kRow)
        row(columns, listing_form ? std::vector<std::string>{std::to_string(next + 1)} : visit_cells(households[next]),
            y);
      footer(page, pages);
      paper_.next_page();
    }
  }

  void finish() { paper_.finish(); }

 private:
  /// Room on the listing form for a fifth more households than the frame knows.
  std::size_t lines_to_list(const Psu& psu) const {
    return static_cast<std::size_t>(
        std::min(600.0, std::ceil(1.2 * psu.measure_of_size / survey_.frame.size_per_household)));
  }

  double full_header(std::size_t index, std::size_t number, std::size_t of) {
    const Psu& psu = plan_.psus[index];
    const double code = 25;
    const double width = paper_.width() - 2 * kLeft - code - 4;
    paper_.text({kLeft, 8}, width, psu.name.empty() ? psu.id : psu.name, {16, true});
    paper_.text({kLeft, 17}, width, "PSU " + psu.id, {14, true});
    std::string where = "Stratum: " + psu.stratum;
    for (std::size_t i = 0; i < psu.carried.size(); ++i)
      if (!psu.carried[i].empty()) where += "   " + plan_.carried[i] + ": " + psu.carried[i];
    paper_.text({kLeft, 24.5}, width, where, {8.5});
    std::string place = "Team " + std::to_string(team_of_[index]) + "   map " + std::to_string(number) + "   ";
    if (psu.position)
      place += "position " + number_text(std::round(psu.position->latitude_degrees() * 1e5) / 1e5) + ", " +
               number_text(std::round(psu.position->longitude_degrees() * 1e5) / 1e5);
    paper_.text({kLeft, 29}, width, place, {8.5});
    paper_.code({paper_.width() - kLeft - code, 8, code, code}, code_text(psu.id, psu.position));
    title_line(number, of);
    paper_.line({kLeft, 35}, {paper_.width() - kLeft, 35}, 0.4);
    return 37;
  }

  double short_header(const Psu& psu, std::size_t number, std::size_t of) {
    paper_.text({kLeft, 8}, paper_.width() - 2 * kLeft, "PSU " + psu.id + "   " + psu.name + " (continued)",
                {12, true});
    title_line(number, of);
    paper_.line({kLeft, kShortHeader - 2}, {paper_.width() - kLeft, kShortHeader - 2}, 0.4);
    return kShortHeader;
  }

  void title_line(std::size_t number, std::size_t of) {
    const std::string title = plan_.title + (plan_.date.empty() ? "" : ", " + plan_.date);
    paper_.text({kLeft, paper_.height() - 8}, 120, title, {7.5, false, Align::left, kGrey});
    paper_.text({paper_.width() - kLeft - 60, paper_.height() - 8}, 60,
                "sheet " + std::to_string(number) + " of " + std::to_string(of), {7.5, false, Align::right, kGrey});
  }

  double instructions(const Psu& psu, const std::vector<std::size_t>& households, bool listing_form, double y) {
    const std::string ages =
        std::to_string(survey_.respondents.age_from) + "-" + std::to_string(survey_.respondents.age_to);
    const double known = psu.measure_of_size / survey_.frame.size_per_household;
    std::string words = "The frame knows about " + number_text(std::round(known)) + " households here; " +
                        std::to_string(psu.take) + " interviews are wanted. ";
    if (listing_form)
      words += "List every occupied household inside the border on the map, and how many children aged " + ages +
               " who use the internet live there. " + std::to_string(psu.households) +
               " of the households that have one are drawn from this list afterwards: nobody chooses them here.";
    else if (plan_.mode == "listing" && households.empty())
      words += "No household with an eligible child was listed here: there is nobody to visit.";
    else if (plan_.mode == "listing")
      words += "Visit these " + std::to_string(households.size()) +
               " households, drawn from the listing, and no others: up to three visits on "
               "different days and at different hours. A household that can't be reached or refuses is never replaced.";
    else if (plan_.mode == "random-walk")
      words += "Go to a start, walk off in its direction with the houses on the hand given, and contact one door in " +
               std::to_string(households.empty() ? 1 : plan_.households[households.front()].interval) +
               ". Fill in a line for every contact, whatever comes of it, and stop at " + std::to_string(psu.take) +
               " interviews. A walk has no known probability for its households: write down every one you pass to.";
    else
      words += "This plan draws areas alone: whom to visit there is not part of it.";
    if (!households.empty() && plan_.respondent_method == "next-birthday")
      words +=
          " Ask how many children aged " + ages +
          " who use the internet live there, write it down, and interview the one whose birthday comes next, counted "
          "from the day of your first visit. Then interview the caregiver who knows most of that child's life online.";
    else if (!households.empty())
      words += " Number the eligible children (aged " + ages +
               ", online) by age, eldest first; under their number stands the child to interview"
               ". Then interview the caregiver who knows most of that child's life online.";
    y += paper_.text({kLeft, y}, paper_.width() - 2 * kLeft, words, {8.5, false, Align::left, kBlack, true}) + 1.5;
    if (plan_.mode == "random-walk") y = starts(households, y);
    return y;
  }

  double starts(const std::vector<std::size_t>& households, double y) {
    std::uint32_t last = 0;
    double x = kLeft;
    for (const std::size_t i : households) {
      const Household& contact = plan_.households[i];
      if (contact.start <= last || !contact.start_position) continue;
      last = contact.start;
      const std::string text = "Start " + std::to_string(last) + ": " +
                               number_text(std::round(contact.start_position->latitude_degrees() * 1e5) / 1e5) + ", " +
                               number_text(std::round(contact.start_position->longitude_degrees() * 1e5) / 1e5) +
                               ", walk " + contact.direction + ", houses on the " + contact.side;
      if (x > paper_.width() / 2 + 5) {
        x = kLeft;
        y += 4.4;
      }
      paper_.text({x, y}, paper_.width() / 2 - 12, text, {8, true});
      x += paper_.width() / 2 - 10;
    }
    return y + 5.5;
  }

  std::vector<Column> listing_columns() const {
    const double rest = paper_.width() - 2 * kLeft - 12 - 26 - 52 - 22;
    return {{"No.", 12},
            {"household id", 26},
            {"address or description", rest},
            {"name of the head of household", 52},
            {"eligible children", 22}};
  }

  std::vector<Column> visit_columns() const {
    std::vector<Column> columns = {{plan_.mode == "random-walk" ? "contact" : "household", 20}};
    columns.push_back(plan_.mode == "random-walk" ? Column{"start", 9} : Column{"listed", 11});
    if (plan_.respondent_method == "next-birthday")
      columns.push_back({"eligible", 14});
    else
      columns.push_back(
          {plan_.respondent_method == "kish" ? "table" : "", plan_.respondent_method == "kish" ? 9.0 : 0.01});
    const std::size_t selections = plan_.respondents.empty() ? 6 : plan_.respondents.front().selection.size();
    for (std::size_t i = 0; i < selections; ++i)
      columns.push_back({std::to_string(i + 1), 6, "of so many eligible, take"});
    double used = 0;
    for (const Column& column : columns) used += column.width;
    const double visit = (paper_.width() - 2 * kLeft - used - 34) / 3;
    for (const char* which : {"1st", "2nd", "3rd"}) columns.push_back({which, visit, "visit: date, hour, result"});
    columns.push_back({"child", 11, "interview: result"});
    columns.push_back({"caregiver", 13, "interview: result"});
    columns.push_back({"", 10, "consent"});
    return columns;
  }

  std::vector<std::string> visit_cells(std::size_t i) const {
    const Household& household = plan_.households[i];
    std::vector<std::string> cells = {household.id};
    cells.push_back(plan_.mode == "random-walk"   ? std::to_string(household.start)
                    : household.eligible_children ? std::to_string(*household.eligible_children)
                                                  : "");
    const Respondent& respondent = plan_.respondents[i];
    cells.push_back(respondent.table);
    for (const std::uint32_t child : respondent.selection) cells.push_back(std::to_string(child));
    marked_ = household.eligible_children && respondent.child
                  ? 3 + std::min<std::size_t>(*household.eligible_children, respondent.selection.size()) - 1
                  : 0;
    return cells;
  }

  static double header_height(const std::vector<Column>& columns) {
    const bool grouped =
        std::any_of(columns.begin(), columns.end(), [](const Column& column) { return !column.group.empty(); });
    return grouped ? 8.5 : kPlainHeader;
  }

  double table_header(const std::vector<Column>& columns, double y) {
    const double height = header_height(columns);
    const bool grouped = height > kPlainHeader;
    paper_.fill({kLeft, y, paper_.width() - 2 * kLeft, height}, kPale);
    double x = kLeft;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Column& column = columns[i];
      if (!column.group.empty() && (i == 0 || columns[i - 1].group != column.group)) {
        double width = 0;
        for (std::size_t j = i; j < columns.size() && columns[j].group == column.group; ++j) width += columns[j].width;
        paper_.text({x + 0.5, y + 0.4}, width - 1, column.group, {6.8, false, Align::centre});
      }
      paper_.text({x + 0.5, y + (grouped ? 4.2 : 1)}, std::max(1.0, column.width - 1), column.heading,
                  {7.5, true, column.group.empty() ? Align::left : Align::centre});
      x += column.width;
    }
    paper_.rectangle({kLeft, y, paper_.width() - 2 * kLeft, height}, 0.25);
    return y + height;
  }

  void row(const std::vector<Column>& columns, const std::vector<std::string>& cells, double y) {
    double x = kLeft;
    std::vector<std::vector<Spot>> rules = {{{kLeft, y + kRow}, {paper_.width() - kLeft, y + kRow}},
                                            {{kLeft, y}, {kLeft, y + kRow}}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i < cells.size() && !cells[i].empty()) {
        const bool selection = !columns[i].group.empty();
        const bool marked = selection && marked_ == i && marked_ > 0;
        if (marked) paper_.fill({x + 0.4, y + 0.9, columns[i].width - 0.8, kRow - 1.8}, kBlack);
        paper_.text(
            {x + 0.6, y + 2}, columns[i].width - 1, cells[i],
            {i == 0 ? 9.5 : 9, i == 0 || marked, selection ? Align::centre : Align::left, marked ? kWhite : kBlack});
      }
      if (columns[i].group == "consent") paper_.rectangle({x + 3.2, y + 2.3, 3.6, 3.6}, 0.25);
      x += columns[i].width;
      rules.push_back({{x, y}, {x, y + kRow}});
    }
    paper_.lines(rules, 0.12, kBlack);
  }

  void footer(std::size_t page, std::size_t pages) {
    const double y = paper_.height() - kBottomBand + 3;
    std::string codes = "Result codes: ";
    for (const ResultCode& code : kResultCodes)
      codes += std::to_string(code.code) + " " + std::string(code.words) + "   ";
    paper_.text({kLeft, y}, paper_.width() - 2 * kLeft, codes, {7.5, false, Align::left, kBlack, true});
    paper_.text({kLeft, y + 8.5}, paper_.width() - 2 * kLeft,
                "Consent: read the caregiver's consent aloud first, then the child's assent; tick only when both were "
                "given, and leave the "
                "information sheet with the help lines. Interview in private. This sheet names homes of children: keep "
                "it with you, hand it in.",
                {7.5, true, Align::left, kBlack, true});
    paper_.text({kLeft, y + 20}, 90, "Interviewer: name, signature, date", {7.5});
    paper_.line({kLeft + 46, y + 24}, {kLeft + 92, y + 24}, 0.2);
    paper_.text({kLeft + 98, y + 20}, 90, "Supervisor: name, signature, date", {7.5});
    paper_.line({kLeft + 143, y + 24}, {paper_.width() - kLeft, y + 24}, 0.2);
    paper_.text({paper_.width() / 2 - 30, paper_.height() - 8}, 60,
                "page " + std::to_string(page) + " of " + std::to_string(pages), {7.5, false, Align::centre, kGrey});
  }

  const Plan& plan_;
  const Survey& survey_;
  Paper paper_;
  std::map<std::size_t, std::vector<std::size_t>> households_of_;
  std::map<std::size_t, std::uint32_t> team_of_;
  mutable std::size_t marked_ = 0;  ///< column of the row in hand that is to be followed, by the listing
};

}  // namespace

void write_sheets(const Plan& plan, const Survey& survey, const std::filesystem::path& file,
                  const std::function<void(std::size_t, std::size_t)>& progress) {
  SheetWriter writer(plan, survey, file);
  const std::vector<std::size_t> order = field_order(plan);
  for (std::size_t i = 0; i < order.size(); ++i) {
    writer.sheet(order[i], i + 1, order.size());
    progress(i + 1, order.size());
  }
  writer.finish();
}

}  // namespace fairdraw
