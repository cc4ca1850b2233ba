#include "planner/report/report.h"

#include "geo/open/thinned.h"
#include "planner/base/json.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/paper/html.h"
#include "planner/report/parts.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace fairdraw {
namespace {

constexpr std::size_t kFindingItems = 5;
constexpr std::size_t kBars = 24;

std::string in_json(const Json& json) {
  return safe_json(json.line());
}

/// Rings of places to a hundred-thousandth of a degree, about a metre.
Json ground_of(const Shape& shape) {
  const auto rounded = [](std::int64_t units) { return std::round(static_cast<double>(units) / 1000) / 1e5; };
  Json out = Json::array();
  for (const Polygon& polygon : shape.polygons) {
    Json rings = Json::array();
    for (const Ring& ring : polygon.rings) {
      Json places = Json::array();
      std::optional<std::pair<double, double>> last;
      for (const Place& place : ring) {
        const std::pair at(rounded(place.latitude), rounded(place.longitude));
        if (last != at) places.push_back(Json::array({at.first, at.second}));
        last = at;
      }
      rings.push_back(std::move(places));
    }
    out.push_back(std::move(rings));
  }
  return out;
}

double degrees_across(const Shape& shape) {
  const Box box = bounds(shape);
  return static_cast<double>(std::max(box.high.longitude - box.low.longitude, box.high.latitude - box.low.latitude)) /
         Place::kPerDegree;
}

class ReportPage {
 public:
  ReportPage(const DrawRun& run, const Manifest& manifest, const std::vector<Boundary>& boundaries,
             const TeamPlan& teams)
      : run_(run),
        plan_(run.plan),
        survey_(run.prepared.survey),
        manifest_(manifest),
        boundaries_(boundaries),
        teams_(teams),
        order_(field_order(plan_)),
        visits_(teams.visits()) {}

  std::string write() {
    const std::string title = plan_.title.empty() ? "Survey plan, " + plan_.country : plan_.title;
    out_ = html_head(title, kLeafletStyle) +
           html_paragraph(plan_.country + (plan_.date.empty() ? "" : ", " + plan_.date) + ". Drawn with fairdraw " +
                          manifest_.version + ". This page names places where children live: keep it so.") +
           "</header>\n";
    const std::string head = std::move(out_);
    out_.clear();
    in_short();
    asked();
    frame();
    design();
    strata();
    if (!plan_.releases.empty()) releases();
    if (has_map()) map();
    units();
    weights();
    verifying();
    std::string contents = "<nav aria-label=Contents><ul>";
    for (const auto& [id, name] : sections_) contents += "<li><a href=\"#" + id + "\">" + name + "</a></li>";
    contents += "</ul></nav>\n<main id=content>\n";
    std::string page = head + contents + out_ + "</main>\n";
    if (has_map())
      page += "<script type=\"application/json\" id=map-data>" + in_json(map_data()) + "</script>\n<script>" +
              std::string(kLeafletScript) + "</script>\n";
    return page + "<script>" + std::string(kPageScript) + "</script>\n</body>\n</html>\n";
  }

 private:
  void section(const std::string& id, const std::string& name) {
    sections_.emplace_back(id, name);
    out_ += "<h2 id=" + id + ">" + name + "</h2>\n";
  }

  void figure(const std::string& what, const std::string& value) { out_ += html_figure(what, value); }

  void in_short() {
    section("short", "In short");
    std::uint64_t reserve = 0;
    for (const StratumResult& stratum : plan_.strata) reserve += stratum.reserve;
    out_ += "<dl class=numbers>\n";
    figure("sampling units in the field", std::to_string(order_.size()));
    figure("in reserve", std::to_string(reserve));
    figure("strata", std::to_string(plan_.strata.size()));
    if (run_.expected) {
      figure("child interviews expected", thousands(run_.expected->total.interviews));
      figure("chance to reach " + thousands(survey_.target.interviews), chance_text(run_.expected->chance));
      figure("margin of a share of 50 %", formatted("%.1f points", 100 * run_.expected->precision.front().margin));
    }
    if (const auto listed = listed_psus(); listed > 0) {
      figure("units listed so far", std::to_string(listed));
      figure("households drawn", thousands(static_cast<double>(plan_.households.size())));
    }
    if (!teams_.teams.empty()) {
      figure("teams", std::to_string(teams_.teams.size()));
      figure("travel", thousands(teams_.kilometres()) + " km");
    }
    out_ += "</dl>\n";
    if (plan_.mode == HouseholdMode::random_walk)
      out_ += html_paragraph(
          "Households are found on random walks. A walk gives its households no probability that can be known, so "
          "nobody can claim one: margins below hold as far as a walk finds people as a random draw would. Every "
          "contact is written down so that probabilities can at least be estimated.",
          "warning");
  }

