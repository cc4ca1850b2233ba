#include "planner/design/homogeneity.h"

#include "planner/base/csv.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/frame/numbers.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace fairdraw {

double AreaVariance::rho() const {
  const double between = mean_square_between();
  const double within = mean_square_within();
  const double whole = between + (people_per_area() - 1) * within;
  return whole > 0 ? (between - within) / whole : 0;
}

double AreaVariance::within_strata() const {
  const double whole = between_squares + within_squares + strata_squares;
  return whole > 0 ? (between_squares + within_squares) / whole : 1;
}

namespace {

/// Area means, their people and the squares within, summed up by strata.
AreaVariance analyse(std::span<const double> mean, std::span<const double> people,
                     std::span<const std::uint32_t> stratum_of, double within_squares) {
  const std::uint32_t strata = stratum_of.empty() ? 0 : *std::max_element(stratum_of.begin(), stratum_of.end()) + 1;
  std::vector<double> total(strata, 0.0);
  std::vector<double> weight(strata, 0.0);
  std::vector<double> squares(strata, 0.0);
  AreaVariance out;
  for (std::size_t i = 0; i < mean.size(); ++i) {
    if (people[i] <= 0) continue;
    total[stratum_of[i]] += people[i] * mean[i];
    weight[stratum_of[i]] += people[i];
    squares[stratum_of[i]] += people[i] * people[i];
    out.areas += 1;
  }
  double grand = 0;
  for (std::uint32_t h = 0; h < strata; ++h) {
    grand += total[h];
    out.people += weight[h];
    out.strata += weight[h] > 0 ? 1 : 0;
    if (weight[h] > 0) out.squares_of_people += squares[h] / weight[h];
  }
  if (out.people <= 0) return out;
  grand /= out.people;
  for (std::uint32_t h = 0; h < strata; ++h) {
    if (weight[h] <= 0) continue;
    const double off = total[h] / weight[h] - grand;
    out.strata_squares += weight[h] * off * off;
  }
  for (std::size_t i = 0; i < mean.size(); ++i) {
    if (people[i] <= 0) continue;
    const double off = mean[i] - total[stratum_of[i]] / weight[stratum_of[i]];
    out.between_squares += people[i] * off * off;
  }
  out.within_squares = within_squares;
  return out;
}

Homogeneity found(const AreaVariance& variance, std::string source) {
  if (variance.areas - variance.strata < 1 || variance.people - variance.areas <= 0)
    throw Error(ErrorKind::usage,
                source + ": too few areas or people to estimate rho from; give costs.rho as a number");
  // People can't be less alike than chance makes them for a design: below 0 it is taken as 0.
  return {std::max(0.0, variance.rho()), variance.within_strata(), std::move(source)};
}

Homogeneity of_column(const Survey& survey, const Frame& frame, const Strata& strata) {
  const RhoSource& rho = survey.rho;
  const std::vector<double> having = numbers_of(frame, rho.column, "costs.rho");
  const std::vector<double> people = rho.of.empty() ? frame.own_sizes() : numbers_of(frame, rho.of, "costs.rho");
  std::vector<std::uint32_t> stratum_of(frame.areas(), 0);
  for (std::uint32_t h = 0; h < strata.size(); ++h)
    for (const std::uint32_t row : strata[h].areas) stratum_of[row] = h;
  Complaints complaints;
  for (std::size_t row = 0; row < frame.areas(); ++row)
    if (!(having[row] >= 0 && having[row] <= people[row]))
      complaints.add(frame.source + ": area " + printable(frame.id[row]) + ": " + rho.column + " is " +
                     number_text(having[row]) + ", which should be from 0 to its " +
                     (rho.of.empty() ? survey.frame.size_name() : rho.of) + ", " + number_text(people[row]) +
                     ", to estimate rho from");
  complaints.throw_if_any(ErrorKind::usage);
  return found(variance_of_counts(having, people, stratum_of),
               "the frame's column " + rho.column + " of " + (rho.of.empty() ? survey.frame.size_name() : rho.of));
}

Homogeneity of_file(const RhoSource& rho, std::string_view text) {
  const CsvTable table = parse_csv(text, rho.file);
  const auto column = [&](const std::string& name) {
    const auto at = table.column(name);
    if (!at) throw Error(ErrorKind::usage, rho.file + ": has no column " + printable(name) + ", which costs.rho names");
    return *at;
  };
  const std::size_t psu = column(rho.psu);
  const std::size_t answer = column(rho.answer);
  std::map<std::pair<std::string, std::string>, std::uint32_t> areas;
  std::map<std::string, std::uint32_t> strata;
  std::vector<double> answers;
  std::vector<std::uint32_t> area_of;
  std::vector<std::uint32_t> stratum_of;
  Complaints complaints;
  for (std::size_t r = 0; r < table.records.size(); ++r) {
    const auto& record = table.records[r];
    if (record[answer].empty()) continue;  // not asked, or no answer
    const auto number = parse_number(record[answer]);
    if (!number || !std::isfinite(*number)) {
      complaints.add(rho.file + ": record " + std::to_string(r + 1) + ": " + rho.answer + " is \"" +
                     printable(record[answer]) + "\", not a number");
      continue;
    }
    const std::string stratum = rho.stratum.empty() ? std::string() : record[column(rho.stratum)];
    const auto h = strata.try_emplace(stratum, static_cast<std::uint32_t>(strata.size())).first->second;
    const auto [found, added] = areas.try_emplace({stratum, record[psu]}, static_cast<std::uint32_t>(areas.size()));
    if (added) stratum_of.push_back(h);
    answers.push_back(*number);
    area_of.push_back(found->second);
  }
  complaints.throw_if_any(ErrorKind::usage);
  return found(
      variance_of_answers(answers, area_of, stratum_of),
      rho.file + ", " + std::to_string(answers.size()) + " answers in " + std::to_string(areas.size()) + " areas");
}

}  // namespace

