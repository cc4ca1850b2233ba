#pragma once

#include "config/survey.h"
#include "planner/design/belief.h"
#include "planner/design/field_yield.h"
#include "planner/design/takes.h"
#include "planner/frame/strata.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// What is believed of areas that have the same yields, and how much these vary between areas.
///
/// Each yield has one rank in the whole country: where eligible households are fewer than believed, they are so by the
/// same rank in every kind of area. An error of belief is one error; independent ones would seem to even out.
struct YieldKind {
  Belief eligible, household, child, caregiver;
  double eligible_concentration = 0;   ///< of an area's share of eligible households
  double response_concentration = 0;   ///< of an area's household x child
  double interview_concentration = 0;  ///< of an area's eligible x household x child
  Yields yields;
};

/// Areas that the field can't tell apart: of one kind, with as many households.
struct AreaGroup {
  std::uint32_t kind = 0;
  std::uint32_t households = 0;
  double exact_households = 0;  ///< by the frame: size over size_per_household; of a split area, of one segment
};

/// The areas of one group in a stratum.
struct GroupShare {
  std::uint32_t group = 0;
  std::uint64_t size = 0;  ///< sum of their whole sizes
  std::uint32_t areas = 0;
};

/// A frame as the field will meet it.
struct FieldModel {
  HouseholdMode mode = HouseholdMode::listing;
  AreasStage areas;
  bool random_size = false;  ///< the method leaves the number of areas to chance
  HouseholdsStage stage;
  std::vector<YieldKind> kinds;
  std::vector<double> kind_sizes;  ///< the sum of the measures of size of each kind's areas
  std::vector<AreaGroup> groups;
  std::vector<std::uint32_t> group_of;          ///< per row of the frame
  std::vector<std::vector<GroupShare>> strata;  ///< per stratum

  /// How many households are drawn with this take, where they are listed: planned with the means of the yields.
  Takes takes(std::uint32_t take) const;
};

/// @throws Error(usage) where a yield is too uncertain, or varies more between areas than a share can
FieldModel make_field_model(const Frame& frame, const Strata& strata, const Survey& survey);

/// The field's answer when a yield is at its low or high end everywhere, while the plan was made for its mean.
/// @param belief  &YieldKind::eligible, ...
/// @param yield   the same in the survey file: &Yields::eligible, ...
FieldModel with_yield_at(const FieldModel& model, Belief YieldKind::*belief, Yield Yields::*yield, double Yield::*end);

}  // namespace fairdraw
