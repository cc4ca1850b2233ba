#include "planner/stages/auxiliary.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/frame/numbers.h"
#include "planner/sampling/methods.h"
#include "planner/sampling/spread/space_filling.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace fairdraw {
namespace {

/// A place on Lambert's cylindrical equal-area projection of the sphere, in millimetres.
std::array<double, 2> on_cylinder(const Place& place) {
  constexpr double kRadius = 6371008.8e3;
  const auto whole = [](double x) { return std::floor(x + 0.5); };
  return {whole(kRadius * (place.longitude_degrees() * (3.14159265358979323846 / 180))),
          whole(kRadius * sine_cosine(place.latitude_degrees()).sine)};
}

void take_places(const Frame& frame, const AreaPlaces& places, Auxiliary& out) {
  Complaints complaints;
  out.positions.dimensions = places.projected.empty() ? 3 : 2;
  out.plane.dimensions = 2;
  for (std::uint32_t row = 0; row < frame.areas(); ++row) {
    if (!places.places[row]) {
      complaints.add(frame.source + ": area " + printable(frame.id[row]) +
                     " has no place, and the draw spreads over places; frame.on_missing_geometry = \"exclude\" leaves "
                     "such areas out");
      continue;
    }
    const Place& place = *places.places[row];
    const auto add = [](Positions& to, const auto& point) {
      to.coordinates.insert(to.coordinates.end(), point.begin(), point.end());
    };
    if (!places.projected.empty()) {
      add(out.positions, places.projected[row]);
      add(out.plane, places.projected[row]);
    } else {
      add(out.positions, sphere_point(place.longitude_degrees(), place.latitude_degrees()));
      add(out.plane, on_cylinder(place));
    }
  }
  complaints.throw_if_any(ErrorKind::usage);
}

/// Columns of unlike units are made comparable: each has a variance of 1.
void take_columns(const Frame& frame, const std::vector<std::string>& names, Auxiliary& out) {
  Complaints complaints;
  std::vector<std::vector<double>> columns;
  for (const std::string& name : names) columns.push_back(numbers_of(frame, name, "areas.spread", complaints));
  if (names.size() > kMostDimensions)
    complaints.add("areas.spread names " + std::to_string(names.size()) + " columns; it can name " +
                   std::to_string(kMostDimensions));
  complaints.throw_if_any(ErrorKind::usage);
  const auto areas = static_cast<double>(frame.areas());
  for (std::vector<double>& column : columns) {
    double mean = 0;
    for (const double x : column) mean += x / areas;
    double variance = 0;
    for (const double x : column) variance += (x - mean) * (x - mean) / areas;
    for (double& x : column) x = variance > 0 ? (x - mean) / std::sqrt(variance) : 0.0;
  }
  out.positions.dimensions = static_cast<std::uint32_t>(columns.size());
  for (std::uint32_t row = 0; row < frame.areas(); ++row)
    for (const std::vector<double>& column : columns) out.positions.coordinates.push_back(column[row]);
  if (columns.size() == 2) out.plane = out.positions;
}

void take_balance(const Frame& frame, const std::vector<std::string>& names, Auxiliary& out) {
  Complaints complaints;
  std::vector<std::vector<double>> variables;
  for (const std::string& name : names) {
    const TextColumn& column = *frame.column(name);
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> rows_of;
    bool numeric = true;
    for (std::uint32_t row = 0; row < frame.areas(); ++row) {
      numeric = numeric && parse_number(column[row]).has_value();
      if (!numeric) break;
    }
    if (numeric) {
      variables.push_back(numbers_of(frame, name, "areas.balance", complaints));
      out.balance_names.push_back(name);
      continue;
    }
    for (std::uint32_t row = 0; row < frame.areas() && rows_of.size() <= kMostVariables; ++row)
      rows_of[std::string(column[row])].push_back(row);
    if (rows_of.size() > kMostVariables) {
      complaints.add("areas.balance: column \"" + printable(name) + "\" holds no numbers and more than " +
                     std::to_string(kMostVariables) + " different values");
      continue;
    }
    for (auto value = rows_of.begin(); value != std::prev(rows_of.end());
         ++value) {  // the last follows from the others
      variables.emplace_back(frame.areas(), 0.0);
      for (const std::uint32_t row : value->second) variables.back()[row] = 1;
      out.balance_names.push_back(name + " = " + value->first);
    }
  }
  if (variables.size() > kMostVariables)
    complaints.add("areas.balance makes " + std::to_string(variables.size()) + " variables; it can make " +
                   std::to_string(kMostVariables));
  complaints.throw_if_any(ErrorKind::usage);
  out.balance.variables = static_cast<std::uint32_t>(variables.size());
  for (std::uint32_t row = 0; row < frame.areas(); ++row)
    for (const std::vector<double>& variable : variables) out.balance.values.push_back(variable[row]);
}

}  // namespace

bool needs_places(const Survey& survey) {
  return survey.frame.hilbert_order ||
         (find_method(survey.areas.method)->needs_positions && spread_columns(survey).empty());
}

Auxiliary make_auxiliary(const Frame& frame, const Survey& survey, const AreaPlaces& places) {
  Auxiliary out;
  if (needs_places(survey)) take_places(frame, places, out);
  if (!spread_columns(survey).empty()) take_columns(frame, survey.areas.spread, out);
  take_balance(frame, survey.areas.balance, out);
  return out;
}

void order_along_curve(Strata& strata, const Auxiliary& auxiliary) {
  for (Stratum& stratum : strata) {
    Positions here;
    for (const std::uint32_t area : stratum.areas)
      here.coordinates.insert(here.coordinates.end(), auxiliary.plane.of(area), auxiliary.plane.of(area) + 2);
    const Stratum before = stratum;
    const std::vector<std::uint32_t> order = hilbert_order(here);
    for (std::size_t k = 0; k < order.size(); ++k) {
      stratum.areas[k] = before.areas[order[k]];
      stratum.sizes[k] = before.sizes[order[k]];
    }
  }
}

}  // namespace fairdraw
