#include "planner/advice/page.h"

#include "planner/advice/report.h"
#include "planner/base/json.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/design/settle.h"
#include "planner/paper/html.h"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>

namespace fairdraw {
namespace {

/// A chance as a normal score, in which it is nearly straight in the number of areas.
double score(double chance) {
  return quantile(boost::math::normal_distribution<>(), std::clamp(chance, 1e-9, 1 - 1e-9));
}

/// Margins that are out of reach are null, as JSON has no infinity.
Json finite(double value) {
  return std::isfinite(value) ? Json(value) : Json();
}

Json grid_in_json(const Advice& advice) {
  const DesignGrid& grid = advice.grid;
  const Target& target = advice.survey.target;
  Json json{{"takes", grid.takes},
            {"areas", grid.areas},
            {"take", advice.best().take},
            {"count", advice.best().areas},
            {"interviews_wanted", target.interviews},
            {"chance_wanted", target.chance},
            {"margin_wanted", target.margin > 0 ? Json(target.margin) : Json()},
            {"budget", target.budget > 0 ? Json(target.budget) : Json()}};
  const auto add = [&](const char* name, const auto& figure) {
    json[name] = Json::array();
    for (const std::vector<Proposal>& row : grid.proposals) {
      Json values = Json::array();
      for (const Proposal& each : row) values.push_back(figure(each));
      json[name].push_back(std::move(values));
    }
  };
  add("score", [](const Proposal& each) { return Json(score(each.chance)); });
  if (target.caregivers > 0)
    add("caregivers_score", [](const Proposal& each) { return Json(score(each.caregivers_chance)); });
  add("margin", [](const Proposal& each) { return finite(each.precision.front().margin); });
  add("caregivers_margin", [](const Proposal& each) { return finite(each.precision.front().caregivers_margin); });
  add("effective", [](const Proposal& each) { return Json(effective_interviews(each.precision.front())); });
  add("interviews", [](const Proposal& each) { return Json(each.total.interviews); });
  add("screened", [](const Proposal& each) { return Json(each.total.screened); });
  if (advice.survey.costs.any()) add("cost", [](const Proposal& each) { return Json(each.total.cost); });
  return json;
}

void add_answer(const Advice& advice, std::string& out) {
  const Proposal& best = advice.best();
  const GroupPrecision& country = best.precision.front();
  out += "<h2 id=answer>The answer</h2>\n";
  out += html_paragraph(advice.solution.chosen ? "Chosen: " + advice.solution.why + "."
                                               : std::string("The nearest there is, and it falls short:"));
  for (const std::string& line : shortfall_lines(best)) out += html_paragraph(line, "warning");
  out +=
      "<dl class=numbers>\n" + html_figure("areas", thousands(best.areas)) +
      html_figure("interviews an area", std::to_string(best.take)) +
      html_figure("chance of " + thousands(advice.survey.target.interviews) + " interviews", chance_text(best.chance)) +
      html_figure("child interviews expected", thousands(best.total.interviews)) +
      html_figure("caregiver interviews expected", thousands(best.total.caregivers)) +
      html_figure("margin of a share of 50 %", margin_text(country.margin)) +
      html_figure("effective sample size", thousands(effective_interviews(country))) +
      html_figure("households screened", thousands(best.total.screened));
  if (advice.survey.costs.any()) out += html_figure("cost", thousands(best.total.cost));
  out += "</dl>\n";
  for (const std::string& remark : advice.remarks) out += html_paragraph(remark, "warning");
}

std::string slider(const char* id, const std::string& name, std::uint32_t least, std::uint32_t most,
                   std::uint32_t value) {
  return std::string("<p><label for=") + id + ">" + name + "</label> <output id=" + id + "-shown>" +
         std::to_string(value) + "</output><br><input type=range id=" + id + " min=" + std::to_string(least) +
         " max=" + std::to_string(most) + " value=" + std::to_string(value) + (least == most ? " disabled" : "") +
         "></p>\n";
}

void add_trial(const Advice& advice, std::string& out) {
  const DesignGrid& grid = advice.grid;
  out +=
      "<h2 id=trial>Try others</h2>\n<noscript><p>Without scripts nothing moves here; the tables below "
      "stand.</p></noscript>\n<form class=trial>\n";
  out += slider("areas", "Areas", grid.areas.front(), grid.areas.back(), advice.best().areas);
  out += slider("take", "Interviews an area (take)", grid.takes.front(), grid.takes.back(), advice.best().take);
  out +=
      "<p><button type=reset>Back to the answer</button></p>\n</form>\n<dl class=numbers aria-live=polite "
      "id=figures></dl>\n";
  out += html_paragraph("Worked out beforehand for " + std::to_string(grid.takes.size()) + " takes and " +
                        std::to_string(grid.areas.size()) +
                        " numbers of areas, and between these by straight lines; areas are shared out among strata as "
                        "in the answer. Before a number is used, run fairdraw design with it.");
}

void add_tables(const Advice& advice, std::string& out) {
  using Column = HtmlTable::Column;
  const bool costs = advice.survey.costs.any();
  out += "<h2 id=alternatives>Alternatives</h2>\n";
  HtmlTable others("alternatives-table", "Areas and takes that reach everything that is asked for",
                   {{"areas", true},
                    {"take", true},
                    {"interviews", true},
                    {"chance", true},
                    {"margin", true},
                    {"deff", true},
                    {"cost", true},
                    {"", false}},
                   false);
  for (const Proposal& each : alternatives(advice)) {
    const GroupPrecision& country = each.precision.front();
    others.number(each.areas).number(each.take).number(each.total.interviews, thousands(each.total.interviews));
    others.number(each.chance, chance_text(each.chance)).number(country.margin, margin_text(country.margin));
    others.number(country.deff, formatted("%.2f", country.deff));
    costs ? others.number(each.total.cost, thousands(each.total.cost)) : others.blank();
    others.text(advice.solution.chosen && each.take == advice.solution.chosen->take ? "chosen" : "");
    others.end_row();
  }
  out += others.take();
  out += "<h2 id=strata>Strata</h2>\n";
  HtmlTable strata("strata-table", "The answer, stratum by stratum",
                   {{"stratum", false},
                    {"areas", true},
                    {"certain", true},
                    {"screened", true},
                    {"interviews", true},
                    {"caregivers", true},
                    {"cost", true}},
                   false);
  for (const StratumProposal& each : advice.best().strata) {
    strata.text(each.stratum).number(each.areas).number(each.certainty);
    strata.number(each.screened, thousands(each.screened)).number(each.interviews, thousands(each.interviews));
    strata.number(each.caregivers, thousands(each.caregivers));
    costs ? strata.number(each.cost, thousands(each.cost)) : strata.blank();
    strata.end_row();
  }
  out += strata.take();
  if (advice.goals.size() > 1) {
    out += "<h2 id=domains>Domains</h2>\n";
    HtmlTable domains("domains-table", "What is estimated, and how well",
                      {Column{"domain", false}, Column{"interviews", true}, Column{"share", true},
                       Column{"margin", true}, Column{"wanted", true}, Column{"deff", true}},
                      false);
    for (std::size_t g = 0; g < advice.goals.size(); ++g) {
      const GroupPrecision& group = advice.best().precision[g];
      domains.text(advice.goals[g].name).number(group.interviews, thousands(group.interviews));
      domains.number(group.share, formatted("%.2f", group.share)).number(group.margin, margin_text(group.margin));
      const double wanted = advice.goals[g].wanted;
      wanted > 0 ? domains.number(wanted, margin_text(wanted)) : domains.blank();
      domains.number(group.deff, formatted("%.2f", group.deff));
      domains.end_row();
    }
    out += domains.take();
  }
}

void add_sensitivity(const Advice& advice, std::string& out) {
  out += "<h2 id=sensitivity>What it hangs on</h2>\n";
  if (!advice.yields.empty()) {
    out += html_paragraph(dependence_text(advice) + ".");
    HtmlTable yields("yields-table", "The chance where a yield is at an end of its 90 % range",
                     {{"yield", false},
                      {"low", true},
                      {"mean", true},
                      {"high", true},
                      {"chance at low", true},
                      {"at high", true},
                      {"areas if known low", true}},
                     false);
    for (const YieldSensitivity& each : advice.yields) {
      yields.text(each.yield).number(each.low, formatted("%.3g", each.low));
      yields.number(each.mean, formatted("%.3g", each.mean)).number(each.high, formatted("%.3g", each.high));
      yields.number(each.chance_low, chance_text(each.chance_low));
      yields.number(each.chance_high, chance_text(each.chance_high));
      each.areas_at_low > 0 ? yields.number(each.areas_at_low) : yields.blank();
      yields.end_row();
    }
    out += yields.take();
  }
  HtmlTable rho("rho-table", "The margin by how alike people of an area are",
                {{"rho", true}, {"margin", true}, {"deff", true}}, false);
  for (const RhoPoint& each : advice.rho) {
    rho.number(each.rho, formatted("%.3f", each.rho)).number(each.margin, margin_text(each.margin));
    rho.number(each.deff, formatted("%.2f", each.deff));
    rho.end_row();
  }
  out += rho.take();
}

}  // namespace

std::string advice_page(const Advice& advice, std::string_view picture) {
  const Survey& survey = advice.survey;
  const std::string title = survey.title.empty() ? "Survey design, " + survey.country : survey.title + ": design";
  std::string out = html_head(title) +
                    html_paragraph(survey.country + (survey.date.empty() ? "" : ", " + survey.date) +
                                   ". Worked out by fairdraw design.") +
                    "</header>\n<main id=content>\n";
  add_answer(advice, out);
  add_trial(advice, out);
  add_tables(advice, out);
  add_sensitivity(advice, out);
  // The picture without what stands before its element, which is of files of its own.
  out += "<h2 id=picture>In one picture</h2>\n<figure>" +
         std::string(picture.substr(std::min(picture.find("<svg"), picture.size()))) + "</figure>\n</main>\n";
  out += "<script type=\"application/json\" id=grid>" + safe_json(grid_in_json(advice).line()) + "</script>\n<script>" +
         std::string(kAdviceScript) + "</script>\n";
  return out + "</body>\n</html>\n";
}

}  // namespace fairdraw
