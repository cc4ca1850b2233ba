#include "planner/documents/sheet_tables.h"

#include "planner/stages/listing.h"

#include <algorithm>
#include <cstdint>

namespace fairdraw {
namespace {

/// Adds columns for three visits, results and consent in what is left of the width.
void add_visits(std::vector<SheetColumn>& columns, const Words& words, double width) {
  double used = 0;
  for (const SheetColumn& column : columns) used += column.width;
  const double visit = (width - used - 40) / 3;
  for (const char* which : {"column_first", "column_second", "column_third"})
    columns.push_back({words(which), visit, words("column_visit")});
  columns.push_back({words("child"), 13, words("column_interview")});
  columns.push_back({words("caregiver"), 15, words("column_interview")});
  columns.push_back({"", 12, words("column_consent"), true});
}

/// Whether the number of eligible children is asked for at the door.
bool asks_for_eligible(const Plan& plan) {
  return plan.respondent_method == RespondentMethod::next_birthday || plan.respondent_method == RespondentMethod::all;
}

}  // namespace

bool grouped(const std::vector<SheetColumn>& columns) {
  return std::any_of(columns.begin(), columns.end(), [](const SheetColumn& column) { return !column.group.empty(); });
}

std::vector<SheetColumn> listing_columns(const Plan& plan, const Words& words, double width) {
  const double rest = width - 12 - 26 - 52 - 22;
  if (plan.one_trip)
    return {{words("column_number"), 12}, {words("column_household_id"), 22},      {words("column_address"), rest - 26},
            {words("column_head"), 52},   {words("column_eligible_children"), 22}, {words("column_its_number"), 16},
            {words("column_taken"), 14}};
  return {{words("column_number"), 12},
          {words("column_household_id"), 26},
          {words("column_address"), rest},
          {words("column_head"), 52},
          {words("column_eligible_children"), 22}};
}

std::vector<SheetColumn> visit_columns(const Plan& plan, const Words& words, double width) {
  const bool walk = plan.mode == HouseholdMode::random_walk;
  const bool footprints = plan.mode == HouseholdMode::footprints;
  std::vector<SheetColumn> columns = {{words(visited(plan.mode)), 22, {}, false, 11.5}};
  columns.push_back({words(walk ? "column_start" : footprints ? "column_batch" : "column_listed"), 12});
  if (asks_for_eligible(plan))
    columns.push_back({words("column_eligible"), 15});
  else if (plan.respondent_method == RespondentMethod::kish)
    columns.push_back({words("column_table"), 10});
  const std::size_t selections = plan.respondents.empty() ? 6 : plan.respondents.front().selection.size();
  for (std::size_t i = 0; i < selections; ++i) columns.push_back({std::to_string(i + 1), 6, words("column_selection")});
  add_visits(columns, words, width);
  return columns;
}

std::vector<SheetColumn> one_trip_visit_columns(const Words& words, double width) {
  std::vector<SheetColumn> columns = {{words("column_its_number"), 15},
                                      {words("column_household_id"), 22},
                                      {words("column_eligible"), 15},
                                      {words("column_child_number"), 14}};
  add_visits(columns, words, width);
  return columns;
}

SheetRow visit_row(const Plan& plan, std::size_t household, std::size_t columns) {
  const Household& of = plan.households[household];
  const Respondent& respondent = plan.respondents[household];
  SheetRow out;
  out.cells = {of.id, plan.mode == HouseholdMode::random_walk ? std::to_string(of.start)
                      : of.batch > 0                          ? std::to_string(of.batch)
                      : of.eligible_children                  ? std::to_string(*of.eligible_children)
                                                              : ""};
  if (asks_for_eligible(plan)) out.cells.emplace_back();
  if (plan.respondent_method == RespondentMethod::kish) out.cells.push_back(respondent.table);
  const std::size_t first_selection = out.cells.size();
  for (const std::uint32_t child : respondent.selection) out.cells.push_back(std::to_string(child));
  if (of.eligible_children && respondent.child && !respondent.selection.empty())
    out.marked = first_selection + std::min<std::size_t>(*of.eligible_children, respondent.selection.size()) - 1;
  if (respondent.listed) {
    out.cells.resize(columns - 3);  // up to the interview with the child
    out.cells.push_back(children_text({*respondent.listed}));
  }
  return out;
}

}  // namespace fairdraw
