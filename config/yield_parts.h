#pragma once

#include "config/survey.h"

#include <array>
#include <optional>

namespace fairdraw {

/// One of the yields: its name in survey files and tables, and where it stands.
struct YieldPart {
  const char* name;
  Yield Yields::*yield;
  std::optional<Yield> YieldChanges::*change;
};

/// All of them, in their order along the way from household to interview.
inline constexpr std::array<YieldPart, 4> kYieldParts = {{{"eligible", &Yields::eligible, &YieldChanges::eligible},
                                                          {"household", &Yields::household, &YieldChanges::household},
                                                          {"child", &Yields::child, &YieldChanges::child},
                                                          {"caregiver", &Yields::caregiver, &YieldChanges::caregiver}}};

}  // namespace fairdraw
