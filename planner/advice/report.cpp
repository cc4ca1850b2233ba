#include "planner/advice/report.h"

#include "planner/base/csv.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/design/settle.h"

#include <cmath>

namespace fairdraw {
namespace {

void add_headline(const Advice& advice, std::string& out) {
  const Proposal& best = advice.best();
  const Target& target = advice.survey.target;
  out += formatted("%u areas x %u interviews", best.areas, best.take);
  out += advice.solution.chosen ? " (" + advice.solution.why + ")\n" : ": the nearest there is, and it falls short\n";
  for (const std::string& each : shortfall_lines(best)) out += "  " + each + "\n";
  out += "  " + thousands(best.total.interviews) + " child interviews expected, 90 % of seasons " +
         thousands(advice.children->low) + " to " + thousands(advice.children->high) + "; chance of " +
         thousands(target.interviews) + ": " + chance_text(best.chance) + formatted(" (%g wanted)\n", target.chance);
  out += "  " + thousands(best.total.caregivers) + " caregiver interviews expected, 90 % of seasons " +
         thousands(advice.caregivers->low) + " to " + thousands(advice.caregivers->high);
  if (target.caregivers > 0)
    out += "; chance of " + thousands(target.caregivers) + ": " + chance_text(best.caregivers_chance);
  out += "\n";
  const bool walk = by_contacts(advice.survey.households.mode);
  out += "  " + (walk ? thousands(best.total.screened) + " households screened on walks (" +
                            thousands(best.total.households) + " on their lists)"
                      : thousands(best.total.listed) + " households listed and screened, " +
                            thousands(best.total.households) + " drawn to be visited");
  if (advice.survey.costs.any()) out += "; cost " + thousands(best.total.cost);
  out += "\n";
  const GroupPrecision& country = best.precision.front();
  out += "  margin of a share of 50 %: " + margin_text(country.margin) + " (children), " +
         margin_text(country.caregivers_margin) + " (caregivers); effective sample size " +
         thousands(effective_interviews(country)) + " children\n";
  out += formatted("  deff %.2f = weights %.2f x clustering %.2f x strata %.2f; rho %.3f (", country.deff,
                   country.deff_weights, country.deff_clustering, country.deff_stratification, advice.homogeneity.rho) +
         printable(advice.homogeneity.source) + ")\n";
  if (advice.changes.empty()) return;
  const double kept = target.wave_overlap;
  out += "  a change of " + margin_text(advice.changes.front().children) + " (children) or " +
         margin_text(advice.changes.front().caregivers) + " (caregivers) to a like wave " +
         (kept > 0 ? formatted("that comes back to %.0f %% of the areas", 100 * kept) : "in other areas") +
         " is found with 80 %\n";
}

void add_strata(const Advice& advice, std::string& out) {
  const bool walk = by_contacts(advice.survey.households.mode);
  std::vector<std::vector<std::string>> rows{{"stratum", "areas", "certain", walk ? "contacts" : "listed", "screened",
                                              "visited", "interviews", "caregivers", "cost"}};
  const auto add = [&](const StratumProposal& each, const std::string& name) {
    rows.push_back({name, std::to_string(each.areas), std::to_string(each.certainty),
                    thousands(walk ? each.households : each.listed), thousands(each.screened), thousands(each.visited),
                    thousands(each.interviews), thousands(each.caregivers), thousands(each.cost)});
  };
  for (const StratumProposal& each : advice.best().strata) add(each, printable(each.stratum, 40));
  add(advice.best().total, "all");
  out += "\n" + in_columns(rows);
}

void add_domains(const Advice& advice, std::string& out) {
  if (advice.goals.size() < 2) return;
  std::vector<std::vector<std::string>> rows{{"domain", "areas", "interviews", "share", "margin", "wanted",
                                              "caregivers", "deff", "weights", "clustering", "strata"}};
  for (std::size_t g = 1; g < advice.goals.size(); ++g) {
    const GroupPrecision& group = advice.best().precision[g];
    rows.push_back({printable(advice.goals[g].name, 40), formatted("%.1f", group.areas), thousands(group.interviews),
                    formatted("%.2f", group.share), margin_text(group.margin),
                    advice.goals[g].wanted > 0 ? margin_text(advice.goals[g].wanted) : "-",
                    margin_text(group.caregivers_margin), formatted("%.2f", group.deff),
                    formatted("%.2f", group.deff_weights), formatted("%.2f", group.deff_clustering),
                    formatted("%.2f", group.deff_stratification)});
  }
  out += "\n" + in_columns(rows);
  for (const DetectableDifference& each : advice.differences)
    out += "  a difference of " + margin_text(each.children) + " (children) or " + margin_text(each.caregivers) +
           " (caregivers) between " + printable(each.column) + " = " + printable(each.first) + " and " +
           printable(each.second) + " is found with 80 %\n";
}

void add_alternatives(const Advice& advice, std::string& out) {
  const std::vector<Proposal> others = alternatives(advice);
  if (others.empty()) return;
  std::vector<std::vector<std::string>> rows{
      {"areas x take", "households", "interviews", "chance", "margin", "deff", "cost", ""}};
  for (const Proposal& each : others) {
    const bool chosen = advice.solution.chosen && each.take == advice.solution.chosen->take;
    rows.push_back({formatted("%u x %u", each.areas, each.take), thousands(each.total.households),
                    thousands(each.total.interviews), chance_text(each.chance),
                    margin_text(each.precision.front().margin), formatted("%.2f", each.precision.front().deff),
                    thousands(each.total.cost),
                    chosen                                       ? "<- chosen"
                    : each.take == advice.solution.cheapest_take ? "<- cheapest"
                                                                 : ""});
  }
  out += "\n" + in_columns(rows);
  if (advice.solution.kish_take > 0)
    out += formatted("  the most precise for its cost, whatever the target: a take of %.1f (Kish's optimum)\n",
                     advice.solution.kish_take);
}

void add_prices(const Advice& advice, std::string& out) {
  if (advice.solution.prices.empty()) return;
  out += "\n  what a margin costs (saved to the first order where it may be 0.01 wider):\n";
  for (const MarginPrice& price : advice.solution.prices)
    out += "    " + printable(price.name, 40) + ", " + margin_text(price.margin) + ": " +
           (price.saved_a_point > 0 ? thousands(price.saved_a_point) : "nothing: it is met anyway") + "\n";
  if (!advice.solution.whole_proved)
    out += "  the whole numbers of areas are the best found, not proved to be the cheapest\n";
}

void add_dependence(const Advice& advice, std::string& out) {
  if (advice.yields.empty()) return;
  out += "\n  " + dependence_text(advice) + "\n";
  std::vector<std::vector<std::string>> rows{
      {"yield", "low", "mean", "high", "chance at low", "at high", "interviews at low", "areas if known low"}};
  for (const YieldSensitivity& each : advice.yields)
    rows.push_back({each.yield, formatted("%.3g", each.low), formatted("%.3g", each.mean), formatted("%.3g", each.high),
                    chance_text(each.chance_low), chance_text(each.chance_high), thousands(each.interviews_low),
                    each.areas_at_low > 0 ? std::to_string(each.areas_at_low) : "none would do"});
  out += in_columns(rows);
}

Json of_proposal(const Proposal& each) {
  return {{"areas", each.areas},
          {"take", each.take},
          {"households", each.total.households},
          {"listed", each.total.listed},
          {"screened", each.total.screened},
          {"visited", each.total.visited},
          {"expected_interviews", each.total.interviews},
          {"expected_caregivers", each.total.caregivers},
          {"chance", each.chance},
          {"cost", each.total.cost},
          {"margin", each.precision.front().margin},
          {"margin_caregivers", each.precision.front().caregivers_margin},
          {"deff", each.precision.front().deff}};
}

Json of_group(const MarginGoal& goal, const GroupPrecision& group) {
  Json json{{"name", goal.name},
            {"areas", group.areas},
            {"expected_interviews", group.interviews},
            {"expected_caregivers", group.caregivers},
            {"share", group.share},
            {"margin", group.margin},
            {"margin_caregivers", group.caregivers_margin},
            {"deff", group.deff},
            {"effective_interviews", effective_interviews(group)},
            {"deff_weights", group.deff_weights},
            {"deff_clustering", group.deff_clustering},
            {"deff_stratification", group.deff_stratification}};
  if (goal.wanted > 0) json["wanted"] = goal.wanted;
  return json;
}

Json in_json(const Shortfall& each) {
  return {{"what", each.what}, {"reached", each.reached}, {"wanted", each.wanted}};
}

Json in_json(const StratumProposal& each) {
  return {{"stratum", each.stratum},
          {"areas", each.areas},
          {"certainty", each.certainty},
          {"listed", each.listed},
          {"screened", each.screened},
          {"households", each.households},
          {"visited", each.visited},
          {"expected_interviews", each.interviews},
          {"expected_caregivers", each.caregivers},
          {"cost", each.cost}};
}

Json in_json(const DetectableDifference& each) {
  return {{"column", each.column},
          {"first", each.first},
          {"second", each.second},
          {"children", each.children},
          {"caregivers", each.caregivers}};
}

Json in_json(const DetectableChange& each) {
  return {{"name", each.name}, {"children", each.children}, {"caregivers", each.caregivers}};
}

Json in_json(const MarginPrice& each) {
  return {{"name", each.name}, {"margin", each.margin}, {"saved_per_0.01", each.saved_a_point}};
}

Json in_json(const YieldSensitivity& each) {
  return {{"yield", each.yield},
          {"low", each.low},
          {"mean", each.mean},
          {"high", each.high},
          {"chance_at_low", each.chance_low},
          {"chance_at_high", each.chance_high},
          {"interviews_at_low", each.interviews_low},
          {"interviews_at_high", each.interviews_high},
          {"areas_at_low", each.areas_at_low}};
}

Json in_json(const RhoPoint& each) {
  return {{"rho", each.rho}, {"margin", each.margin}, {"deff", each.deff}};
}

template <class Value>
Json each_in_json(const std::vector<Value>& values) {
  Json json = Json::array();
  for (const Value& each : values) json.push_back(in_json(each));
  return json;
}

}  // namespace

std::string dependence_text(const Advice& advice) {
  if (advice.yields.empty()) return {};
  const YieldSensitivity& most = advice.yields.front();
  if (most.range() < 0.0005) return "the chance stays the same whatever the yields turn out to be within their ranges";
  return "the chance depends most on \"" + most.yield + "\": at its low end" +
         formatted(" (%.3g instead of %.3g) ", most.low, most.mean) + thousands(most.interviews_low) +
         " interviews are expected and the chance is " + chance_text(most.chance_low) +
         (most.areas_at_low > 0 ? "; " + std::to_string(most.areas_at_low) + " areas would then do" : "");
}

double effective_interviews(const GroupPrecision& group) {
  return group.deff > 0 ? group.interviews / group.deff : 0;
}

std::string advice_in_text(const Advice& advice) {
  std::string out;
  if (!advice.survey.title.empty()) out += printable(advice.survey.title) + ": ";
  add_headline(advice, out);
  add_strata(advice, out);
  add_domains(advice, out);
  add_alternatives(advice, out);
  add_prices(advice, out);
  add_dependence(advice, out);
  return out;
}

Json advice_in_json(const Advice& advice) {
  const Proposal& best = advice.best();
  Json json = of_proposal(best);
  json["reached"] = advice.solution.chosen.has_value();
  json["why"] = advice.solution.why;
  json["target"] = {{"interviews", advice.survey.target.interviews}, {"chance", advice.survey.target.chance}};
  if (advice.survey.target.budget > 0) json["target"]["budget"] = advice.survey.target.budget;
  if (advice.survey.target.caregivers > 0) {
    json["target"]["caregivers"] = advice.survey.target.caregivers;
    json["chance_caregivers"] = best.caregivers_chance;
  }
  json["shortfalls"] = each_in_json(best.shortfalls);
  json["interviews_range"] = Json::array({advice.children->low, advice.children->high});
  json["caregivers_range"] = Json::array({advice.caregivers->low, advice.caregivers->high});
  json["rho"] = {{"value", advice.homogeneity.rho},
                 {"within_strata", advice.homogeneity.within_strata},
                 {"source", advice.homogeneity.source}};
  json["strata"] = each_in_json(best.strata);
  json["domains"] = Json::array();
  for (std::size_t g = 0; g < advice.goals.size(); ++g)
    json["domains"].push_back(of_group(advice.goals[g], best.precision[g]));
  json["differences"] = each_in_json(advice.differences);
  json["changes"] = each_in_json(advice.changes);
  json["wave_overlap"] = advice.survey.target.wave_overlap;
  json["alternatives"] = Json::array();
  for (const Proposal& each : advice.solution.curve)
    if (each.meets()) json["alternatives"].push_back(of_proposal(each));
  json["cheapest_take"] = advice.solution.cheapest_take;
  json["kish_take"] = advice.solution.kish_take;
  json["margin_prices"] = each_in_json(advice.solution.prices);
  json["whole_numbers_proved"] = advice.solution.whole_proved;
  json["yields"] = each_in_json(advice.yields);
  json["margin_by_rho"] = each_in_json(advice.rho);
  return json;
}

std::string alternatives_in_csv(const Advice& advice) {
  CsvWriter csv({"areas", "take", "households", "expected_interviews", "chance", "margin", "deff", "cost", "chosen"});
  for (const Proposal& each : advice.solution.curve) {
    if (!each.meets()) continue;
    csv.field(std::to_string(each.areas)).field(std::to_string(each.take)).field(each.total.households);
    csv.field(each.total.interviews).field(each.chance).field(each.precision.front().margin);
    csv.field(each.precision.front().deff).field(each.total.cost);
    csv.field(advice.solution.chosen && each.take == advice.solution.chosen->take ? "yes" : "no");
    csv.end_record();
  }
  return csv.take();
}

std::string strata_in_csv(const Advice& advice) {
  CsvWriter csv({"stratum", "areas", "certainty", "listed", "screened", "households", "visited", "expected_interviews",
                 "expected_caregivers", "cost"});
  for (const StratumProposal& each : advice.best().strata) {
    csv.field(each.stratum).field(std::to_string(each.areas)).field(std::to_string(each.certainty));
    csv.field(each.listed).field(each.screened).field(each.households).field(each.visited);
    csv.field(each.interviews).field(each.caregivers).field(each.cost);
    csv.end_record();
  }
  return csv.take();
}

}  // namespace fairdraw
