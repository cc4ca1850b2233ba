#include "planner/design/precision.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/design/segment_count.h"
#include "planner/design/selection.h"
#include "planner/frame/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace fairdraw {
namespace {

Grouping country(const Frame& frame) {
  return {"", {""}, std::vector<std::uint32_t>(frame.areas(), 0)};
}

/// The column's values in the order of their bytes.
Grouping by_column(const Frame& frame, const std::string& name) {
  const TextColumn& column = *frame.column(name);
  std::map<std::string, std::uint32_t, std::less<>> numbers;
  for (std::size_t row = 0; row < frame.areas(); ++row) numbers.try_emplace(std::string(column[row]), 0);
  Grouping out;
  out.column = name;
  for (auto& [value, number] : numbers) {
    number = static_cast<std::uint32_t>(out.values.size());
    out.values.push_back(value);
  }
  for (std::size_t row = 0; row < frame.areas(); ++row) out.value_of.push_back(numbers.find(column[row])->second);
  return out;
}

constexpr std::size_t kMostGroups = 500;

/// The position of a column's grouping, which is added where it is not there yet.
std::size_t grouping_of(std::vector<Grouping>& groupings, const Frame& frame, const std::string& column) {
  for (std::size_t g = 0; g < groupings.size(); ++g)
    if (groupings[g].column == column) return g;
  groupings.push_back(by_column(frame, column));
  if (groupings.back().values.size() > kMostGroups)
    throw Error(ErrorKind::usage, "column \"" + printable(column) + "\" has " +
                                      std::to_string(groupings.back().values.size()) +
                                      " different values; domains can be at most " + std::to_string(kMostGroups));
  return groupings.size() - 1;
}

/// A goal in each value of a grouping.
/// @param shares  of the goal in each value; may be empty where no relative margin is wanted
/// @param all   names what is estimated (empty: a share of 50 %), and says which share and what margin is wanted
void add_goals(std::vector<MarginGoal>& goals, const std::vector<Grouping>& groupings,
               const std::vector<double>& shares, const MarginGoal& all) {
  const Grouping& grouping = groupings[all.grouping];
  for (std::uint32_t v = 0; v < grouping.values.size(); ++v) {
    const std::string where =
        all.grouping == 0 ? "country" : printable(grouping.column) + " = " + printable(grouping.values[v]);
    goals.push_back(all);
    goals.back().name = all.name.empty() ? where : all.name + " in " + where;
    goals.back().value = v;
    if (all.relative > 0) goals.back().wanted = all.relative * shares[v];
  }
}

/// A share as the frame knows it, in each value of a grouping.
struct KnownShare {
  std::vector<std::vector<double>> in_strata;  ///< per stratum
  std::vector<double> whole;
};

/// @throws Error(usage) where an area has more than its people, or a column does not hold numbers
KnownShare know_share(const Frame& frame, const Strata& strata, const Grouping& grouping, const ShareTarget& share) {
  const std::vector<double> having = numbers_of(frame, share.column, "target.shares");
  const std::vector<double> people =
      share.of.empty() ? frame.own_sizes() : numbers_of(frame, share.of, "target.shares");
  const std::size_t values = grouping.values.size();
  std::vector<double> top(values, 0.0);
  std::vector<double> bottom(values, 0.0);
  KnownShare out;
  Complaints complaints;
  for (const Stratum& stratum : strata) {
    std::vector<double> here(values, 0.0);
    std::vector<double> all(values, 0.0);
    for (const std::uint32_t row : stratum.areas) {
      if (!(having[row] >= 0 && having[row] <= people[row]))
        complaints.add(frame.source + ": area " + printable(frame.id[row]) + ": " + share.column + " is " +
                       number_text(having[row]) + ", more than its people or below 0 (target.shares)");
      here[grouping.value_of[row]] += having[row];
      all[grouping.value_of[row]] += people[row];
    }
    for (std::size_t v = 0; v < values; ++v) {
      top[v] += here[v];
      bottom[v] += all[v];
      if (all[v] > 0) here[v] /= all[v];
    }
    out.in_strata.push_back(std::move(here));
  }
  complaints.throw_if_any(ErrorKind::usage);
  for (std::size_t v = 0; v < values; ++v) top[v] = bottom[v] > 0 ? top[v] / bottom[v] : 0.0;
  out.whole = std::move(top);
  return out;
}

/// The squared coefficient of variation of a household's number of children.
/// @param shares  of households with 1, 2, ... children; empty: not known, which is as none
double children_cv2(const std::vector<double>& shares) {
  double mean = 0;
  double square = 0;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    mean += shares[k] * static_cast<double>(k + 1);
    square += shares[k] * static_cast<double>((k + 1) * (k + 1));
  }
  return mean > 0 ? square / (mean * mean) - 1 : 0;
}

}  // namespace

