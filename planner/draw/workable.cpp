#include "planner/draw/workable.h"

#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/design/field_yield.h"
#include "planner/design/segment_count.h"
#include "planner/design/selection.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {

namespace {

/// Areas of a survey that something is said of, and the share of the main sample's PSUs that they are expected to be.
struct Told {
  Finding finding{"unworkable-psu", Severity::warning, 0, {}, ""};
  double share = 0;

  std::string percent() const { return formatted("%.0f", 100 * share) + " % of the sample's PSUs will be such"; }
};

/// @param item  what to say of an area, of which the row in the frame and the households worked are given; empty:
/// nothing
Told tell(const Prepared& prepared, const std::function<std::string(std::uint32_t row, double households)>& item) {
  const Survey& survey = prepared.survey;
  Told out;
  double expected = 0;
  double all = 0;
  for (std::size_t h = 0; h < prepared.strata.size(); ++h) {
    const Stratum& stratum = prepared.strata[h];
    const std::vector<Selection> selection = selection_of(stratum, prepared.design.strata[h], survey.areas);
    for (std::size_t unit = 0; unit < stratum.areas.size(); ++unit) {
      const std::uint32_t row = stratum.areas[unit];
      const double households = households_worked(survey.frame.households(prepared.frame.count(row)), survey.areas);
      all += selection[unit].any;
      const std::string what = item(row, households);
      if (what.empty()) continue;
      expected += selection[unit].any;
      out.finding.add(std::string(prepared.frame.id[row]) + " (" + what + ")");
    }
  }
  out.share = all > 0 ? expected / all : 0;
  return out;
}

Finding too_large_to_list(const Prepared& prepared) {
  const double most = prepared.survey.households.list_most;
  Told told = tell(prepared, [&](std::uint32_t, double households) {
    return households > most ? thousands(households) + " households" : std::string();
  });
  const std::string number = number_text(most);
  told.finding.treatment = "kept: more than " + number + " households (households.list_most) are a lot to list, and " +
                           told.percent() + "; " +
                           (prepared.survey.areas.segment_above > 0
                                ? "lower areas.segment_size"
                                : "areas.segment_above = " + number + " splits them and works one segment of each");
  return std::move(told.finding);
}

Finding too_small_to_walk(const Prepared& prepared) {
  const AreaYields yields(prepared.frame, prepared.survey);
  std::vector<std::uint32_t> contacts;
  for (const Yields& kind : yields.kinds())
    contacts.push_back(contacts_for(kind.take_or(prepared.survey.households.take), kind));
  Told told = tell(prepared, [&](std::uint32_t row, double households) {
    const std::uint32_t needed = contacts[yields.kind(row)];
    return households < needed ? thousands(households) + " households, " + std::to_string(needed) + " contacts listed"
                               : std::string();
  });
  told.finding.treatment =
      "kept: the take needs more contacts there than there are households, so that it will not be reached, and " +
      told.percent() + "; a smaller households.take needs fewer, and areas.merge_below joins small areas";
  return std::move(told.finding);
}

}  // namespace

Finding unworkable_psus(const Prepared& prepared) {
  switch (prepared.survey.households.mode) {
    case HouseholdMode::listing:
      return too_large_to_list(prepared);
    case HouseholdMode::random_walk:
    case HouseholdMode::footprints:
      return too_small_to_walk(prepared);
    case HouseholdMode::none:
      break;
  }
  return {"unworkable-psu", Severity::warning, 0, {}, ""};
}

Finding single_psus(const Prepared& prepared) {
  Finding out{
      "single-psu",
      Severity::warning,
      0,
      {},
      "drawn so; with one PSU drawn at random no variance can be estimated there: areas.minimum_per_stratum = 2, or "
      "fewer strata"};
  for (std::size_t h = 0; h < prepared.strata.size(); ++h) {
    const StratumDesign& design = prepared.design.strata[h];
    const std::size_t others = prepared.strata[h].areas.size() - design.certainty.size();
    if (design.at_random == 1 && others > 1)
      out.add(prepared.strata[h].name + " (1 of " + std::to_string(others) + " areas)");
  }
  return out;
}

}  // namespace fairdraw