  std::size_t listed_psus() const {
    return static_cast<std::size_t>(
        std::count_if(plan_.psus.begin(), plan_.psus.end(), [](const Psu& psu) { return psu.listed.has_value(); }));
  }

  /// Reserve replicates that were opened, and why.
  void releases() {
    section("releases", "Releases");
    HtmlTable table("releases-table", "Reserve replicates that were opened, in their order",
                    {{"release", true}, {"replicate", true}, {"stratum"}, {"units opened", true}, {"why"}, {"who"}},
                    false);
    for (std::size_t k = 0; k < plan_.releases.size(); ++k) {
      const Release& release = plan_.releases[k];
      const auto opened =
          std::count_if(plan_.psus.begin(), plan_.psus.end(), [&](const Psu& psu) { return psu.release == k + 1; });
      table.number(static_cast<double>(k + 1)).number(release.replicate);
      table.text(release.stratum.empty() ? "all" : release.stratum).number(static_cast<double>(opened));
      table.text(release.why).text(release.who);
      table.end_row();
    }
    out_ += table.take();
  }

  static std::string who(CaregiverRule rule) {
    switch (rule) {
      case CaregiverRule::knows_most:
        return "the one who knows most of the child's life online";
    }
    return {};
  }

  void asked() {
    section("asked", "What was asked");
    out_ += html_paragraph(
        "Sampling units are drawn by the method " + survey_.areas.method + ", allocated by the rule " +
        std::string(name_of(run_.prepared.asked.areas.allocation)) +
        ". Households: " + std::string(name_of(plan_.mode)) + ", " + std::to_string(survey_.households.take) +
        " interviews wanted a unit. The child is chosen by " + std::string(name_of(plan_.respondent_method)) +
        " among those aged " + std::to_string(survey_.respondents.age_from) + " to " +
        std::to_string(survey_.respondents.age_to) + " who use the internet; the caregiver is " +
        who(survey_.respondents.caregiver) + ".");
    out_ += "<details><summary>All keys of the survey file</summary>\n";
    HtmlTable table("survey", "Keys of the survey file", {{"key"}, {"value"}}, true);
    for (const auto& [key, value] : manifest_.survey) {
      table.text(key).text(value);
      table.end_row();
    }
    out_ += table.take() + "</details>\n";
  }

  void frame() {
    section("frame", "The frame");
    std::string words = thousands(static_cast<double>(run_.prepared.frame_areas)) + " areas in " + survey_.frame.file;
    if (run_.prepared.frame.excluded > 0)
      words += ", " + thousands(static_cast<double>(run_.prepared.frame.excluded)) + " more left out by frame.exclude";
    out_ +=
        html_paragraph(words + "; " + thousands(static_cast<double>(run_.prepared.frame.areas())) + " can be drawn.");
    if (run_.findings.empty()) {
      out_ += html_paragraph("Nothing was found wrong with it.");
      return;
    }
    HtmlTable table("findings", "What was found in it",
                    {{"kind"}, {"severity"}, {"how many", true}, {"which, the first"}, {"what is done"}}, false);
    for (const Finding& finding : run_.findings) {
      std::string items;
      for (std::size_t i = 0; i < std::min(finding.items.size(), kFindingItems); ++i)
        items += (i == 0 ? "" : "; ") + finding.items[i];
      table.text(finding.kind).text(name_of(finding.severity)).number(static_cast<double>(finding.count));
      table.text(items).text(finding.treatment);
      table.end_row();
    }
    out_ += table.take();
  }

  void design() {
    section("design", "The design");
    if (!run_.expected) {
      out_ += html_paragraph("What the design brings is not known: the survey file does not say enough of its yields.");
    } else {
      const Proposal& expected = *run_.expected;
      const GroupPrecision& country = expected.precision.front();
      out_ +=
          html_paragraph(thousands(expected.total.interviews) + " child and " + thousands(expected.total.caregivers) +
                         " caregiver interviews are expected. The target of " + thousands(survey_.target.interviews) +
                         " child interviews is reached with a chance of " + chance_text(expected.chance) + "; " +
                         formatted("%g", survey_.target.chance) + " was asked for.");
      out_ += html_paragraph(
          formatted("A share of 50 %% of children has a margin of %.1f points (half of a 95 %% interval), of "
                    "caregivers %.1f. The design effect is %.2f: weights %.2f, clustering %.2f, strata %.2f.",
                    100 * country.margin, 100 * country.caregivers_margin, country.deff, country.deff_weights,
                    country.deff_clustering, country.deff_stratification));
      if (survey_.costs.any()) out_ += html_paragraph("It costs " + thousands(expected.total.cost) + ".");
    }
    for (const std::string& remark : run_.remarks) out_ += html_paragraph(remark, "warning");
  }