double deff_of_weights(std::span<const double> weights) {
  double sum = 0;
  double squares = 0;
  for (const double w : weights) {
    sum += w;
    squares += w * w;
  }
  return sum > 0 ? static_cast<double>(weights.size()) * squares / (sum * sum) : 1;
}

Precision::Precision(const Frame& frame, const Strata& strata, const Survey& survey, const FieldModel& model,
                     Homogeneity rho)
    : frame_(&frame),
      strata_(&strata),
      model_(&model),
      rho_(std::move(rho)),
      children_cv2_(children_cv2(survey.respondents.children)),
      survey_(&survey),
      groupings_{country(frame)} {
  const Target& target = survey.target;
  goals_.push_back({"country", 0, 0, -1, target.margin});
  for (const std::string& column : target.domains) {
    const std::size_t g = grouping_of(groupings_, frame, column);
    add_goals(goals_, groupings_, {}, {"", g, 0, -1, target.margin_by_domain});
  }
  for (std::size_t s = 0; s < target.shares.size(); ++s) {
    const ShareTarget& share = target.shares[s];
    const std::size_t g = grouping_of(groupings_, frame, share.by);
    KnownShare known = know_share(frame, strata, groupings_[g], share);
    add_goals(goals_, groupings_, known.whole,
              {printable(share.column), g, 0, static_cast<std::int32_t>(s), share.margin, share.relative_margin});
    share_in_.push_back(std::move(known.in_strata));
    share_of_.push_back(std::move(known.whole));
  }
}

/// s f of the goal's share within the stratum.
double Precision::spread_of(const MarginGoal& goal, std::size_t stratum) const {
  if (goal.share < 0) return 0.25 * rho_.within_strata;
  const double p = share_in_[static_cast<std::size_t>(goal.share)][stratum][goal.value];
  return p * (1 - p);
}

double Precision::whole_share(const MarginGoal& goal) const {
  return goal.share < 0 ? 0.5 : share_of_[static_cast<std::size_t>(goal.share)][goal.value];
}

double Precision::people(std::uint32_t row) const {
  return frame_->count(row) * model_->kinds[model_->groups[model_->group_of[row]].kind].eligible.mean;
}

TakePrecision::TakePrecision(const Precision& precision, const FieldSeason& season)
    : all_(&precision), season_(&season) {
  sums_.resize(precision.groupings_.size());
  for (std::size_t g = 0; g < precision.groupings_.size(); ++g)
    for (const Stratum& stratum : *precision.strata_) {
      std::vector<Sums> sums(precision.groupings_[g].values.size());
      for (std::uint32_t unit = 0; unit < stratum.areas.size(); ++unit)
        add(sums[precision.groupings_[g].value_of[stratum.areas[unit]]], stratum, unit, 1);
      sums_[g].push_back(std::move(sums));
    }
}

void TakePrecision::add(Sums& to, const Stratum& stratum, std::uint32_t unit, double sign) const {
  const auto size = static_cast<double>(stratum.sizes[unit]);
  add(to, stratum.areas[unit], sign, {size, size, size * (1 - size), 1 / size});
}

