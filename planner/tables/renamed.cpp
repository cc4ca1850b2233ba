#include "planner/tables/renamed.h"

#include "planner/tables/table.h"

#include <span>

namespace fairdraw {
namespace {

std::vector<Column<Renamed>> renamed_columns() {
  return {column<Renamed>("old", &Renamed::old_id, "Id of an area in the frame of the other plan").always(),
          column<Renamed>("new", &Renamed::new_id,
                          "Id of what it is now, or of a part of it: an area that was split has a row for each part, "
                          "and areas that were merged have one each with the same id")
              .always()};
}

}  // namespace

TableView renamed_table(const Plan& plan) {
  return view_of<Renamed>(
      {kRenamedTable,
       "A row for each area that has changed since the plan was drawn that this one keeps or spares",
       {"old", "new"},
       {}},
      renamed_columns(), std::span(plan.renamed));
}

std::vector<Renamed> read_renamed(const CsvTable& csv, const std::string& file) {
  return read_rows(csv, file, renamed_columns());
}

}  // namespace fairdraw
