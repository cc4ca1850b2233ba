#include "planner/tables/segments.h"

#include "planner/tables/of_plan.h"
#include "planner/tables/table.h"

#include <optional>
#include <vector>

namespace fairdraw {
namespace {

struct SegmentRow : Segment {
  std::optional<SegmentsBy> how;  ///< as the PSU has it
};

std::vector<Column<SegmentRow>> segment_columns(const Plan& plan) {
  using Row = SegmentRow;
  std::vector<Column<Row>> out = psu_reference<Row>(plan, &Row::psu);
  add(out,
      {column<Row>(
           "how", &Row::how,
           "What segments are made by: buildings, population (cells of a raster), or sketch (the team makes them)"),
       column<Row>("segments", &Row::segments, "Segments of the PSU; of a sketch, a number that the team may make"),
       column<Row>("segment", &Row::number, "Number of the segment, from 1; of a sketch, the one to work then"),
       column<Row>("segment_probability", &Row::probability, "Probability of this segment, given the PSU"),
       column<Row>("households", &Row::households, "Households in it, estimated").in("households"),
       column<Row>("worked", &Row::worked, "1: the segment to work; of a sketch, the number that is planned")});
  return out;
}

}  // namespace

TableView segments_table(const Plan& plan) {
  std::vector<SegmentRow> rows;
  for (const Segment& each : plan.segments) rows.push_back({each, plan.psus[each.psu].segments_by});
  return view_of<SegmentRow>({kSegmentsTable,
                              "A row for each segment of the PSUs that are split (areas.segment_above); of a PSU that "
                              "is split on a sketch, a row for each number of segments that the team may make",
                              {"psu_id", "segments", "segment"},
                              {kToPsus}},
                             segment_columns(plan), std::move(rows));
}

void read_segments(const CsvTable& csv, Plan& plan) {
  for (SegmentRow& row : read_rows(csv, csv_file(kSegmentsTable), segment_columns(plan))) {
    plan.psus[row.psu].segments_by = row.how;
    plan.segments.push_back(std::move(row));
  }
}

}  // namespace fairdraw