void TakePrecision::add(Sums& to, std::uint32_t row, double sign, const Selection& selection) const {
  const AreaExpectation& area = season_->expect_groups()[all_->model_->group_of[row]];
  const double segments =
      segments_wanted(all_->survey_->frame.households(all_->frame_->count(row)), all_->survey_->areas);
  const double size = selection.hits;
  to.size += sign * size;
  to.people += sign * all_->people(row);
  to.brings += sign * size * area.interviews;
  to.brings_squared += sign * size * area.interviews_squared;
  to.caregivers += sign * size * area.caregivers;
  to.weights += sign * segments * area.weights.sum;
  to.weights_squared += sign * segments * segments * area.weights.squares * selection.inverse;
  to.held += sign * (size - selection.spread) / segments;
}

TakePrecision::Sums TakePrecision::sums_otherwise(const MarginGoal& goal, std::size_t h,
                                                  const StratumDesign& design) const {
  const Stratum& stratum = (*all_->strata_)[h];
  const std::vector<Selection> selection = selection_of(stratum, design, all_->survey_->areas);
  Sums out;
  for (std::uint32_t unit = 0; unit < stratum.areas.size(); ++unit) {
    if (std::binary_search(design.certainty.begin(), design.certainty.end(), unit)) continue;
    const std::uint32_t row = stratum.areas[unit];
    if (all_->groupings_[goal.grouping].value_of[row] == goal.value) add(out, row, 1, selection[unit]);
  }
  return out;
}

/// Variances times the square of the group's people.
struct TakePrecision::Variance {
  double children = 0;
  double caregivers = 0;
  double between = 0;  ///< of that of children, what lies between areas
  double caregivers_between = 0;
  double weighted = 0;         ///< of a share of 50 % with unequal weights alone
  double flat = 0;             ///< with weights and strata
  double weights = 0;          ///< expected sum of all interviews' weights
  double weights_squared = 0;  ///< and of their squares

  void become_infinite() { children = caregivers = weighted = flat = std::numeric_limits<double>::infinity(); }
};

/// Adds a variance, which areas' likeness makes larger.
/// @param adds     of as many children drawn at random
/// @param fewer    caregivers per child
/// @param cluster  interviews that an interviewed child's area has
/// @param held     f of the sample
void TakePrecision::add_up(double adds, double fewer, double cluster, double held, Variance& to) const {
  const double rho = all_->rho_.rho;
  const double between = (1 - held) * rho;
  const double of_children = adds * between * std::max(1.0, cluster);
  const double of_caregivers = adds / fewer * between * std::max(1.0, cluster * fewer);
  to.between += of_children;
  to.caregivers_between += of_caregivers;
  to.children += of_children + adds * (1 - rho);
  to.caregivers += of_caregivers + adds / fewer * (1 - rho);
}

/// @param times  as much as one hit of it would bring
void TakePrecision::add_certain(const Sums& area, double times, double spread, Variance& to,
                                GroupPrecision& group) const {
  const double interviews = times * area.brings / area.size;
  const double caregivers = times * area.caregivers / area.size;
  group.areas += 1;
  group.interviews += interviews;
  group.caregivers += caregivers;
  if (interviews <= 0) return;
  const double children = 1 + all_->children_cv2_;
  const double adds = area.people * area.people / interviews * children;
  const double held = area.held / (area.size * area.size);
  add_up(spread * adds, caregivers / interviews, interviews, held, to);
  to.flat += spread * adds;
  to.weighted += 0.25 * adds;
  to.weights += area.weights;
  to.weights_squared += area.weights_squared * area.size / times * children;
}

void TakePrecision::add_random(const Sums& rest, double per_size, double spread, Variance& to,
                               GroupPrecision& group) const {
  const double interviews = per_size * rest.brings;
  if (interviews <= 0) return to.become_infinite();
  group.areas += per_size * rest.size;
  group.interviews += interviews;
  group.caregivers += per_size * rest.caregivers;
  const double squares = rest.weights_squared / per_size * (1 + all_->children_cv2_);
  const double weights = interviews * squares / (rest.weights * rest.weights);
  const double cluster = rest.brings_squared / rest.brings;
  const double fewer = rest.caregivers / rest.brings;  // caregivers per child
  const double held = std::min(1.0, per_size * rest.held / rest.size);
  const double adds = rest.people * rest.people / interviews * weights;
  add_up(spread * adds, fewer, cluster, held, to);
  to.flat += spread * adds;
  to.weighted += 0.25 * adds;
  to.weights += rest.weights;
  to.weights_squared += squares;
}

