#pragma once

#include "config/survey.h"
#include "planner/documents/teams.h"
#include "planner/values/plan.h"
#include "planner/words/words.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

enum class CapiType { text, whole, degrees };

/// A column of a table for a data collection system. Its name is one that all of them take: a small letter, then small
/// letters, digits and single underscores, 32 at most.
struct CapiColumn {
  std::string name;
  std::string label;
  CapiType type = CapiType::text;
};

/// Rows for a data collection system; a missing value is empty. The first column is the key, the second its label.
struct CapiTable {
  std::string name;
  std::vector<CapiColumn> columns;
  std::vector<std::vector<std::string>> rows;

  /// Position of a column that the table has.
  std::size_t column(std::string_view of) const;
};

/// The released PSUs in the order of the lists. Keys are their numbers there ("007").
CapiTable capi_psus(const Plan& plan, const TeamPlan& teams);

/// Their households, contacts or buildings, with the child to take for every number of eligible ones; empty before any
/// is drawn. Keys are the PSU's and the number of the visit ("007-01"); households are known by the ids of the listing.
CapiTable capi_households(const Plan& plan, const Words& words);

/// A name that every system takes, made of any text, and none of these.
std::string capi_name(const std::string& text, const std::vector<CapiColumn>& taken);

}  // namespace fairdraw
