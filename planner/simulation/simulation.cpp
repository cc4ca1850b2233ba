#include "planner/simulation/simulation.h"

#include "planner/base/error.h"
#include "planner/base/parallel.h"
#include "planner/design/problem.h"
#include "planner/design/segment_count.h"
#include "planner/draw/prepare.h"
#include "planner/draw/totals.h"
#include "planner/inputs/columns.h"
#include "planner/inputs/read_inputs.h"
#include "planner/sampling/methods.h"
#include "planner/simulation/season.h"
#include "planner/stages/areas.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>

namespace fairdraw {
namespace {

constexpr std::uint32_t kFewestDraws = 100;
constexpr std::size_t kRounds = 100;  ///< progress is told so often
constexpr std::string_view kFieldSeason = "field-season 1";

/// What each draw and its season came to, draw by draw.
struct Records {
  std::vector<std::vector<std::uint32_t>> areas, children, caregivers;  ///< per release
  std::vector<std::uint32_t> hits;                                      ///< areas of the main sample, hits counted
  std::vector<double> cost, visited, listed;
  std::vector<double> weights, weights_squared;  ///< sums over the interviews
  std::vector<double> estimates;                 ///< of all totals for each draw

  Records(std::size_t releases, std::size_t totals, std::uint32_t draws)
      : areas(releases, std::vector<std::uint32_t>(draws)),
        children(areas),
        caregivers(areas),
        hits(draws),
        cost(draws),
        visited(draws),
        listed(draws),
        weights(draws),
        weights_squared(draws),
        estimates(totals * draws) {}
};

/// How often each area came. Threads add to it in any order; whole numbers do not mind.
struct Counts {
  std::vector<std::atomic<std::uint32_t>> main, whole;
  std::vector<std::atomic<double>> stated;  ///< what a draw with the area said; every draw says the same

  explicit Counts(std::size_t areas) : main(areas), whole(areas), stated(areas) {
    for (auto& each : stated) each = std::numeric_limits<double>::quiet_NaN();
  }
};

std::vector<std::uint32_t> plain(const std::vector<std::atomic<std::uint32_t>>& counts) {
  return {counts.begin(), counts.end()};
}

template <class Number>
Swing swing_of(std::vector<Number> values) {
  Swing out;
  if (values.empty()) return out;
  const auto n = static_cast<double>(values.size());
  out.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  for (const Number x : values)
    out.deviation += (static_cast<double>(x) - out.mean) * (static_cast<double>(x) - out.mean);
  out.deviation = values.size() > 1 ? std::sqrt(out.deviation / (n - 1)) : 0;
  const auto point = [&](double share) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::ceil(share * n) - 1);
    std::nth_element(values.begin(), at, values.end());
    return static_cast<double>(*at);
  };
  out.low = point(0.05);
  out.high = point(0.95);
  return out;
}

/// E(m) E(sum w^2) / (E sum w)^2, as `design` has it. The error is that of the ratio's linear part: each draw's m /
/// E(m) + sum w^2 / E(sum w^2) - 2 sum w / E(sum w).
SimulatedDeff deff_of(const Records& records) {
  const auto mean = [](const auto& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  };
  const double m = mean(records.children[0]);
  const double w = mean(records.weights);
  const double w2 = mean(records.weights_squared);
  SimulatedDeff out;
  if (!(m > 0 && w > 0)) return out;
  out.seen = m * w2 / (w * w);
  const std::size_t draws = records.weights.size();
  double squares = 0;
  for (std::size_t k = 0; k < draws; ++k) {
    const double off = records.children[0][k] / m + records.weights_squared[k] / w2 - 2 * records.weights[k] / w;
    squares += off * off;
  }
  out.error = out.seen * std::sqrt(squares) / static_cast<double>(draws);
  return out;
}