std::vector<GroupPrecision> TakePrecision::of(const Design& design) const {
  std::vector<GroupPrecision> out;
  const Strata& strata = *all_->strata_;
  for (const MarginGoal& goal : all_->goals_) {
    const Grouping& grouping = all_->groupings_[goal.grouping];
    GroupPrecision group;
    Variance variance;
    double people = 0;
    for (std::size_t h = 0; h < strata.size(); ++h) {
      Sums rest = sums_[goal.grouping][h][goal.value];
      if (rest.size <= 0) continue;
      people += rest.people;
      const double spread = all_->spread_of(goal, h);
      auto rest_size = static_cast<double>(strata[h].whole_size);
      for (const std::uint32_t unit : design.strata[h].certainty) {
        const std::uint32_t row = strata[h].areas[unit];
        rest_size -= static_cast<double>(strata[h].sizes[unit]);
        if (grouping.value_of[row] != goal.value) continue;
        add(rest, strata[h], unit, -1);
        Sums area;
        add(area, strata[h], unit, 1);
        add_certain(area, season_->times_of_certain(strata[h], design.strata[h], unit), spread, variance, group);
      }
      if (!(rest.size > 1e-9 * static_cast<double>(strata[h].whole_size))) continue;
      if (selects_otherwise(all_->survey_->areas) && design.strata[h].at_random > 0)
        add_random(sums_otherwise(goal, h, design.strata[h]), 1, spread, variance, group);
      else
        add_random(rest, design.strata[h].at_random / rest_size, spread, variance, group);
    }
    group.share = all_->whole_share(goal);
    const double spread = group.share * (1 - group.share);
    const double scale = people > 0 ? 1 / (people * people) : std::numeric_limits<double>::infinity();
    group.margin = kInterval * std::sqrt(variance.children * scale);
    group.caregivers_margin = kInterval * std::sqrt(variance.caregivers * scale);
    if (std::isfinite(variance.children) && variance.children > 0) {
      group.between = variance.between / variance.children;
      group.caregivers_between = variance.caregivers_between / variance.caregivers;
    }
    if (std::isfinite(variance.children * scale) && spread > 0 && variance.flat > 0) {
      group.deff = variance.children * scale * group.interviews / spread;
      group.deff_weights = group.interviews * variance.weights_squared / (variance.weights * variance.weights);
      group.deff_clustering = variance.children / variance.flat;
      group.deff_stratification = variance.flat / spread / (variance.weighted / 0.25);
    }
    out.push_back(group);
  }
  return out;
}

std::vector<TakePrecision::Falling> TakePrecision::variance_by_areas() const {
  std::vector<Falling> out;
  const Strata& strata = *all_->strata_;
  for (const MarginGoal& goal : all_->goals_) {
    double people = 0;
    for (const auto& stratum : sums_[goal.grouping]) people += stratum[goal.value].people;
    Falling falling;
    for (std::size_t h = 0; h < strata.size(); ++h) {
      Variance held;
      Variance whole;
      GroupPrecision group;
      Sums here = sums_[goal.grouping][h][goal.value];
      if (here.size > 0) {
        const double one_area = 1 / static_cast<double>(strata[h].whole_size);
        const double spread = all_->spread_of(goal, h);
        add_random(here, one_area, spread, held, group);
        here.held = 0;
        add_random(here, one_area, spread, whole, group);
      }
      falling.terms.push_back(whole.children / (people * people));
      falling.less.push_back(std::isfinite(whole.children) ? (whole.children - held.children) / (people * people) : 0);
      falling.people.push_back(here.people / people);
    }
    out.push_back(std::move(falling));
  }
  return out;
}

double detectable_change(double margin, double between, double overlap, double correlation) {
  return (kInterval + kPower) / kInterval * margin * std::sqrt(2 * (1 - overlap * correlation * between));
}

double detectable_difference(double first, double second) {
  return (kInterval + kPower) / kInterval * std::sqrt(first * first + second * second);
}

}  // namespace fairdraw
