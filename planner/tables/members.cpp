#include "planner/tables/members.h"

#include "planner/tables/of_plan.h"
#include "planner/tables/table.h"

#include <algorithm>
#include <vector>

namespace fairdraw {
namespace {

struct MemberRow : Member {
  std::size_t psu = 0;  ///< position in Plan::psus
};

std::vector<Column<MemberRow>> member_columns(const Plan& plan) {
  std::vector<Column<MemberRow>> out = psu_reference<MemberRow>(plan, &MemberRow::psu);
  out.push_back(
      column<MemberRow>("member_id", &MemberRow::id, "Id of an area of the PSU, as the frame has it").always());
  out.push_back(column<MemberRow>("member_name", &MemberRow::name, "Its name, where the frame has names"));
  out.push_back(
      column<MemberRow>("measure_of_size", &MemberRow::size, "Its size in the frame; a PSU has the sum of them"));
  return out;
}

}  // namespace

bool has_members(const Plan& plan) {
  return std::any_of(plan.psus.begin(), plan.psus.end(), [](const Psu& psu) { return !psu.members.empty(); });
}

TableView members_table(const Plan& plan) {
  std::vector<MemberRow> rows;
  for (std::size_t i = 0; i < plan.psus.size(); ++i)
    for (const Member& member : plan.psus[i].members) rows.push_back({member, i});
  return view_of<MemberRow>({kMembersTable,
                             "A row for each area of the PSUs that are made of several (areas.merge_below)",
                             {"psu_id", "member_id"},
                             {kToPsus}},
                            member_columns(plan), std::move(rows));
}

void read_members(const CsvTable& csv, Plan& plan) {
  for (MemberRow& row : read_rows(csv, csv_file(kMembersTable), member_columns(plan)))
    plan.psus[row.psu].members.push_back(std::move(row));
}

}  // namespace fairdraw