SimulatedChance chance_of(const std::vector<std::uint32_t>& reached, std::uint32_t target, double computed) {
  SimulatedChance out;
  const auto n = static_cast<double>(reached.size());
  out.seen =
      static_cast<double>(std::count_if(reached.begin(), reached.end(), [&](auto x) { return x >= target; })) / n;
  out.error = std::sqrt(out.seen * (1 - out.seen) / n);
  out.computed = computed;
  return out;
}

/// Everything a simulated draw needs, made once.
class Game {
 public:
  Game(const Prepared& prepared, const DesignProblem* problem, const std::vector<StudyColumn>& columns,
       const SimulationOptions& options)
      : prepared_(prepared),
        problem_(problem),
        columns_(columns),
        options_(options),
        inputs_(area_inputs(prepared.strata, prepared.design, prepared.auxiliary, prepared.survey)),
        numbered_(find_method(prepared.survey.areas.method)->needs_permanent) {
    for (const StudyColumn& column : columns) {
      first_of_.push_back(totals_);
      totals_ += column.totals.size();
    }
    if (problem != nullptr)
      field_ = make_field_game(problem->model, prepared.survey.households.take, prepared.survey.respondents.children);
  }

  std::size_t totals() const { return totals_; }
  const std::vector<StratumInput>& inputs() const { return inputs_; }

  void play(std::size_t round, Records& records, Counts& counts) const {
    const SeedKey key{"fairdraw simulate, " + options_.seed + ", draw " + std::to_string(round),
                      prepared_.survey.country};
    const AreaSample sample = draw(key);
    double* estimate = records.estimates.data() + totals_ * round;
    for (const DrawnArea& area : sample) {
      counts.whole[area.area].fetch_add(1, std::memory_order_relaxed);
      if (area.replicate != 0) continue;
      counts.main[area.area].fetch_add(1, std::memory_order_relaxed);
      records.hits[round] += area.hits;
      counts.stated[area.area].store(area.inclusion_probability, std::memory_order_relaxed);
      for (std::size_t c = 0; c < columns_.size(); ++c)
        estimate[first_of_[c] + columns_[c].first(area.area)] +=
            columns_[c].amount[area.area] / area.inclusion_probability;
    }
    if (field_) visit(sample, key, round, records);
  }

 private:
  AreaSample draw(const SeedKey& key) const {
    if (!numbered_) return draw_areas(prepared_.strata, prepared_.design, inputs_, prepared_.survey, key);
    std::vector<StratumInput> own = inputs_;
    give_permanent_numbers(own, {prepared_.frame, prepared_.strata, prepared_.design, prepared_.survey, key});
    return draw_areas(prepared_.strata, prepared_.design, own, prepared_.survey, key);
  }

  /// The main sample is visited first, so that its season is the same with and without a reserve.
  void visit(AreaSample sample, const SeedKey& key, std::size_t round, Records& records) const {
    Stream stream = make_stream(key, {kFieldSeason, "season", ""});
    const SeasonYields yields = draw_yields(problem_->model, stream);
    const Costs& costs = prepared_.survey.costs;
    const bool lists = prepared_.survey.households.mode == HouseholdMode::listing;
    std::stable_sort(sample.begin(), sample.end(),
                     [](const DrawnArea& a, const DrawnArea& b) { return a.replicate < b.replicate; });
    for (const DrawnArea& area : sample) {
      const double hits =
          area.take_by_size && field_->self_weighting()
              ? hits_by_size(prepared_.strata[area.stratum], prepared_.design.strata[area.stratum], area.unit)
              : area.hits;
      const AreaVisit visit = visit_area(*field_, yields, area.area, hits, stream);
      for (std::size_t k = area.replicate; k < records.areas.size(); ++k) {
        ++records.areas[k][round];
        records.children[k][round] += visit.interviews;
        records.caregivers[k][round] += visit.caregivers;
      }
      if (area.replicate != 0) continue;
      const double households = prepared_.survey.frame.households(prepared_.frame.count(area.area));
      const double weight = segments_wanted(households, prepared_.survey.areas) / area.inclusion_probability;
      records.weights[round] += weight * visit.weights;
      records.weights_squared[round] += weight * weight * visit.weights_squared;
      const double listed = lists ? problem_->model.groups[problem_->model.group_of[area.area]].exact_households : 0;
      records.listed[round] += listed;
      records.visited[round] += visit.visited;
      records.cost[round] += problem_->row_cost[area.area] + costs.per_listed * listed +
                             costs.per_household * visit.visited + costs.per_interview * visit.interviews;
    }
  }

