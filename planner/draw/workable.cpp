#include "planner/draw/workable.h"

#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/design/segment_count.h"
#include "planner/design/selection.h"

#include <string>
#include <vector>

namespace fairdraw {

Finding unworkable_psus(const Prepared& prepared) {
  const Survey& survey = prepared.survey;
  Finding out{"unworkable-psu", Severity::warning, 0, {}, ""};
  if (survey.households.mode != HouseholdMode::listing) return out;
  const double most = survey.households.list_most;
  double expected = 0;
  double all = 0;
  for (std::size_t h = 0; h < prepared.strata.size(); ++h) {
    const Stratum& stratum = prepared.strata[h];
    const std::vector<Selection> selection = selection_of(stratum, prepared.design.strata[h], survey.areas);
    for (std::size_t unit = 0; unit < stratum.areas.size(); ++unit) {
      const std::uint32_t row = stratum.areas[unit];
      const double households = households_worked(survey.frame.households(prepared.frame.count(row)), survey.areas);
      all += selection[unit].any;
      if (!(households > most)) continue;
      expected += selection[unit].any;
      out.add(std::string(prepared.frame.id[row]) + " (" + thousands(households) + " households)");
    }
  }
  const std::string number = number_text(most);
  out.treatment = "kept: more than " + number + " households (households.list_most) are a lot to list, and " +
                  formatted("%.0f", all > 0 ? 100 * expected / all : 0.0) + " % of the sample's PSUs will be such; " +
                  (survey.areas.segment_above > 0
                       ? "lower areas.segment_size"
                       : "areas.segment_above = " + number + " splits them and works one segment of each");
  return out;
}

}  // namespace fairdraw
