#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <gdal_priv.h>

namespace fairdraw {

/// One sheet as a dataset in memory, with its columns named by a row further down; what stands above is left out. Cells
/// are texts as the sheet has them, since a column with titles above holds no numbers alone. Rows keep their numbers.
/// @param row  from 1
/// @throws Error(usage) where it can't be read, or ends before that row
std::shared_ptr<GDALDataset> sheet_below(const std::string& file, const std::string& sheet, std::uint32_t row);

/// The first rows of a sheet, whatever they hold.
/// @param sheet  empty: the first
std::vector<std::vector<std::string>> first_sheet_rows(const std::string& file, const std::string& sheet,
                                                       std::size_t most);

/// Refuses a sheet's file that would be large once it is unpacked (.xlsx, .ods): it is read into memory, whole.
/// @throws Error(usage) where it holds more than kMostUnpackedSheet
void require_small_sheets(const std::string& file);

}  // namespace fairdraw
