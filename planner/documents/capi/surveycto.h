#pragma once

#include "planner/base/output_folder.h"
#include "planner/documents/capi/content.h"

namespace fairdraw {

/// Writes server datasets for SurveyCTO: capi/surveycto/psus.csv and, once they are drawn, households.csv.
/// Source: SurveyCTO documentation, "Server datasets" (a CSV file with a header of letters, digits and underscores, and
/// a field that identifies its records).
void write_surveycto(const OutputFolder& folder, const CapiContent& content);

}  // namespace fairdraw
