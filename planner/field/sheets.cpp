#include "planner/field/sheets.h"

#include "geo/map_furniture.h"
#include "geo/paper.h"
#include "planner/base/text.h"
#include "planner/field/one_trip_pages.h"
#include "planner/field/result_codes.h"
#include "planner/field/sketch_page.h"
#include "planner/field/teams.h"
#include "planner/stages/listing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {
namespace {

/// Whom to ask for beside the child.
constexpr std::string_view kCaregiver =
    " Then interview the caregiver who knows most of that child's life online. Where nobody can say who that is: the "
    "mother; else the father; else the adult who looks after the child most days.";

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
  SheetWriter(const Plan& plan, const Survey& survey, const TeamPlan& teams, const std::filesystem::path& file)
      : plan_(plan), survey_(survey), paper_(file, survey.paper, plan.title + ": assignment sheets", plan.date) {
    for (std::size_t i = 0; i < plan.households.size(); ++i) households_of_[plan.households[i].psu].push_back(i);
    for (const Team& team : teams.teams)
      for (const std::size_t psu : team.psus()) team_of_[psu] = team.name;
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
    std::optional<OneTripPages> one_trip;
    const Area2d more{kLeft, kShortHeader + 1, paper_.width() - 2 * kLeft,
                      paper_.height() - kShortHeader - 1 - kBottomBand};
    if (listing_form && plan_.one_trip) one_trip.emplace(plan_, index, paper_, more);
    std::size_t last = pages;  // of the sheet, with what a team carries besides
    const bool sketch = psu.sketched() && (listing_form || plan_.mode == "random-walk");
    for (std::size_t page = 1; page <= pages; ++page) {
      double y = page == 1 ? full_header(index, number, of) : short_header(psu, number, of);
      if (page == 1) y = instructions(psu, households, listing_form, y);
      if (lines > 0) y = table_header(columns, y);
      const std::size_t rows = rows_from(y);
      if (page == 1 && lines > rows) {
        const std::size_t later = rows_from(kShortHeader + header_height(columns));
        pages += (lines - rows + later - 1) / later;
      }
      last = pages + (sketch ? 1 : 0) + (one_trip ? one_trip->pages() + visit_pages(psu) : 0);
      const std::size_t until = listing_form ? next + rows : std::min(lines, next + rows);
      for (; next < until; ++next, y += kRow)
        row(columns, listing_form ? std::vector<std::string>{std::to_string(next + 1)} : visit_cells(households[next]),
            y);
      footer(page, last);
      paper_.next_page();
    }
    if (sketch) {
      short_header(psu, number, of);
      draw_sketch_page(paper_, more, plan_, index);
      footer(++pages, last);
      paper_.next_page();
    }
    if (!one_trip) return;
    for (std::size_t page = 0; page < one_trip->pages(); ++page) {
      short_header(psu, number, of);
      one_trip->draw(page);
      footer(pages + page + 1, last);
      paper_.next_page();
    }
    one_trip_visits(psu, number, of, last);
  }

  void finish() { paper_.finish(); }

 private:
  /// Rows of visits on a page of their own.
  std::size_t visits_on_page() const {
    return static_cast<std::size_t>(
        (paper_.height() - kBottomBand - kShortHeader - header_height(one_trip_visit_columns())) / kRow);
  }

  std::size_t visit_pages(const Psu& psu) const { return (psu.households + visits_on_page() - 1) / visits_on_page(); }

  /// The last pages of a sheet for one trip: rows for the households that the page says to take.
  void one_trip_visits(const Psu& psu, std::size_t number, std::size_t of, std::size_t last) {
    const std::vector<Column> columns = one_trip_visit_columns();
    std::size_t left = psu.households;
    for (std::size_t page = visit_pages(psu); page > 0; --page) {
      double y = table_header(columns, short_header(psu, number, of));
      for (std::size_t k = std::min(left, visits_on_page()); k > 0; --k, --left, y += kRow) row(columns, {}, y);
      footer(last - page + 1, last);
      paper_.next_page();
    }
  }

