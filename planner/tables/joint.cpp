#include "planner/tables/joint.h"

#include "planner/tables/of_plan.h"
#include "planner/tables/table.h"

#include <numeric>
#include <string>
#include <vector>

namespace fairdraw {

TableView joint_table(const JointProbabilities& joint) {
  const std::size_t psus = joint.psu_ids.size();
  using Row = std::size_t;
  std::vector<Column<Row>> columns;
  columns.push_back(repeated<Row>(
      "psu_id", [ids = joint.psu_ids](const Row& row) { return ids[row]; }, kPsuIdText));
  for (std::size_t k = 0; k < psus; ++k)
    columns.push_back(repeated<Row>(
        joint.psu_ids[k], [matrix = joint.matrix.data(), psus, k](const Row& row) { return matrix[row * psus + k]; },
        "Probability that this PSU and that of the row are both in the field"));
  std::vector<Row> rows(psus);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return view_of<Row>({kJointTable,
                       "A row and a column for each PSU in the field: the probabilities that two of them both are, "
                       "each PSU's own inclusion probability where they are the same",
                       {"psu_id"},
                       {kToPsus}},
                      std::move(columns), std::move(rows));
}

}  // namespace fairdraw
