#pragma once

#include "planner/values/column_summary.h"
#include "planner/values/table_format.h"

#include <string>

namespace fairdraw {

/// How a table seems to be written: the row of a CSV file or a spreadsheet that names its columns.
TableFormat guess_format(const std::string& file, const std::string& layer);

/// Which of these columns name each row once together: two, or else three, the first that do; none where none do. A
/// pair is given up at the first rows that share it, so that one pass over the file is enough for each number of
/// columns.
/// @param columns  in the order in which they are preferred; each should have few values missing
std::vector<std::string> unique_together(const FrameSummary& frame, const std::vector<std::string>& columns);

/// Reads through a frame and sums its columns up; of a large one that can be read here and there, 100,000 rows that
/// stand as far apart from each other.
/// @throws Error(usage) where the file can't be read
/// @param format  how a table is written, where its file does not say so
FrameSummary summarise_frame(const std::string& file, const std::string& layer, const TableFormat& format = {});

}  // namespace fairdraw
