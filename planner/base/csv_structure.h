#pragma once

#include <istream>
#include <string>

namespace fairdraw {

/// Goes through a CSV file before anyone reads it, so that none is read in part or with its values shifted.
///
/// Cells are parted by the one of comma, semicolon and tab that its header has most of. It is well formed (RFC 4180)
/// where each row has as many cells as the header, quotes stand around whole cells, and each quote is closed. Rows may
/// be closed by line feed or by carriage return and line feed; blank rows and columns at the end without a name count
/// for nothing; cells beyond the header may be there where they are empty.
/// @param label  of the file, for messages
/// @throws Error(usage) with the line of each row that is not so and what is wrong there, the first 20 of them
void check_csv_structure(std::istream& in, const std::string& label);

}  // namespace fairdraw
