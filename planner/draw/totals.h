#pragma once

#include "config/survey.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// A column of the frame and the totals that a sample would estimate of it, for every area is known here.
struct StudyColumn {
  std::string name;
  std::vector<std::string> values;      ///< of a column that holds no numbers; else empty
  std::vector<std::uint32_t> value_of;  ///< position in `values`, per row of the frame; empty where there are none
  std::vector<double> amount;           ///< per row: the column's number, or the measure of size
  std::vector<double> totals;           ///< of the amount: one, or one per value
  bool balanced = false;                ///< `areas.balance` names it: methods that balance are at home here
  bool varies = false;                  ///< its estimates vary from draw to draw by the baseline
  bool counts = false;                  ///< it counts for the comparison of methods

  std::size_t first(std::size_t row) const { return value_of.empty() ? 0 : value_of[row]; }
};

/// A column with more values than this has too many totals to be studied.
inline constexpr std::size_t kMostValues = 100;

/// The totals to study: the number of areas; the sum of each column that holds nothing but numbers (empty ones count
/// as 0); of any other column the measure of size of the areas with each value, which are the shares of the people (or
/// households) who live there.
/// @param remarks  gets a line for each column that is left out
std::vector<StudyColumn> study_columns(const Frame& frame, const Survey& survey, const std::vector<std::string>& names,
                                       std::vector<std::string>& remarks);

}  // namespace fairdraw
