#include "planner/study/comparison.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace fairdraw {
namespace {

constexpr std::size_t kGroups = 50;

/// Sums of squares of estimate less true total: per group of draws and column.
struct Squares {
  std::size_t columns = 0;
  std::vector<double> sums;    ///< group by group
  std::vector<double> whole;   ///< per column
  std::vector<double> counts;  ///< draws per group
  double draws = 0;
  std::vector<double> exact;  ///< per column, where variances are known; else empty

  /// The mean square of a column without the group; kGroups leaves none out.
  double without(std::size_t group, std::size_t column) const {
    if (!exact.empty()) return exact[column];
    if (group == kGroups) return whole[column] / draws;
    return (whole[column] - sums[group * columns + column]) / (draws - counts[group]);
  }
};

Squares squares_of(const std::vector<StudyColumn>& columns, const Replicated& replicated) {
  Squares out;
  out.columns = columns.size();
  out.sums.assign(kGroups * columns.size(), 0.0);
  out.whole.assign(columns.size(), 0.0);
  out.counts.assign(kGroups, 0.0);
  const std::size_t draws = replicated.estimates.size() / replicated.totals;
  out.draws = static_cast<double>(draws);
  for (std::size_t round = 0; round < draws; ++round) {
    const std::size_t group = round * kGroups / draws;
    out.counts[group] += 1;
    const double* estimate = replicated.estimates.data() + round * replicated.totals;
    for (std::size_t c = 0; c < columns.size(); ++c)
      for (const double total : columns[c].totals) {
        const double off = *estimate++ - total;
        out.sums[group * columns.size() + c] += off * off;
      }
  }
  for (const std::vector<double>& column : replicated.exact) {
    out.exact.push_back(0);
    for (const double variance : column) out.exact.back() += variance;
  }
  for (std::size_t group = 0; group < kGroups; ++group)
    for (std::size_t c = 0; c < columns.size(); ++c) out.whole[c] += out.sums[group * columns.size() + c];
  return out;
}

/// The standard error of a figure, from its values without each group.
double jackknife_error(const std::vector<double>& without) {
  const auto groups = static_cast<double>(without.size());
  double mean = 0;
  for (const double x : without) mean += x / groups;
  double square = 0;
  for (const double x : without) square += (x - mean) * (x - mean);
  return std::sqrt(square * (groups - 1) / groups);
}

/// `figure` of all groups but one, for each.
template <class Figure>
std::vector<double> without_each(Figure figure) {
  std::vector<double> out;
  for (std::size_t g = 0; g < kGroups; ++g) out.push_back(figure(g));
  return out;
}

void fill_moments(const std::vector<StudyColumn>& columns, const Replicated& replicated, MethodFigures& figures) {
  const std::size_t draws = replicated.estimates.size() / replicated.totals;
  std::size_t at = 0;
  for (const StudyColumn& column : columns) {
    figures.means.emplace_back();
    figures.variances.emplace_back();
    for (const double total : column.totals) {
      double off = 0;
      double square = 0;
      for (std::size_t round = 0; round < draws; ++round) {
        const double each = replicated.estimates[round * replicated.totals + at] - total;
        off += each;
        square += each * each;
      }
      figures.means.back().push_back(total + off / static_cast<double>(draws));
      figures.variances.back().push_back(square / static_cast<double>(draws));
      ++at;
    }
  }
  figures.exact = !replicated.exact.empty();
  if (figures.exact) figures.variances = replicated.exact;
}

double root_mean_square(const std::vector<double>& values) {
  double square = 0;
  for (const double x : values) square += x * x;
  return std::sqrt(square / static_cast<double>(values.size()));
}

/// Marks the columns that vary and those that count.
void mark(std::vector<StudyColumn>& columns, const MethodFigures& baseline) {
  bool others = false;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    double variance = 0;
    double square = 0;
    for (std::size_t t = 0; t < columns[c].totals.size(); ++t) {
      variance += baseline.variances[c][t];
      square += columns[c].totals[t] * columns[c].totals[t];
    }
    columns[c].varies = variance > 1e-18 * square;  // else rounding alone: strata, or the size itself
    others = others || (columns[c].varies && !columns[c].balanced);
  }
  for (StudyColumn& column : columns) column.counts = column.varies && !(column.balanced && others);
}

}  // namespace