  void strata() {
    section("strata", "Strata");
    const bool reserve = plan_.reserve_replicates > 0;
    if (reserve)
      out_ += html_paragraph(
          "The main sample was drawn as if there were no reserve. Each replicate of the reserve was drawn from what "
          "was left, so that its number of units is left to chance: what is expected of all replicates is told with "
          "its standard deviation. Inclusion probabilities are of what is in the field, and rise with every replicate "
          "that is opened (tables/replicates.csv).");
    std::vector<HtmlTable::Column> columns = {{"stratum"},         {"areas", true},        {"size", true},
                                              {"allocated", true}, {"in the field", true}, {"certain", true}};
    if (reserve) columns.insert(columns.end(), {{"in reserve", true}, {"reserve expected", true}});
    columns.insert(columns.end(), {{"take", true}, {"interviews expected", true}});
    HtmlTable table("strata-table", "Strata, with what is expected of each", columns, true);
    for (const StratumResult& each : plan_.strata) {
      table.text(each.stratum).number(static_cast<double>(each.areas)).number(each.size, thousands(each.size));
      table.number(each.allocated).number(each.drawn).number(each.certainty);
      if (reserve)
        table.number(each.reserve)
            .number(each.reserve_expected, formatted("%.0f ± %.1f", each.reserve_expected, each.reserve_deviation));
      table.number(each.take);
      table.number(each.expected_interviews, formatted("%.1f", each.expected_interviews)).end_row();
    }
    out_ += table.take();
  }

  bool has_map() const {
    return std::any_of(order_.begin(), order_.end(),
                       [&](std::size_t psu) { return plan_.psus[psu].position.has_value(); });
  }

  void map() {
    section("map-section", "Map");
    out_ +=
        "<div id=map role=application aria-label=\"Map of the sampling units. The table below has the same units, with "
        "a button that shows each here.\"></div>\n<noscript><p>The map needs scripts, which are off; maps/ in the plan "
        "folder has it on paper.</p></noscript>\n";
  }

  Json map_data() const {
    Json boundaries = Json::array();
    for (const Boundary& boundary : boundaries_)
      if (!boundary.shape.polygons.empty())
        boundaries.push_back({{"ground", ground_of(thinned(boundary.shape, degrees_across(boundary.shape) / 400))}});
    Json units = Json::array();
    for (std::size_t k = 0; k < order_.size(); ++k) {
      const Psu& psu = plan_.psus[order_[k]];
      const Shape& shape = run_.shapes[order_[k]];
      Json words =
          Json::array({std::to_string(k + 1) + ": " + (psu.name.empty() ? psu.id : psu.name), psu.id, psu.stratum});
      if (const auto at = visits_.find(order_[k]); at != visits_.end())
        words.push_back("Team " + at->second.team->name);
      Json unit{{"number", k + 1}, {"words", std::move(words)}};
      unit["ground"] = shape.polygons.empty() ? Json::array() : ground_of(thinned(shape, degrees_across(shape) / 150));
      unit["place"] = nullptr;
      if (psu.position)
        unit["place"] = Json::array({std::round(psu.position->latitude_degrees() * 1e5) / 1e5,
                                     std::round(psu.position->longitude_degrees() * 1e5) / 1e5});
      units.push_back(std::move(unit));
    }
    return {{"boundaries", std::move(boundaries)}, {"units", std::move(units)}};
  }

  /// Of the unit, or of the segment that is worked of it.
  static double weight_of(const Psu& psu) { return psu.design_weight / psu.segment_probability; }

  void units() {
    section("units", "Sampling units");
    std::vector<HtmlTable::Column> columns = {{"no.", true}, {"PSU"}, {"name"}, {"stratum"}};
    for (const std::string& name : plan_.carried) columns.push_back({name});
    const bool split =
        std::any_of(order_.begin(), order_.end(), [&](std::size_t i) { return plan_.psus[i].segment > 0; });
    for (const char* name : {"size", "take", "inclusion probability"}) columns.push_back({name, true});
    if (split) columns.push_back({"segment"});
    columns.push_back({"weight", true});
    columns.push_back({"team"});
    columns.push_back({"days"});
    HtmlTable table("units-table", "Primary sampling units in the field, numbered as on lists and maps", columns, true);
    for (std::size_t k = 0; k < order_.size(); ++k) {
      const Psu& psu = plan_.psus[order_[k]];
      table.unit(k + 1).text(psu.id).text(psu.name).text(psu.stratum);
      for (const std::string& value : psu.carried) table.text(value);
      table.number(psu.measure_of_size).number(psu.take);
      table.number(psu.inclusion_probability, formatted("%.5f", psu.inclusion_probability));
      if (split) table.text(psu.segment > 0 ? std::to_string(psu.segment) + " of " + std::to_string(psu.segments) : "");
      table.number(weight_of(psu), formatted("%.1f", weight_of(psu)));
      const auto at = visits_.find(order_[k]);
      if (at == visits_.end())
        table.blank().blank();
      else
        table.text(at->second.team->name).text(at->second.stop->days());
      table.end_row();
    }
    out_ += table.take();
  }

