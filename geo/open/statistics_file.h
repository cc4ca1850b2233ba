#pragma once

#include "planner/values/table_format.h"

#include <memory>
#include <string>

#include <gdal_priv.h>

namespace fairdraw {

/// Whether a file is one of Stata (.dta) or SPSS (.sav, .zsav).
bool is_statistics_file(const std::string& file);

/// A file of Stata or SPSS as a dataset of one layer, named as the file is, read whole. Texts are texts; numbers are
/// whole numbers where all of a column are. Where every value of a column of numbers has a label, the column holds the
/// labels, and one of the name "NAME [code]" behind it the numbers. What is missing, in whatever of these packages'
/// ways, is missing.
/// @throws Error(usage) where it can't be read whole, or holds more than 50 million cells
std::shared_ptr<GDALDataset> open_statistics_file(const std::string& file, const TableFormat& format);

}  // namespace fairdraw