  /// Room on the listing form for a fifth more households than the frame knows.
  std::size_t lines_to_list(const Psu& psu) const {
    return static_cast<std::size_t>(
        std::min(600.0, std::ceil(1.2 * households_by_frame(psu, survey_.frame.size_per_household))));
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
    std::string place = "Team " + team_of_[index] + "   map " + std::to_string(number) + "   ";
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
    const bool several = !psu.members.empty();
    const double known = households_by_frame(psu, survey_.frame.size_per_household);
    std::string words = "The frame knows about " + number_text(std::round(known)) + " households here; " +
                        std::to_string(psu.take) + " interviews are wanted. ";
    if (several) words += members_of(psu);
    words += segment_words(psu);
    if (listing_form)
      words += listing_words(psu, ages, known);
    else if (plan_.mode == "listing" && households.empty())
      words += "No household with an eligible child was listed here: there is nobody to visit.";
    else if (plan_.mode == "listing")
      words += "Visit these " + std::to_string(households.size()) +
               " households, drawn from the listing, and no others: up to three visits on "
               "different days and at different hours. A household that can't be reached or refuses is never replaced.";
    else if (plan_.mode == "random-walk")
      words +=
          "Go to a start, walk off in its direction with the houses on the hand given, and contact one door in " +
          std::to_string(households.empty() ? 1 : plan_.households[households.front()].interval) +
          ". Fill in a line for every contact, whatever comes of it, and stop at " + std::to_string(psu.take) +
          " interviews. " + quick_count(psu) +
          "A walk has no known probability for its households, and nobody can claim one for it: fill in a line for "
          "every door you come to, also where nobody opens, so that it can at least be estimated.";
    else if (plan_.mode == "footprints")
      words +=
          "Visit the buildings in this order, by their positions. They come in batches: finish every batch that you "
          "begin, and begin the next only while fewer than " +
          std::to_string(psu.take) +
          " interviews are done; write down the last batch that was begun. In each building, every household with an "
          "eligible child is to be interviewed: a further one takes a line of its own. A building where nobody lives "
          "has result 8.";
    else
      words += "This plan draws areas alone: whom to visit there is not part of it.";
    if (!households.empty() && plan_.respondent_method == "next-birthday")
      words +=
          " Ask how many children aged " + ages +
          " who use the internet live there, write it down, and interview the one whose birthday comes next, counted "
          "from the day of your first visit." +
          std::string(kCaregiver);
    else if (!households.empty() && plan_.respondent_method == "all")
      words += " Interview every child aged " + ages + " who uses the internet, and write down how many there are." +
               std::string(kCaregiver);
    else if (!households.empty())
      words += " " + numbering(ages) + "; under their number stands the child to interview." + std::string(kCaregiver);
    y += paper_.text({kLeft, y}, paper_.width() - 2 * kLeft, words, {8.5, false, Align::left, kBlack, true}) + 1.5;
    if (plan_.mode == "random-walk") y = starts(households, y);
    return y;
  }

  static std::string members_of(const Psu& psu) {
    std::string out = "This unit is made of " + std::to_string(psu.members.size()) + " census areas: ";
    for (std::size_t i = 0; i < psu.members.size(); ++i) {
      const Member& member = psu.members[i];
      out += (i == 0 ? "" : ", ") + member.id;
      if (!member.name.empty()) out += " (" + member.name + ")";
    }
    return out + ". ";
  }

  /// Which doors to try, by how many households a quick count finds.
  std::string quick_count(const Psu& psu) const {
    if (survey_.households.walk_interval > 0 || psu.households == 0) return {};
    std::string out = "If you count the households there first: ";
    for (std::uint32_t interval = 1; interval <= 5; ++interval) {
      const std::string until = std::to_string((interval + 1) * psu.households - 1);
      out += (interval == 1 ? "up to " + until + ", every door"
                            : "; up to " + until + ", one in " + std::to_string(interval));
    }
    return out + "; and so on. ";
  }

  static std::string segment_words(const Psu& psu) {
    if (psu.segments < 2) return {};
    if (psu.sketched())
      return "It is too large to be worked whole: the page Sketch says how to part it, and which segment to work. ";
    return "It is parted into " + std::to_string(psu.segments) + " segments: work segment " +
           std::to_string(psu.segment) + " alone, the shaded one on the map. ";
  }

  /// How a household's eligible children are numbered.
  std::string numbering(const std::string& ages) const {
    const std::string order = survey_.respondents.order == ChildOrder::age
                                  ? "by age, eldest first"
                                  : "the boys first, eldest to youngest, then the girls, eldest to youngest";
    return "Number the eligible children (aged " + ages + ", online) " + order;
  }

