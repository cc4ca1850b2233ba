#pragma once

#include "planner/values/column_summary.h"

#include <string>
#include <vector>

namespace fairdraw {

/// What the columns of an unknown frame seem to be for.
struct ColumnGuess {
  std::string id, name, size;  ///< empty where no column looks like it
  bool counts_people = false;  ///< the size seems to count people, not households
  std::vector<std::string> strata, order;
  bool id_repeats = false, size_missing = false;
};

/// Columns that the user named; empty: to be guessed.
struct GivenColumns {
  std::string id, size;
  std::vector<std::string> strata;
};

/// Guesses from names (column_words.h) and from values: an id names each area once, a size is a number, a unit has few
/// values.
/// @throws Error(usage) where a column that was named is not there
ColumnGuess guess_columns(const FrameSummary& frame, const GivenColumns& named = {});

}  // namespace fairdraw
