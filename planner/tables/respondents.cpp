#include "planner/tables/respondents.h"

#include "planner/tables/of_plan.h"
#include "planner/tables/table.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace fairdraw {
namespace {

constexpr const char* kSex = "child_sex";

/// The columns that say whose respondent it is, which households.csv says too.
std::vector<Column<Respondent>> whose_columns(const Plan& plan) {
  using Row = Respondent;
  const auto psu = [&plan](const Row& row) -> const Psu& { return plan.psus[plan.households[row.household].psu]; };
  return {country_column<Row>(plan),
          repeated<Row>(
              "stratum", [psu](const Row& row) { return psu(row).stratum; }, kStratumText),
          repeated<Row>(
              "psu_id", [psu](const Row& row) { return psu(row).id; }, kPsuIdText),
          repeated<Row>(
              "household_id", [&plan](const Row& row) { return plan.households[row.household].id; },
              "Id of the household, as households.csv has it")};
}

/// The columns of a child that the listing tells of.
std::vector<Column<Respondent>> listed_columns() {
  Column<Respondent> sex;
  sex.name = kSex;
  sex.text = "Sex of the child to interview by the listing, f or m; empty: the listing does not tell";
  sex.get = [](const Respondent& row) { return row.listed ? Cell(std::string(1, row.listed->sex)) : Cell(); };
  sex.set = [](Respondent& row, const Cell& cell) -> std::string {
    const auto* text = std::get_if<std::string>(&cell);
    if (text == nullptr) return {};
    if (*text != "f" && *text != "m") return "is neither f nor m";
    row.listed = ListedChild{text->front(), 0};
    return {};
  };
  Column<Respondent> age;
  age.name = "child_age";
  age.type = ColumnType::whole;
  age.unit = "years";
  age.text = "Age of the child to interview by the listing";
  age.get = [](const Respondent& row) { return row.listed ? cells::cell_of(row.listed->age) : Cell(); };
  age.set = [](Respondent& row, const Cell& cell) -> std::string {
    if (std::holds_alternative<std::monostate>(cell) || !row.listed) return {};
    return cells::take(cell, row.listed->age);
  };
  return {sex, age};
}

/// @param listed  whether listings told of each child
std::vector<Column<Respondent>> respondent_columns(const Plan& plan, bool listed) {
  using Row = Respondent;
  std::vector<Column<Row>> out = whose_columns(plan);
  out.push_back(repeated<Row>(
      "method", [&plan](const Row&) { return plan.respondent_method; },
      "How the child is picked: " + quoted_names<RespondentMethod>()));
  out.push_back(column<Row>("table", &Row::table, "Letter of Kish's table; empty by other methods"));
  add(out, selection_columns<Row>(&Row::selection));
  add(out, {column<Row>("child", &Row::child,
                        "Number of the child to interview, by the listing's number of eligible children; empty: it is "
                        "found at the door"),
            column<Row>("child_probability", &Row::child_probability,
                        "Probability of the child, given the household; empty: not known before the visit"),
            column<Row>("overall_probability", &Row::overall_probability,
                        "Probability of the child: overall_probability of the household x child_probability"),
            column<Row>("caregiver", &Row::caregiver,
                        "Which caregiver is interviewed with the child: " + quoted_names<CaregiverRule>())});
  if (listed) add(out, listed_columns());
  return out;
}

}  // namespace

TableView respondents_table(const Plan& plan) {
  const bool listed = std::any_of(plan.respondents.begin(), plan.respondents.end(),
                                  [](const Respondent& each) { return each.listed.has_value(); });
  return view_of<Respondent>({kRespondentsTable,
                              "A row for each row of households.csv, in its order: how to pick the child there",
                              {"psu_id", "household_id"},
                              {kToHouseholds, kToPsus, kToStrata}},
                             respondent_columns(plan, listed), std::span(plan.respondents));
}

void read_respondents(const CsvTable& csv, Plan& plan) {
  plan.respondents =
      read_rows(csv, csv_file(kRespondentsTable), respondent_columns(plan, csv.column(kSex).has_value()));
  if (plan.respondents.size() > plan.households.size())
    throw Error(ErrorKind::usage, csv_file(kRespondentsTable) + " has more rows than " + csv_file(kHouseholdsTable));
  for (std::size_t i = 0; i < plan.respondents.size(); ++i) plan.respondents[i].household = i;
}

}  // namespace fairdraw
