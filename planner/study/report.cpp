#include "planner/study/report.h"

#include "planner/base/csv.h"
#include "planner/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <optional>

namespace fairdraw {
namespace {

std::string fixed(double value, int places) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", places, value);
  return text;
}

/// A text in a field of so many characters, cut where it is longer; on its left side, or on its right.
std::string padded(std::string text, std::size_t width, bool right) {
  std::size_t characters = 0;
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) continue;
    if (characters == width) break;
    ++characters;
  }
  text.resize(end);
  const std::string space(width - characters, ' ');
  return right ? space + text : text + space;
}

std::string names_of(const std::vector<const Method*>& methods) {
  std::string out;
  for (const Method* method : methods) out += (out.empty() ? "" : ", ") + std::string(method->name);
  return out;
}

const MethodFigures* figures_of(const Study& study, const Method* method) {
  const auto found = std::find_if(study.methods.begin(), study.methods.end(),
                                  [&](const MethodFigures& each) { return each.method == method; });
  return found == study.methods.end() ? nullptr : &*found;
}

/// What is said where the least variance may owe its gain on the baseline to chance, or is the baseline's own.
std::string without_gain(const Study& study) {
  const MethodFigures& least = *figures_of(study, study.recommendation.least);
  const std::string name = std::string(least.method->name);
  if (least.method == &baseline())
    return "For this frame: areas.method = \"" + name + "\"; no other has less variance.";
  return "The least variance is that of " + name + ", " + fixed(least.score.value, 2) + " (+- " +
         fixed(least.score.error, 2) + ") of that of systematic PPS in random order: in " +
         std::to_string(study.draws) + " draws no gain is shown. areas.method = \"" + std::string(baseline().name) +
         "\" claims none.";
}

std::string model_text(const Study& study) {
  std::string cells;
  for (const std::string& column : study.model_cells) cells += (cells.empty() ? "" : " x ") + printable(column);
  std::string out = cells.empty() ? "y = b p" : "y = b(" + cells + ") p";
  if (!study.model_variables.empty()) out += " + the balancing variables, and p times these";
  if (study.model_places) out += " + p times a surface of second degree over the ground";
  return out + " + independent errors";
}

}  // namespace

std::vector<std::size_t> from_best(const Study& study) {
  std::vector<std::size_t> out(study.methods.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    return study.methods[a].score.value < study.methods[b].score.value;
  });
  return out;
}

std::string recommendation_text(const Study& study) {
  const Recommendation& advice = study.recommendation;
  if (std::none_of(study.columns.begin(), study.columns.end(), [](const StudyColumn& each) { return each.counts; }))
    return "No column's total varies from draw to draw: any method does.";
  if (advice.method == nullptr) return "None of these methods can be recommended.";
  if (advice.method == &baseline()) return without_gain(study);
  const MethodFigures& chosen = *figures_of(study, advice.method);
  std::string out = "For this frame: areas.method = \"" + std::string(advice.method->name) +
                    "\". The variance of its totals is on average " + fixed(chosen.score.value, 2) + " (+- " +
                    fixed(chosen.score.error, 2) + ") of that of systematic PPS in random order.";
  if (!advice.as_good.empty())
    out += " " + std::to_string(study.draws) + " draws can't tell it from " + names_of(advice.as_good) +
           (advice.method->separates
                ? "."
                : ". It is preferred to them because variances can be estimated best from its draws: every two areas "
                  "can come together, with a chance that is known, exactly or nearly.");
  if (advice.method->separates)
    out +=
        " Some pairs of areas never come together: variances have no unbiased estimate, only approximate ones, such as "
        "those from differences of neighbours.";
  return out;
}

std::string study_in_text(const Study& study) {
  std::string out = study.frame + ": " + std::to_string(study.psus) + " PSUs of " + std::to_string(study.areas) +
                    " areas in " + std::to_string(study.strata) + " strata; " + std::to_string(study.draws) +
                    " draws by each method\n";
  out +=
      "Variance of estimated totals, that of systematic PPS in random order being 1 (* balanced on, does not count for "
      "the mean)\n\n";
  constexpr std::size_t kWidth = 15;
  std::vector<std::size_t> shown;
  for (std::size_t c = 0; c < study.columns.size(); ++c)
    if (study.columns[c].varies) shown.push_back(c);
  const bool deviations = std::any_of(study.methods.begin(), study.methods.end(),
                                      [](const MethodFigures& each) { return each.deviation.has_value(); });
  const bool spreads = std::any_of(study.methods.begin(), study.methods.end(),
                                   [](const MethodFigures& each) { return each.voronoi.has_value(); });
  out += padded("method", 24, false) + padded("mean", 16, true);
  for (const std::size_t c : shown)
    out += " " + padded(printable(study.columns[c].name) + (study.columns[c].counts ? "" : "*"), kWidth, true);
  if (spreads) out += padded("Voronoi", 9, true);
  if (deviations) out += padded("balance", 9, true);
  out += "\n";
  for (const std::size_t m : from_best(study)) {
    const MethodFigures& each = study.methods[m];
    out += padded(std::string(each.method->name) + (each.exact ? " =" : ""), 24, false) +
           padded(fixed(each.score.value, 3) + " +- " + fixed(each.score.error, 3), 16, true);
    for (const std::size_t c : shown) out += " " + padded(fixed(each.ratios[c].value, 3), kWidth, true);
    if (spreads) out += padded(each.voronoi ? fixed(*each.voronoi, 3) : "", 9, true);
    if (deviations) out += padded(each.deviation ? fixed(*each.deviation * 100, 2) + " %" : "", 9, true);
    out += "\n";
  }
  out += padded("Godambe-Joshi bound", 40, false);
  for (const std::size_t c : shown) out += " " + padded(fixed(study.bound_ratios[c], 3), kWidth, true);
  out += "\n\nThe bound is for designs with probabilities p proportional to size and the model " + model_text(study) +
         ".\n";
  if (std::any_of(study.methods.begin(), study.methods.end(), [](const MethodFigures& each) { return each.exact; }))
    out += "= Variances are worked out from joint probabilities, exactly; the others are of the draws.\n";
  if (spreads) out += "Voronoi: spatial balance, 0 is a perfect spread; mean of the first draws.\n";
  if (deviations)
    out += "Balance: root mean square deviation of the balancing variables' totals, in per cent of the true ones.\n";
  for (const std::string& remark : study.remarks) out += "Note: " + remark + ".\n";
  return out + "\n" + recommendation_text(study) + "\n";
}

