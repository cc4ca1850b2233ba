#pragma once

#include "config/survey.h"

#include <string>
#include <vector>

namespace fairdraw {

/// The columns whose totals are looked at: those asked for, or every column of the frame's file with text or numbers
/// but id and name.
/// @param asked   as given with `--total`
/// @param beside  columns that must be there too, as given with `--balance`
/// @throws Error(usage) where the frame has no such column
std::vector<std::string> columns_to_study(const Survey& survey, const std::vector<std::string>& asked,
                                          const std::vector<std::string>& beside = {});

/// The survey, carrying these columns and those that it balances on, so that its frame is read with them.
Survey reading(const Survey& survey, const std::vector<std::string>& columns);

}  // namespace fairdraw