  std::string listing_words(const Psu& psu, const std::string& ages, double known) const {
    std::string words =
        "Walk all of the ground inside the border on the map and list, in the order in which you walk, every dwelling "
        "where a household lives: no shop or office, no empty or seasonal dwelling has a line. Ask how many children "
        "aged " +
        ages + " who use the internet live there. ";
    if (plan_.one_trip) {
      words +=
          "Then go to the next pages: they say which of the households that have one to take, however many they "
          "are. " +
          numbering(ages) + "." + std::string(kCaregiver);
    } else {
      words += (plan_.self_weighting ? "About " : "") + std::to_string(psu.households) +
               " of the households that have one are drawn from this list afterwards" +
               (plan_.run > 1 ? ", in runs of " + std::to_string(plan_.run) + " neighbours" : "") +
               ": nobody chooses them here.";
    }
    return words + " If you find fewer than " + number_text(std::ceil(known / 2)) + " or more than " +
           number_text(std::floor(2 * known)) +
           " households, your supervisor goes over border and list with you before anything else is done.";
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
    if (plan_.one_trip)
      return {{"No.", 12},
              {"household id", 22},
              {"address or description", rest - 26},
              {"name of the head of household", 52},
              {"eligible children", 22},
              {"its number", 16},
              {"taken", 14}};
    return {{"No.", 12},
            {"household id", 26},
            {"address or description", rest},
            {"name of the head of household", 52},
            {"eligible children", 22}};
  }

  /// Of households whose ids nobody knows before the trip.
  std::vector<Column> one_trip_visit_columns() const {
    std::vector<Column> columns = {{"number", 13}, {"household id", 22}, {"eligible", 14}, {"child no.", 14}};
    add_visits(columns);
    return columns;
  }

  std::vector<Column> visit_columns() const {
    std::vector<Column> columns = {{plan_.mode == "random-walk"  ? "contact"
                                    : plan_.mode == "footprints" ? "building"
                                                                 : "household",
                                    20}};
    columns.push_back(plan_.mode == "random-walk"  ? Column{"start", 9}
                      : plan_.mode == "footprints" ? Column{"batch", 10}
                                                   : Column{"listed", 11});
    if (plan_.respondent_method == "next-birthday" || plan_.respondent_method == "all")
      columns.push_back({"eligible", 14});
    else
      columns.push_back(
          {plan_.respondent_method == "kish" ? "table" : "", plan_.respondent_method == "kish" ? 9.0 : 0.01});
    const std::size_t selections = plan_.respondents.empty() ? 6 : plan_.respondents.front().selection.size();
    for (std::size_t i = 0; i < selections; ++i)
      columns.push_back({std::to_string(i + 1), 6, "of so many eligible, take"});
    add_visits(columns);
    return columns;
  }

  /// Adds columns for three visits, results and consent in what is left of the page's width.
  void add_visits(std::vector<Column>& columns) const {
    double used = 0;
    for (const Column& column : columns) used += column.width;
    const double visit = (paper_.width() - 2 * kLeft - used - 34) / 3;
    for (const char* which : {"1st", "2nd", "3rd"}) columns.push_back({which, visit, "visit: date, hour, result"});
    columns.push_back({"child", 11, "interview: result"});
    columns.push_back({"caregiver", 13, "interview: result"});
    columns.push_back({"", 10, "consent"});
  }

  std::vector<std::string> visit_cells(std::size_t i) const {
    const Household& household = plan_.households[i];
    std::vector<std::string> cells = {household.id};
    cells.push_back(plan_.mode == "random-walk"   ? std::to_string(household.start)
                    : household.batch > 0         ? std::to_string(household.batch)
                    : household.eligible_children ? std::to_string(*household.eligible_children)
                                                  : "");
    const Respondent& respondent = plan_.respondents[i];
    cells.push_back(respondent.table);
    for (const std::uint32_t child : respondent.selection) cells.push_back(std::to_string(child));
    if (respondent.listed) {
      cells.resize(visit_columns().size() - 3);  // up to the interview with the child
      cells.push_back(children_text({*respondent.listed}));
    }
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
  std::map<std::size_t, std::string> team_of_;
  mutable std::size_t marked_ = 0;  ///< column of the row in hand that is to be followed, by the listing
};

}  // namespace

void write_sheets(const Plan& plan, const Survey& survey, const TeamPlan& teams, const std::filesystem::path& file,
                  const std::function<void(std::size_t, std::size_t)>& progress) {
  SheetWriter writer(plan, survey, teams, file);
  const std::vector<std::size_t> order = field_order(plan);
  for (std::size_t i = 0; i < order.size(); ++i) {
    writer.sheet(order[i], i + 1, order.size());
    progress(i + 1, order.size());
  }
  writer.finish();
}

}  // namespace fairdraw