const Method& baseline() {
  return *find_method("systematic-random-order");
}

bool can_be_recommended(const Method& method) {
  return method.keeps == Keeps::exactly && method.fixed_size && !method.equal && !method.takes_two;
}

std::vector<MethodFigures> summarise(std::vector<StudyColumn>& columns, std::span<const Method* const> methods,
                                     std::span<const Replicated> replicated) {
  std::vector<MethodFigures> figures(methods.size());
  std::size_t base = 0;
  std::vector<Squares> squares;
  for (std::size_t m = 0; m < figures.size(); ++m) {
    figures[m].method = methods[m];
    if (methods[m] == &baseline()) base = m;
    squares.push_back(squares_of(columns, replicated[m]));
    fill_moments(columns, replicated[m], figures[m]);
  }
  mark(columns, figures[base]);
  for (std::size_t m = 0; m < figures.size(); ++m) {
    const auto ratio = [&](std::size_t group, std::size_t column) {
      const double of_baseline = squares[base].without(group, column);
      return of_baseline > 0 ? squares[m].without(group, column) / of_baseline : 1.0;
    };
    for (std::size_t c = 0; c < columns.size(); ++c)
      figures[m].ratios.push_back(
          {ratio(kGroups, c), jackknife_error(without_each([&](std::size_t group) { return ratio(group, c); }))});
    const auto score = [&](std::size_t group) {
      double sum = 0;
      double counted = 0;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (!columns[c].counts) continue;
        sum += ratio(group, c);
        counted += 1;
      }
      return counted > 0 ? sum / counted : 1.0;
    };
    figures[m].scores_without = without_each(score);
    figures[m].score = {score(kGroups), jackknife_error(figures[m].scores_without)};
    if (!replicated[m].deviation.empty()) figures[m].deviation = root_mean_square(replicated[m].deviation);
    if (!replicated[m].voronoi.empty()) {
      double sum = 0;
      for (const double each : replicated[m].voronoi) sum += each;
      figures[m].voronoi = sum / static_cast<double>(replicated[m].voronoi.size());
    }
  }
  return figures;
}

Estimate difference(const MethodFigures& one, const MethodFigures& other) {
  std::vector<double> without;
  for (std::size_t g = 0; g < one.scores_without.size(); ++g)
    without.push_back(one.scores_without[g] - other.scores_without[g]);
  return {one.score.value - other.score.value, jackknife_error(without)};
}

Recommendation recommend(std::span<const MethodFigures> figures) {
  const MethodFigures* least = nullptr;
  for (const MethodFigures& each : figures)
    if (can_be_recommended(*each.method) && (least == nullptr || each.score.value < least->score.value)) least = &each;
  Recommendation out;
  if (least == nullptr) return out;
  out.least = least->method;
  std::vector<const MethodFigures*> best;
  std::vector<const MethodFigures*> shown;        // whose gain on the baseline is more than its error
  const MethodFigures* claims_nothing = nullptr;  // the baseline
  for (const MethodFigures& each : figures) {
    const Estimate above = difference(each, *least);
    if (!can_be_recommended(*each.method) || above.value > 2 * above.error) continue;
    best.push_back(&each);
    if (each.method == &baseline()) claims_nothing = &each;
    if (1 - each.score.value > each.score.error) shown.push_back(&each);
  }
  if (shown.empty() && claims_nothing == nullptr) return out;
  const auto rank = [](const MethodFigures* each) {
    return std::tuple(each->method->separates, each->method->joint != JointKnowledge::exact);
  };
  const MethodFigures* chosen =
      shown.empty() ? claims_nothing
                    : *std::min_element(shown.begin(), shown.end(), [&](auto a, auto b) { return rank(a) < rank(b); });
  out.method = chosen->method;
  for (const MethodFigures* each : best)
    if (each != chosen) out.as_good.push_back(each->method);
  return out;
}

}  // namespace fairdraw
