#pragma once

#include "planner/values/column_summary.h"

#include <string>
#include <vector>

namespace fairdraw {

/// What the columns of an unknown frame seem to be for.
struct ColumnGuess {
  std::string id, name, size;
  bool counts_people = false;  ///< the size seems to count people, not households
  std::vector<std::string> strata, order;
  bool id_repeats = false, size_missing = false;
};

/// Guesses from names (in English, and what census offices of the study's countries call them) and from values.
/// @throws Error(usage) naming the columns where none could be an id, or none a measure of size
ColumnGuess guess_columns(const FrameSummary& frame);

}  // namespace fairdraw
