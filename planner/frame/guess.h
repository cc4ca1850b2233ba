#pragma once

#include "planner/values/column_summary.h"

#include <string>
#include <vector>

namespace fairdraw {

/// What the columns of an unknown frame seem to be for.
struct ColumnGuess {
  std::vector<std::string> id;  ///< one column, or several that name areas together; none where none look like it
  std::string name, size;       ///< empty where no column looks like it
  bool counts_people = false;   ///< the size seems to count people, not households
  std::vector<std::string> strata, order;
  bool id_repeats = false, size_missing = false;
};

/// Columns that the user named; empty: to be guessed.
struct GivenColumns {
  std::vector<std::string> id;
  std::string size;
  std::vector<std::string> strata;
};

/// Guesses from names (column_words.h) and from values: an id names each area once, a size is a number, a unit has few
/// values.
/// @throws Error(usage) where a column that was named is not there
ColumnGuess guess_columns(const FrameSummary& frame, const GivenColumns& named = {});

/// Columns that may name an area together where none does alone: places, codes and names, those with fewest values
/// first.
std::vector<std::string> parts_of_id(const FrameSummary& frame, const ColumnGuess& guess);

}  // namespace fairdraw
