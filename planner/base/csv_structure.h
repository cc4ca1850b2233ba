#pragma once

#include "planner/base/csv_rows.h"

#include <cstdint>
#include <string>

namespace fairdraw {

/// Goes through a CSV text before anyone reads it, so that none is read in part or with its values shifted.
///
/// It is well formed (RFC 4180) where each row has as many cells as the header, quotes stand around whole cells, and
/// each quote is closed; and it is UTF-8. Rows may be closed by line feed or by carriage return and line feed; blank
/// rows and columns at the end without a name count for nothing; cells beyond the header may be there where they are
/// empty.
/// @param label     of the file, for messages
/// @param encoding  what to say where it is no UTF-8: "frame.encoding says how it is written"
/// @return how many rows there are behind the header, blank ones not counted
/// @throws Error(usage) with the line of each row that is not so and what is wrong there, the first 20 of them
std::uint64_t check_csv_structure(CsvRows& rows, const CsvLayout& layout, const std::string& label,
                                  const std::string& encoding);

/// Refuses the row in hand where it can't be cut into cells.
/// @throws Error(usage) with its line and what is wrong
void require_whole_cells(const CsvRows& rows, char separator, const std::string& label);

}  // namespace fairdraw
