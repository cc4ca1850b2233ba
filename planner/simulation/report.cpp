#include "planner/simulation/report.h"

#include "planner/base/csv.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"

#include <algorithm>
#include <cmath>

namespace fairdraw {
namespace {

std::string name_of_release(std::uint32_t replicates) {
  if (replicates == 0) return "main sample";
  return replicates == 1 ? "with replicate 1" : "with replicates 1 to " + std::to_string(replicates);
}

std::string probability_lines(const Simulation& all, const InclusionCheck& check, const char* what) {
  if (check.checked == 0) return {};
  std::string out =
      std::string("  ") + what + ": " + thousands(static_cast<double>(check.checked)) + " areas, " +
      formatted("%.2f %%", 100.0 * static_cast<double>(check.beyond) / static_cast<double>(check.checked)) +
      " of them off by more than 1.96 standard errors";
  if (check.worst) {
    const std::size_t row = *check.worst;
    out += "; least likely " + printable(all.ids[row]) +
           formatted(", %.5f stated and %.5f seen", check.stated[row],
                     static_cast<double>(check.seen[row]) / check.draws) +
           (check.worst_chance < 1 ? formatted(" (chance %.2g of one like it)", check.worst_chance)
                                   : std::string(" (one like it is to be expected)"));
  }
  return out + (check.holds() ? "\n" : ": this probability is wrong\n");
}

std::string of_chance(const SimulatedChance& chance) {
  return formatted("%.4f", chance.seen);
}

void add_releases(const Simulation& all, std::string& out) {
  if (all.releases.empty()) return;
  const Target& target = all.survey.target;
  std::vector<std::vector<std::string>> rows{{"released", "areas", "children", "5 %", "95 %",
                                              "chance of " + thousands(target.interviews), "+-", "computed",
                                              "caregivers", "5 %", "95 %"}};
  if (target.caregivers > 0) {
    rows[0].push_back("chance of " + thousands(target.caregivers));
    rows[0].push_back("computed");
  }
  for (const SimulatedRelease& release : all.releases) {
    rows.push_back({name_of_release(release.replicates), formatted("%.1f", release.areas.mean),
                    thousands(release.children.mean), thousands(release.children.low), thousands(release.children.high),
                    of_chance(release.chance), formatted("%.4f", release.chance.error),
                    formatted("%.4f", release.chance.computed), thousands(release.caregivers.mean),
                    thousands(release.caregivers.low), thousands(release.caregivers.high)});
    if (release.caregivers_chance) {
      rows.back().push_back(of_chance(*release.caregivers_chance));
      rows.back().push_back(formatted("%.4f", release.caregivers_chance->computed));
    }
  }
  out += "\nInterviews\n" + in_columns(rows);
  out += all.target_holds() ? "  the target is reached as often as wanted"
                            : "  the target is reached less often than wanted";
  out += formatted(" (%g)\n", target.chance);
  out += "  design effect of weights " + formatted("%.3f", all.deff_weights.seen) +
         formatted(" (error %.3f); design states %.3f\n", all.deff_weights.error, all.deff_weights.stated);
  out += "  households visited " + thousands(all.visited.mean) + " (5 % " + thousands(all.visited.low) + ", 95 % " +
         thousands(all.visited.high) + ")";
  if (all.listed.mean > 0)
    out += ", listed " + thousands(all.listed.mean) + " (5 % " + thousands(all.listed.low) + ", 95 % " +
           thousands(all.listed.high) + ")";
  if (all.survey.costs.any())
    out += ", cost " + thousands(all.cost.mean) + " (5 % " + thousands(all.cost.low) + ", 95 % " +
           thousands(all.cost.high) + ")";
  out += "\n";
}

double relative(double part, double whole) {
  return whole != 0 ? part / whole : 0;
}

/// How far the mean of the estimates is from the truth, in standard errors; 0 of a total that every draw gets right,
/// but for rounding.
double off(const SimulatedTotal& total) {
  const double bias = total.estimate.mean - total.truth;
  const double rounding = 1e-9 * std::abs(total.truth);
  if (total.estimate.deviation <= rounding && std::abs(bias) <= rounding) return 0;
  return total.bias_error > 0 ? bias / total.bias_error : std::copysign(HUGE_VAL, bias);
}

/// A line for each column; of a column with several totals, the one that is off most.
void add_totals(const Simulation& all, std::string& out) {
  std::vector<std::vector<std::string>> rows{{"total", "truth", "bias", "standard errors", "cv"}};
  for (std::size_t first = 0; first < all.totals.size();) {
    std::size_t end = first;
    const SimulatedTotal* worst = &all.totals[first];
    for (; end < all.totals.size() && all.totals[end].column == all.totals[first].column; ++end)
      if (std::abs(off(all.totals[end])) > std::abs(off(*worst))) worst = &all.totals[end];
    std::string name = printable(worst->column, 30);
    if (end - first > 1) name += " = " + printable(worst->value, 30) + formatted(" (worst of %zu)", end - first);
    rows.push_back({name, thousands(worst->truth),
                    formatted("%.3f %%", 100 * relative(worst->estimate.mean - worst->truth, worst->truth)),
                    formatted("%.2f", off(*worst)),
                    formatted("%.2f %%", 100 * relative(worst->estimate.deviation, std::abs(worst->truth)))});
    first = end;
  }
  out += "\nTotals estimated from the main sample by design weights\n" + in_columns(rows);
}

Json of_swing(const Swing& swing) {
  return {{"mean", swing.mean}, {"deviation", swing.deviation}, {"p5", swing.low}, {"p95", swing.high}};
}

Json of_chance_json(const SimulatedChance& chance) {
  return {{"seen", chance.seen}, {"error", chance.error}, {"computed", chance.computed}};
}

Json of_check(const Simulation& all, const InclusionCheck& check) {
  Json json{{"areas", check.checked}, {"beyond_1.96", check.beyond}, {"holds", check.holds()}};
  if (check.worst) {
    const std::size_t row = *check.worst;
    json["least_likely"] = {{"psu_id", all.ids[row]},
                            {"stated", check.stated[row]},
                            {"seen", static_cast<double>(check.seen[row]) / check.draws},
                            {"chance_of_any", check.worst_chance}};
  }
  return json;
}

}  // namespace

std::string simulation_in_text(const Simulation& all) {
  std::string out = all.frame + ": " + thousands(all.draws) + " draws from " +
                    thousands(static_cast<double>(all.ids.size())) + " areas in " + std::to_string(all.strata.size()) +
                    " strata, " + all.survey.areas.method + "\n\nInclusion probabilities and counts\n";
  out += probability_lines(all, all.main, "main sample");
  if (all.survey.areas.reserve_replicates > 0) out += probability_lines(all, all.whole, "with all reserve");
  if (all.main.checked == 0) out += "  not stated before the draw\n";
  out += "  areas in the main sample: ";
  if (all.fewest_areas == all.most_areas)
    out += std::to_string(all.most_areas) + " in every draw";
  else
    out += std::to_string(all.fewest_areas) + " to " + std::to_string(all.most_areas);
  out += " (" + std::to_string(all.areas_asked) + " asked for)" +
         (all.counts_hold() ? "\n" : ": this method should draw as many as are asked for\n");
  add_releases(all, out);
  add_totals(all, out);
  for (const std::string& remark : all.remarks) out += "Note: " + remark + ".\n";
  return out;
}

Json simulation_in_json(const Simulation& all) {
  Json json{{"frame", all.frame},
            {"frame_content", all.frame_content},
            {"areas", all.ids.size()},
            {"strata", all.strata.size()},
            {"method", all.survey.areas.method},
            {"draws", all.draws},
            {"seed", all.seed},
            {"areas_asked", all.areas_asked},
            {"fewest_areas", all.fewest_areas},
            {"most_areas", all.most_areas},
            {"counts_hold", all.counts_hold()},
            {"probabilities_hold", all.probabilities_hold()},
            {"target_holds", all.target_holds()},
            {"main", of_check(all, all.main)},
            {"whole", of_check(all, all.whole)},
            {"releases", Json::array()}};
  for (const SimulatedRelease& release : all.releases) {
    Json entry{{"replicates", release.replicates},
               {"areas", of_swing(release.areas)},
               {"interviews", of_swing(release.children)},
               {"caregivers", of_swing(release.caregivers)},
               {"chance", of_chance_json(release.chance)}};
    if (release.caregivers_chance) entry["chance_caregivers"] = of_chance_json(*release.caregivers_chance);
    json["releases"].push_back(std::move(entry));
  }
  if (!all.releases.empty()) {
    json["deff_weights"] = {
        {"seen", all.deff_weights.seen}, {"error", all.deff_weights.error}, {"stated", all.deff_weights.stated}};
    json["visited"] = of_swing(all.visited);
    json["listed"] = of_swing(all.listed);
    json["cost"] = of_swing(all.cost);
  }
  json["totals"] = Json::array();
  for (const SimulatedTotal& total : all.totals)
    json["totals"].push_back({{"column", total.column},
                              {"value", total.value},
                              {"truth", total.truth},
                              {"mean", total.estimate.mean},
                              {"bias", total.estimate.mean - total.truth},
                              {"bias_error", total.bias_error},
                              {"deviation", total.estimate.deviation}});
  json["remarks"] = all.remarks;
  return json;
}

std::string inclusion_in_csv(const Simulation& all) {
  CsvWriter csv({"psu_id", "stratum", "inclusion_probability", "drawn", "share", "standard_errors", "draw_probability",
                 "drawn_in_all", "share_in_all", "standard_errors_in_all"});
  for (std::size_t row = 0; row < all.ids.size(); ++row) {
    csv.field(all.ids[row]).field(all.strata[all.stratum_of[row]]);
    for (const InclusionCheck* check : {&all.main, &all.whole}) {
      csv.field(check->stated[row]).field(std::to_string(check->seen[row]));
      csv.field(static_cast<double>(check->seen[row]) / check->draws).field(check->off(row));
    }
    csv.end_record();
  }
  return csv.take();
}

std::string interviews_in_csv(const Simulation& all) {
  std::vector<std::string> header{"interviews"};
  std::size_t rows = 0;
  for (const SimulatedRelease& release : all.releases) {
    header.push_back("share_" + std::to_string(release.replicates));
    header.push_back("computed_" + std::to_string(release.replicates));
    rows = std::max({rows, release.draws_with.size(), release.computed.probability.size()});
  }
  CsvWriter csv(header);
  for (std::size_t k = 0; k < rows; ++k) {
    csv.field(std::to_string(k));
    for (const SimulatedRelease& release : all.releases) {
      csv.field(k < release.draws_with.size() ? static_cast<double>(release.draws_with[k]) / all.draws : 0.0);
      csv.field(k < release.computed.probability.size() ? release.computed.probability[k] : 0.0);
    }
    csv.end_record();
  }
  return csv.take();
}

std::string totals_in_csv(const Simulation& all) {
  CsvWriter csv({"column", "value", "truth", "mean", "bias", "bias_error", "deviation", "cv"});
  for (const SimulatedTotal& total : all.totals) {
    csv.field(total.column).field(total.value).field(total.truth).field(total.estimate.mean);
    csv.field(total.estimate.mean - total.truth).field(total.bias_error).field(total.estimate.deviation);
    csv.field(relative(total.estimate.deviation, std::abs(total.truth))).end_record();
  }
  return csv.take();
}

}  // namespace fairdraw
