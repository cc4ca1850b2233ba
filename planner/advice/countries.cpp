#include "planner/advice/countries.h"

#include "planner/base/csv.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/design/settle.h"

#include <algorithm>

namespace fairdraw {

std::string countries_in_text(const std::vector<CountryDesign>& countries) {
  std::vector<std::vector<std::string>> rows{
      {"country", "target", "areas", "take", "households", "interviews", "chance", "margin", "deff", "cost", ""}};
  double target = 0;
  double areas = 0;
  StratumProposal sum;
  double chance = 1;
  for (const CountryDesign& each : countries) {
    std::vector<std::string> row{each.survey.country, thousands(each.survey.target.interviews),
                                 thousands(static_cast<double>(each.areas))};
    areas += static_cast<double>(each.areas);
    if (each.design) {
      const Proposal& design = *each.design;
      target += each.survey.target.interviews;
      sum.households += design.total.households;
      sum.interviews += design.total.interviews;
      sum.cost += design.total.cost;
      const double both =
          each.survey.target.caregivers > 0 ? std::min(design.chance, design.caregivers_chance) : design.chance;
      chance *= both;
      row.insert(row.end(),
                 {std::to_string(design.take), thousands(design.total.households), thousands(design.total.interviews),
                  formatted("%.3f", both), formatted("%.3f", design.precision.front().margin),
                  formatted("%.2f", design.precision.front().deff), thousands(design.total.cost),
                  each.reached() ? "" : "falls short"});
    }
    rows.push_back(std::move(row));
  }
  rows.push_back({"all", thousands(target), thousands(areas), "", thousands(sum.households), thousands(sum.interviews),
                  formatted("%.3f", chance), "", "", thousands(sum.cost)});
  std::string out = in_columns(rows);
  for (const CountryDesign& each : countries)
    if (!each.reached())
      for (const std::string& line : shortfall_lines(*each.design))
        out += "  " + each.survey.country + ": " + line + "\n";
  return out;
}

std::string countries_in_csv(const std::vector<CountryDesign>& countries) {
  CsvWriter csv({"country", "survey", "target", "target_caregivers", "areas", "take", "households",
                 "expected_interviews", "expected_caregivers", "chance", "wanted_chance", "cost", "margin", "deff",
                 "reached"});
  for (const CountryDesign& each : countries) {
    const Target& target = each.survey.target;
    csv.field(each.survey.country).field(each.survey.title);
    csv.field(std::to_string(target.interviews)).field(std::to_string(target.caregivers));
    csv.field(std::to_string(each.areas));
    if (each.design) {
      const Proposal& design = *each.design;
      csv.field(std::to_string(design.take)).field(design.total.households).field(design.total.interviews);
      csv.field(design.total.caregivers).field(design.chance).field(target.chance).field(design.total.cost);
      csv.field(design.precision.front().margin).field(design.precision.front().deff);
      csv.field(each.reached() ? "yes" : "no");
    } else {
      for (int k = 0; k < 10; ++k) csv.field("");
    }
    csv.end_record();
  }
  return csv.take();
}

}  // namespace fairdraw
