#pragma once

#include "config/survey.h"
#include "planner/base/bounds.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fairdraw {

/// What holds in each area: the country's yields and take, changed by its stratum's row of the table of strata, then by
/// each [[yields.where]] that applies, later ones winning.
class AreaYields {
 public:
  /// @throws Error(usage) where a rule names a column that the frame was not read with
  AreaYields(const Frame& frame, const Survey& survey);

  const Yields& of(std::uint32_t area) const { return kinds_[kind_of_[area]]; }

  /// The different yields there are, and which of them an area has.
  const std::vector<Yields>& kinds() const { return kinds_; }
  std::uint32_t kind(std::uint32_t area) const { return kind_of_[area]; }

  /// The sum of the measures of size of each kind's areas.
  std::vector<double> sizes_by_kind(const Frame& frame) const;

 private:
  /// Changes what holds in these rows.
  void change(const std::vector<std::uint32_t>& rows, const YieldChanges& changes, std::optional<std::uint32_t> take);

  std::vector<Yields> kinds_;
  std::vector<std::uint32_t> kind_of_;
};

/// Households to draw so that `take` interviews are expected: take / (household x child), rounded up.
std::uint32_t households_for(std::uint32_t take, const Yields& yields);

/// Contacts a walk must list so that `take` interviews are reached with a chance of 95 %: the smallest c with
/// P(Binomial(c, eligible x household x child) >= take) >= 0.95, by products and sums only. No list is longer than
/// kMostContacts, which no area is large enough to walk.
std::uint32_t contacts_for(std::uint32_t take, const Yields& yields);

/// Child interviews expected of one area's walk.
/// @param contacts    listed for it
/// @param households  in the area by the frame
/// @param share       which end of the yields: &Yield::mean, &Yield::low or &Yield::high
double expected_of_walk(std::uint32_t take, std::uint32_t contacts, double households, const Yields& yields,
                        double Yield::*share);

}  // namespace fairdraw