AreaVariance variance_of_counts(std::span<const double> having, std::span<const double> people,
                                std::span<const std::uint32_t> stratum_of) {
  std::vector<double> mean(having.size(), 0.0);
  double within = 0;
  for (std::size_t i = 0; i < having.size(); ++i) {
    if (people[i] <= 0) continue;
    mean[i] = having[i] / people[i];
    within += people[i] * mean[i] * (1 - mean[i]);
  }
  return analyse(mean, people, stratum_of, within);
}

AreaVariance variance_of_answers(std::span<const double> answers, std::span<const std::uint32_t> area_of,
                                 std::span<const std::uint32_t> stratum_of) {
  std::vector<double> people(stratum_of.size(), 0.0);
  std::vector<double> mean(stratum_of.size(), 0.0);
  for (std::size_t k = 0; k < answers.size(); ++k) {
    people[area_of[k]] += 1;
    mean[area_of[k]] += answers[k];
  }
  for (std::size_t i = 0; i < mean.size(); ++i) mean[i] = people[i] > 0 ? mean[i] / people[i] : 0.0;
  double within = 0;
  for (std::size_t k = 0; k < answers.size(); ++k)
    within += (answers[k] - mean[area_of[k]]) * (answers[k] - mean[area_of[k]]);
  return analyse(mean, people, stratum_of, within);
}

Homogeneity homogeneity_of(const Survey& survey, const Frame& frame, const Strata& strata, std::string_view earlier) {
  if (!survey.rho.file.empty()) return of_file(survey.rho, earlier);
  if (!survey.rho.column.empty()) return of_column(survey, frame, strata);
  const bool given = survey.keys.contains("costs.rho");
  return {survey.rho.value, 1, given ? "costs.rho" : "a guess, as no costs.rho is given"};
}

}  // namespace fairdraw
