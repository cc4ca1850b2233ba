#pragma once

#include "planner/base/output_folder.h"
#include "planner/documents/capi/content.h"

namespace fairdraw {

/// Writes lookup files for CSPro, each a data file in fixed columns (UTF-8 with its mark) and its dictionary:
/// capi/cspro/psus.dat and .dcf and, once they are drawn, households.dat and .dcf. The key is the dictionary's id item.
/// Source: CSPro User's Guide, "Data Dictionary Module" and "External files" (7.x: sections of name=value; later
/// versions open it).
void write_cspro(const OutputFolder& folder, const CapiContent& content);

}  // namespace fairdraw