  const Prepared& prepared_;
  const DesignProblem* problem_;
  const std::vector<StudyColumn>& columns_;
  const SimulationOptions& options_;
  std::vector<StratumInput> inputs_;
  bool numbered_;
  std::optional<FieldGame> field_;
  std::vector<std::size_t> first_of_;
  std::size_t totals_ = 0;
};

void check_probabilities(const Prepared& prepared, const Game& game, const Counts& counts, std::uint32_t draws,
                         Simulation& out) {
  const Survey& survey = prepared.survey;
  const Method& method = *find_method(survey.areas.method);
  out.exact = method.keeps == Keeps::exactly || method.keeps == Keeps::own;
  const std::size_t areas = prepared.frame.areas();
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> main(areas, unknown);
  std::vector<double> whole(areas, unknown);
  if (method.keeps == Keeps::exactly || method.keeps == Keeps::nearly) {
    main = main_probabilities(prepared.strata, game.inputs());
    whole = level_probabilities(prepared.strata, game.inputs(),
                                std::vector<std::uint32_t>(prepared.strata.size(), survey.areas.reserve_replicates));
  } else if (method.keeps == Keeps::own) {
    main.assign(counts.stated.begin(), counts.stated.end());
  }
  out.main = check_inclusion(std::move(main), plain(counts.main), draws);
  out.whole = check_inclusion(std::move(whole), plain(counts.whole), draws);
  if (method.keeps == Keeps::nearly)
    out.remarks.push_back("areas.method = \"" + prepared.survey.areas.method +
                          "\" meets its probabilities only nearly: what is off does not count as an error");
  if (method.keeps == Keeps::groups)
    out.remarks.push_back("areas.method = \"" + prepared.survey.areas.method +
                          "\" states probabilities given its random groups: they are not compared");
}

void sum_up_field(const DesignProblem& problem, const Prepared& prepared, Records& records, Simulation& out) {
  const Survey& survey = prepared.survey;
  const FieldSeason season(problem.model, survey.households.take, kFinalPoints);
  for (std::uint32_t k = 0; k < records.areas.size(); ++k) {
    SimulatedRelease release;
    release.replicates = k;
    release.areas = swing_of(records.areas[k]);
    release.children = swing_of(records.children[k]);
    release.caregivers = swing_of(records.caregivers[k]);
    const Design design = design_at_level(prepared.strata, prepared.design, k);
    release.computed = season.distribution(prepared.strata, design, Counted::children);
    release.chance =
        chance_of(records.children[k], survey.target.interviews, release.computed.at_least(survey.target.interviews));
    if (survey.target.caregivers > 0)
      release.caregivers_chance =
          chance_of(records.caregivers[k], survey.target.caregivers,
                    season.chance(prepared.strata, design, Counted::caregivers, survey.target.caregivers));
    release.draws_with.assign(1 + *std::max_element(records.children[k].begin(), records.children[k].end()), 0);
    for (const std::uint32_t interviews : records.children[k]) ++release.draws_with[interviews];
    out.releases.push_back(std::move(release));
  }
  out.cost = swing_of(std::move(records.cost));
  out.visited = swing_of(std::move(records.visited));
  out.listed = swing_of(std::move(records.listed));
  out.deff_weights = deff_of(records);
  out.deff_weights.stated = TakePrecision(problem.precision, season).of(prepared.design).front().deff_weights;
}

