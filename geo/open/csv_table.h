#pragma once

#include "planner/values/table_format.h"

#include <memory>
#include <string>
#include <vector>

#include <gdal_priv.h>

namespace fairdraw {

/// Whether a file is read as CSV: .csv, or .csv.gz packed by gzip.
bool is_csv(const std::string& file);

/// A CSV file as a dataset of one layer, named as the file is, in which every column is text and rows are numbered from
/// 1; a column WKT, in any letters, is geometry too. It is read by us and not by GDAL's driver, which takes broken
/// files for whole ones: strict about quotes and the number of cells, in UTF-8, UTF-16 with a mark, or the encoding
/// that is named.
/// @throws Error(usage) with the lines that are not well formed
std::shared_ptr<GDALDataset> open_csv(const std::string& file, const TableFormat& format);

/// The first rows of a CSV file, whatever they hold, cut at the separator of the row that has most of any.
std::vector<std::vector<std::string>> first_csv_rows(const std::string& file, const TableFormat& format,
                                                     std::size_t most);

}  // namespace fairdraw