  void weights() {
    section("weights", "Weights");
    std::vector<double> weights;
    for (const std::size_t psu : order_) weights.push_back(weight_of(plan_.psus[psu]));
    if (weights.empty()) return;
    std::sort(weights.begin(), weights.end());
    double sum = 0;
    double squares = 0;
    for (const double weight : weights) {
      sum += weight;
      squares += weight * weight;
    }
    const auto n = static_cast<double>(weights.size());
    out_ += html_paragraph(
        formatted("Design weights of the sampling units in the field, or of the segment that is worked of one: least "
                  "%.1f, median %.1f, most %.1f; Kish's "
                  "effect of their inequality, n sum w^2 / (sum w)^2, is %.2f. With probability proportional to size "
                  "and an equal take, children's weights vary far less than these.",
                  weights.front(), weights[weights.size() / 2], weights.back(), n * squares / (sum * sum)));
    histogram(weights);
  }

  void histogram(const std::vector<double>& sorted) {
    const double low = sorted.front();
    const double width = std::max(1e-9, (sorted.back() - low) / kBars);
    std::vector<std::size_t> counts(kBars, 0);
    for (const double weight : sorted) ++counts[std::min(kBars - 1, static_cast<std::size_t>((weight - low) / width))];
    const auto most = static_cast<double>(*std::max_element(counts.begin(), counts.end()));
    out_ += "<svg class=histogram viewBox=\"0 0 720 220\" role=img aria-label=\"How many units have which weight\">\n";
    for (std::size_t k = 0; k < kBars; ++k) {
      const double height = 170 * static_cast<double>(counts[k]) / most;
      const double from = low + width * static_cast<double>(k);
      out_ += formatted(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"26\" height=\"%.1f\" fill=\"#0b5394\"><title>%.1f to %.1f: "
          "%zu</title></rect>\n",
          40 + 28 * static_cast<double>(k), 185 - height, height, from, from + width, counts[k]);
    }
    out_ += formatted(
        "<line x1=\"38\" y1=\"185\" x2=\"714\" y2=\"185\" stroke=\"#1a1a1a\"/>\n<text x=\"40\" y=\"205\" "
        "font-size=\"14\">%.1f</text>\n<text x=\"712\" y=\"205\" font-size=\"14\" "
        "text-anchor=\"end\">%.1f</text>\n<text x=\"34\" y=\"20\" font-size=\"14\" "
        "text-anchor=\"end\">%.0f</text>\n</svg>\n",
        low, sorted.back(), most);
  }

  void verifying() {
    section("verify", "How to verify");
    out_ += html_paragraph(
        "The draw is a function of the frame's content, the survey file, the seed and the versions below. Whoever has "
        "the frame and this plan folder can draw it again and compare every table:");
    out_ += "<pre>fairdraw verify PLAN_FOLDER</pre>\n";
    HtmlTable draw("draw", "The draw", {{"what"}, {"is"}}, false);
    const auto add = [&](const std::string& what, const std::string& is) {
      draw.text(what).text(is);
      draw.end_row();
    };
    add("seed", manifest_.seed);
    add("fairdraw", manifest_.version);
    for (const auto& [stage, method] : manifest_.methods) add("method of " + stage, method);
    for (const auto& [name, version] : manifest_.libraries) add(name, version);
    out_ += draw.take();
    HtmlTable inputs("inputs", "What was read", {{"role"}, {"file"}, {"SHA-256"}, {"digest of its content"}}, false);
    for (const InputRecord& input : manifest_.inputs) {
      inputs.text(input.role).text(input.file).text(input.sha256).text(input.content);
      inputs.end_row();
    }
    out_ += inputs.take();
  }

  const DrawRun& run_;
  const Plan& plan_;
  const Survey& survey_;
  const Manifest& manifest_;
  const std::vector<Boundary>& boundaries_;
  const TeamPlan& teams_;
  std::vector<std::size_t> order_;
  std::map<std::size_t, TeamPlan::Visit> visits_;
  std::string out_;
  std::vector<std::pair<std::string, std::string>> sections_;
};

}  // namespace

std::string report_html(const DrawRun& run, const Manifest& manifest, const std::vector<Boundary>& boundaries,
                        const TeamPlan& teams) {
  return ReportPage(run, manifest, boundaries, teams).write();
}

}  // namespace fairdraw
