#pragma once

#include "planner/base/output_folder.h"
#include "planner/documents/capi/content.h"

namespace fairdraw {

/// Writes XLSForms for ODK and KoboToolbox: capi/odk/listing.xlsx while PSUs are to be listed, whose submissions have
/// the columns of a listing; visit.xlsx once households are drawn, which says which child to interview. Their lists go
/// beside them as psus.csv and households.csv, to be attached to the form, and as psus-entities.csv and
/// households-entities.csv, to be uploaded as entity lists in their place.
/// Source: XLSForm standard (xlsform.org), "External selects", "Repeats"; ODK documentation, "Entity lists".
void write_odk(const OutputFolder& folder, const CapiContent& content);

}  // namespace fairdraw