void sum_up_totals(const std::vector<StudyColumn>& columns, const std::vector<double>& estimates, std::size_t totals,
                   std::uint32_t draws, Simulation& out) {
  std::size_t at = 0;
  for (const StudyColumn& column : columns)
    for (std::size_t t = 0; t < column.totals.size(); ++t, ++at) {
      std::vector<double> own;
      for (std::uint32_t round = 0; round < draws; ++round) own.push_back(estimates[totals * round + at]);
      SimulatedTotal total{column.name, column.values.empty() ? "" : column.values[t], column.totals[t],
                           swing_of(std::move(own)), 0};
      total.bias_error = total.estimate.deviation / std::sqrt(static_cast<double>(draws));
      out.totals.push_back(std::move(total));
    }
}

bool holds(const SimulatedChance& chance, double wanted) {
  return chance.seen + 3 * chance.error >= wanted;
}

}  // namespace

bool Simulation::target_holds() const {
  if (releases.empty()) return true;
  const SimulatedRelease& alone = releases.front();
  return holds(alone.chance, survey.target.chance) &&
         (!alone.caregivers_chance || holds(*alone.caregivers_chance, survey.target.chance));
}

Simulation simulate(const Survey& asked, const SimulationOptions& options,
                    const std::function<void(std::size_t, std::size_t)>& progress) {
  if (options.draws < kFewestDraws)
    throw Error(ErrorKind::usage, "--draws " + std::to_string(options.draws) + ": a simulation takes at least " +
                                      std::to_string(kFewestDraws));
  const std::vector<std::string> names = columns_to_study(asked, options.totals);
  const Survey wide = reading(asked, names);
  const Preparation preparation = prepare(wide, read_inputs(wide), {.threads = options.threads});
  const Prepared& prepared = require_fit(preparation);
  const Survey& survey = prepared.survey;
  const Frame& frame = prepared.frame;
  Simulation out;
  out.survey = survey;
  out.draws = options.draws;
  out.seed = options.seed;
  out.frame = frame.source;
  out.frame_content = prepared.frame_content;
  out.ids = frame.id;
  out.stratum_of.resize(frame.areas());
  for (const Stratum& stratum : prepared.strata) {
    for (const std::uint32_t area : stratum.areas) out.stratum_of[area] = static_cast<std::uint32_t>(out.strata.size());
    out.strata.push_back(stratum.name);
  }
  out.remarks = prepared.design.remarks;
  const std::vector<StudyColumn> columns = study_columns(frame, survey, names, out.remarks);

  std::optional<DesignProblem> problem;
  std::size_t releases = 0;
  if (survey.households.mode != HouseholdMode::none) {
    problem.emplace(frame, prepared.strata, survey, prepared.earlier_survey);
    releases = 1 + survey.areas.reserve_replicates;
  }
  const Game game(prepared, problem ? &*problem : nullptr, columns, options);
  Records records(releases, game.totals(), options.draws);
  Counts counts(frame.areas());
  const std::size_t block = std::max<std::size_t>(1, options.draws / kRounds);
  for (std::size_t done = 0; done < options.draws; done += block) {
    if (progress) progress(done, options.draws);
    in_parallel(std::min<std::size_t>(block, options.draws - done), options.threads,
                [&](std::size_t k) { game.play(done + k, records, counts); });
  }
  check_probabilities(prepared, game, counts, options.draws, out);
  for (const StratumDesign& stratum : prepared.design.strata) out.areas_asked += stratum.allocated;
  out.fixed_size = find_method(survey.areas.method)->fixed_size;
  out.fewest_areas = *std::min_element(records.hits.begin(), records.hits.end());
  out.most_areas = *std::max_element(records.hits.begin(), records.hits.end());
  if (problem) sum_up_field(*problem, prepared, records, out);
  sum_up_totals(columns, records.estimates, game.totals(), options.draws, out);
  return out;
}

}  // namespace fairdraw
