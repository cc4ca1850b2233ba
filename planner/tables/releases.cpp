#include "planner/tables/releases.h"

#include "planner/tables/of_plan.h"
#include "planner/tables/table.h"

#include <string>
#include <utility>
#include <vector>

namespace fairdraw {
namespace {

/// A release, or of one that was for PSUs that can't be reached, one of these.
struct ReleaseRow : Release {
  std::uint32_t number = 0;  ///< from 1, in the order in which they were made
  std::string psu;
};

std::vector<Column<ReleaseRow>> release_columns(const Plan& plan) {
  using Row = ReleaseRow;
  return {country_column<Row>(plan),
          column<Row>("release", &Row::number, "Number of the release, from 1, in the order in which they were made"),
          column<Row>("replicate", &Row::replicate, "Replicate of the reserve that it opened"),
          column<Row>("stratum", &Row::stratum, "Stratum in which it was opened; empty: in all"),
          column<Row>("why", &Row::why, "The reason"),
          column<Row>("who", &Row::who, "Who decided it"),
          column<Row>("unreachable_psu", &Row::psu,
                      "Id of a PSU that can't be reached, where that is the reason; a row for each")};
}

}  // namespace

TableView releases_table(const Plan& plan) {
  std::vector<ReleaseRow> rows;
  for (std::size_t k = 0; k < plan.releases.size(); ++k) {
    const Release& release = plan.releases[k];
    const auto number = static_cast<std::uint32_t>(k + 1);
    if (release.unreachable.empty()) rows.push_back({release, number, ""});
    for (const std::string& psu : release.unreachable) rows.push_back({release, number, psu});
  }
  return view_of<ReleaseRow>(
      {kReleasesTable, "A row for each replicate of the reserve that was opened", {"release", "unreachable_psu"}, {}},
      release_columns(plan), std::move(rows));
}

std::vector<Release> read_releases(const CsvTable& csv) {
  const Plan nowhere;  // what the table says beside the country is in it
  std::vector<Release> out;
  for (ReleaseRow& row : read_rows(csv, csv_file(kReleasesTable), release_columns(nowhere))) {
    if (row.number != out.size() && row.number != out.size() + 1)
      throw Error(ErrorKind::usage,
                  csv_file(kReleasesTable) + ": release " + std::to_string(row.number) + " does not follow");
    if (row.number > out.size()) out.push_back(row);
    if (!row.psu.empty()) out.back().unreachable.push_back(std::move(row.psu));
  }
  return out;
}

}  // namespace fairdraw
