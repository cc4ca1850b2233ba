#pragma once

#include "planner/documents/sheet_layout.h"
#include "planner/paper/paper.h"

namespace fairdraw {

/// Draws the pages of a sheet as they are laid out, each ended by next_page().
/// @param paper  the one that it was laid out for
void print_sheet(const SheetSources& sources, const SheetLayout& sheet, Paper& paper);

}  // namespace fairdraw
