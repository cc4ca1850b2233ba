#pragma once

#include "planner/base/text.h"
#include "planner/values/table_format.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// What a look through one column of an unknown frame shows.
struct ColumnSummary {
  std::string name;
  std::uint64_t rows = 0;
  std::uint64_t missing = 0;
  std::uint64_t distinct = 0;  ///< different values, missing not counted
  bool readable = true;        ///< a frame can be read with it: it holds text or numbers
  bool numbers = false;        ///< every value is a number, written as `format` says
  NumberFormat format;
  bool whole = false;  ///< and whole
  double least = 0;
  double mean = 0;
  double most = 0;
  std::uint64_t zeros = 0;
  std::uint64_t single_spaced = 0;        ///< values without a space, as codes are
  std::vector<std::string> first_values;  ///< a few different ones
};

/// A frame before anything is known of it.
struct FrameSummary {
  std::string file;
  std::string layer;
  bool several_layers = false;
  std::uint64_t areas = 0;  ///< that were looked at
  bool spatial = false;
  std::vector<ColumnSummary> columns;
  TableFormat format = {};  ///< as it was read
  std::uint64_t every = 1;  ///< of so many rows one was looked at
  std::uint64_t rows = 0;   ///< of the file, where not all were looked at

  std::uint64_t all_areas() const { return every > 1 ? rows : areas; }
};

}  // namespace fairdraw