Json study_in_json(const Study& study) {
  Json json{{"frame", study.frame},
            {"frame_content", study.frame_content},
            {"areas", study.areas},
            {"strata", study.strata},
            {"psus", study.psus},
            {"draws", study.draws},
            {"seed", study.seed},
            {"baseline", baseline().name},
            {"bound_model", model_text(study)},
            {"model_variables", study.model_variables},
            {"columns", Json::array()},
            {"methods", Json::array()},
            {"recommended", nullptr},
            {"as_good", Json::array()},
            {"remarks", study.remarks}};
  for (std::size_t c = 0; c < study.columns.size(); ++c) {
    json["columns"].push_back({{"column", study.columns[c].name},
                               {"totals", study.columns[c].totals.size()},
                               {"balanced", study.columns[c].balanced},
                               {"counts", study.columns[c].counts},
                               {"bound_ratio", study.bound_ratios[c]}});
  }
  for (const MethodFigures& each : study.methods) {
    Json method{{"method", each.method->name},
                {"version", each.method->version},
                {"mean_ratio", each.score.value},
                {"mean_ratio_error", each.score.error},
                {"exact", each.exact},
                {"voronoi_balance", nullptr},
                {"balance_deviation", nullptr},
                {"ratios", Json::object()}};
    if (each.voronoi) method["voronoi_balance"] = *each.voronoi;
    if (each.deviation) method["balance_deviation"] = *each.deviation;
    for (std::size_t c = 0; c < study.columns.size(); ++c)
      if (study.columns[c].varies)
        method["ratios"][study.columns[c].name] = {{"ratio", each.ratios[c].value}, {"error", each.ratios[c].error}};
    json["methods"].push_back(std::move(method));
  }
  if (study.recommendation.method != nullptr) json["recommended"] = study.recommendation.method->name;
  for (const Method* method : study.recommendation.as_good) json["as_good"].push_back(method->name);
  return json;
}

std::string variances_in_csv(const Study& study) {
  CsvWriter csv({"method", "column", "value", "total", "mean", "variance", "exact", "cv", "bound"});
  for (const MethodFigures& each : study.methods)
    for (std::size_t c = 0; c < study.columns.size(); ++c) {
      const StudyColumn& column = study.columns[c];
      for (std::size_t t = 0; t < column.totals.size(); ++t) {
        csv.field(each.method->name).field(column.name);
        csv.field(column.values.empty() ? "" : column.values[t]).field(column.totals[t]).field(each.means[c][t]);
        csv.field(each.variances[c][t]).field(each.exact ? "yes" : "no");
        if (column.totals[t] != 0)
          csv.field(std::sqrt(each.variances[c][t]) / std::abs(column.totals[t]));
        else
          csv.field("");
        csv.field(study.bounds[c][t]);
        csv.end_record();
      }
    }
  return csv.take();
}

std::string methods_in_csv(const Study& study) {
  std::vector<std::string> header = {"method",           "version",         "mean_ratio",
                                     "mean_ratio_error", "voronoi_balance", "balance_deviation"};
  for (std::size_t c = 0; c < study.columns.size(); ++c) {
    if (!study.columns[c].varies) continue;
    header.push_back("ratio: " + study.columns[c].name);
    header.push_back("ratio_error: " + study.columns[c].name);
  }
  CsvWriter csv(header);
  for (const std::size_t m : from_best(study)) {
    const MethodFigures& each = study.methods[m];
    csv.field(each.method->name).field(each.method->version).field(each.score.value).field(each.score.error);
    for (const std::optional<double>& measure : {each.voronoi, each.deviation})
      measure ? csv.field(*measure) : csv.field("");
    for (std::size_t c = 0; c < study.columns.size(); ++c)
      if (study.columns[c].varies) csv.field(each.ratios[c].value).field(each.ratios[c].error);
    csv.end_record();
  }
  return csv.take();
}

}  // namespace fairdraw
