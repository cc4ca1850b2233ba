#include "planner/design/interviews.h"

#include "planner/design/beta_binomial.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <numeric>

namespace fairdraw {
namespace {

constexpr std::size_t kPlenty = std::numeric_limits<std::size_t>::max();
constexpr double kNothing = 1e-16;         ///< a chance too small to count
constexpr double kLightNode = 1e-11;       ///< a node of the grid too light to count
constexpr double kSmallTransform = 1e-20;  ///< a generating function too small to count

using Complex = std::complex<double>;

Complex power(Complex base, std::uint32_t exponent) {
  Complex out = 1;
  for (; exponent > 0; exponent >>= 1, base *= base)
    if ((exponent & 1U) != 0) out *= base;
  return out;
}

Complex polynomial(const std::vector<double>& coefficients, Complex z) {
  Complex out = 0;
  for (std::size_t k = coefficients.size(); k-- > 0;) out = out * z + coefficients[k];
  return out;
}

/// P(d eligible households) for d < drawn, and P(drawn or more) behind.
std::vector<double> availability(std::uint32_t households, std::uint32_t drawn, double share, double concentration) {
  std::vector<double> out(drawn + std::size_t{1}, 0.0);
  if (share <= 0 || share >= 1) {
    out[share >= 1 ? std::min(households, drawn) : 0] = 1;
    return out;
  }
  const double all = households;
  const bool spread = std::isfinite(concentration);
  const double alpha = spread ? share * concentration : 0;
  const double beta = spread ? (1 - share) * concentration : 0;
  double chance = spread ? std::exp(std::lgamma(beta + all) - std::lgamma(beta) + std::lgamma(alpha + beta) -
                                    std::lgamma(alpha + beta + all))
                         : std::exp(all * std::log1p(-share));
  double below = 0;
  for (std::uint32_t k = 0; k < drawn && k <= households; ++k) {
    out[k] = chance;
    below += chance;
    const double ways = (all - k) / (k + 1.0);
    chance *= spread ? ways * (alpha + k) / (beta + (all - k - 1.0)) : ways * share / (1 - share);
  }
  if (households >= drawn) out[drawn] = std::max(0.0, 1 - below);
  return out;
}

}  // namespace

double InterviewDistribution::at_least(std::uint32_t target) const {
  double out = 0;
  for (std::size_t k = probability.size(); k-- > target;) out += probability[k];
  return std::clamp(out, 0.0, 1.0);
}

std::uint32_t InterviewDistribution::quantile(double share) const {
  double reached = 0;
  for (std::size_t k = 0; k < probability.size(); ++k)
    if ((reached += probability[k]) >= share) return static_cast<std::uint32_t>(k);
  return static_cast<std::uint32_t>(probability.empty() ? 0 : probability.size() - 1);
}

FieldSeason::FieldSeason(const FieldModel& model, std::uint32_t take, std::size_t nodes)
    : model_(&model), take_(take), nodes_(nodes), row_of_(model.groups.size(), kPlenty) {
  const bool certain = std::all_of(model.kinds.begin(), model.kinds.end(),
                                   [](const YieldKind& kind) { return kind.eligible.certain(); });
  ranks_ = rank_nodes(certain ? 1 : nodes);
  for (const YieldKind& kind : model.kinds)
    drawn_.push_back(model.mode == HouseholdMode::random_walk ? contacts_for(take, kind.yields)
                                                              : households_for(take, kind.yields));
  available_.resize(ranks_.size() + 1);
  if (model.mode == HouseholdMode::listing) find_availability();
  expect_all_groups();
}

void FieldSeason::find_availability() {
  const FieldModel& model = *model_;
  stride_ = *std::max_element(drawn_.begin(), drawn_.end()) + std::size_t{1};
  std::vector<std::uint32_t> by_size(model.groups.size());
  std::iota(by_size.begin(), by_size.end(), 0U);
  std::sort(by_size.begin(), by_size.end(),
            [&](auto a, auto b) { return model.groups[a].households < model.groups[b].households; });
  std::vector<bool> plenty(model.kinds.size(), false);
  std::size_t rows = 0;
  for (const std::uint32_t g : by_size) {
    const AreaGroup& group = model.groups[g];
    if (plenty[group.kind]) continue;
    const YieldKind& kind = model.kinds[group.kind];
    bool short_somewhere = false;
    for (std::size_t r = 0; r <= ranks_.size(); ++r) {
      const double share = r < ranks_.size() ? kind.eligible.at(ranks_[r].rank) : kind.eligible.mean;
      const std::vector<double> here =
          availability(group.households, drawn_[group.kind], share, kind.eligible_concentration);
      short_somewhere = short_somewhere || here.back() < 1 - kNothing;
      available_[r].insert(available_[r].end(), here.begin(), here.end());
      available_[r].resize((rows + 1) * stride_, 0.0);
    }
    row_of_[g] = rows++;
    plenty[group.kind] = !short_somewhere;
  }
}

std::vector<FieldSeason::Mix> FieldSeason::mixes(const Strata& strata, const Design& design) const {
  std::vector<Mix> out;
  for (std::size_t h = 0; h < strata.size(); ++h) {
    Mix mix;
    std::map<std::uint32_t, std::uint64_t> taken;
    std::uint64_t rest = strata[h].whole_size;
    for (const std::uint32_t unit : design.strata[h].certainty) {
      const std::uint32_t group = model_->group_of[strata[h].areas[unit]];
      mix.certain.push_back(group);
      taken[group] += strata[h].sizes[unit];
      rest -= strata[h].sizes[unit];
    }
    mix.n = design.strata[h].parts[0];
    for (const GroupShare& share : model_->strata[h]) {
      const auto certain = taken.find(share.group);
      const std::uint64_t size = share.size - (certain == taken.end() ? 0 : certain->second);
      if (size > 0) mix.groups.emplace_back(share.group, static_cast<double>(size) / static_cast<double>(rest));
    }
    if (mix.groups.empty()) mix.n = 0;
    out.push_back(std::move(mix));
  }
  return out;
}

FieldSeason::Node FieldSeason::mean_node() const {
  Node node;
  node.eligible = ranks_.size();
  for (const YieldKind& kind : model_->kinds) {
    node.eligible_share.push_back(kind.eligible.mean);
    node.response.push_back(kind.household.mean * kind.child.mean);
    node.caregiver.push_back(kind.caregiver.mean);
  }
  return node;
}

std::vector<FieldSeason::Node> FieldSeason::nodes(Counted counted, bool eligible_matters) const {
  const auto uncertain = [&](const Belief YieldKind::*belief) {
    return std::any_of(model_->kinds.begin(), model_->kinds.end(),
                       [&](const YieldKind& kind) { return !(kind.*belief).certain(); });
  };
  const auto points = [&](const Belief YieldKind::*belief) { return rank_nodes(uncertain(belief) ? nodes_ : 1); };
  /// Values per node and kind.
  const auto values = [&](const std::vector<RankNode>& at, const Belief YieldKind::*belief) {
    std::vector<std::vector<double>> out(at.size());
    for (std::size_t i = 0; i < at.size(); ++i)
      for (const YieldKind& kind : model_->kinds) out[i].push_back((kind.*belief).at(at[i].rank));
    return out;
  };
  const auto household = points(&YieldKind::household);
  const auto child = points(&YieldKind::child);
  const auto caregiver = counted == Counted::caregivers ? points(&YieldKind::caregiver) : rank_nodes(1);
  const auto of_eligible = values(ranks_, &YieldKind::eligible);
  const auto of_household = values(household, &YieldKind::household);
  const auto of_child = values(child, &YieldKind::child);
  const auto of_caregiver = values(caregiver, &YieldKind::caregiver);

  std::vector<Node> out;
  for (std::size_t e = 0; e < (eligible_matters ? ranks_.size() : 1); ++e)
    for (std::size_t r = 0; r < household.size(); ++r)
      for (std::size_t c = 0; c < child.size(); ++c)
        for (std::size_t g = 0; g < caregiver.size(); ++g) {
          Node node;
          node.weight = household[r].weight * child[c].weight * caregiver[g].weight;
          if (eligible_matters) node.weight *= ranks_[e].weight;
          if (node.weight < kLightNode) continue;
          node.eligible = eligible_matters ? e : ranks_.size();
          for (std::size_t k = 0; k < model_->kinds.size(); ++k) {
            node.eligible_share.push_back(of_eligible[e][k]);
            node.response.push_back(of_household[r][k] * of_child[c][k]);
            node.caregiver.push_back(of_caregiver[g][k]);
          }
          out.push_back(std::move(node));
        }
  double sum = 0;
  for (const Node& node : out) sum += node.weight;
  for (Node& node : out) node.weight /= sum;
  return out;
}

bool FieldSeason::eligible_matters(const std::vector<Mix>& mixes) const {
  if (ranks_.size() == 1) return false;
  if (model_->mode == HouseholdMode::random_walk) return true;
  double differs = 0;
  const auto look = [&](std::uint32_t group, double share) {
    if (row_of_[group] == kPlenty) return;
    for (std::size_t r = 0; r < ranks_.size(); ++r)
      for (std::size_t d = 0; d < stride_; ++d)
        differs = std::max(differs, share * std::abs(available_[r][row_of_[group] * stride_ + d] -
                                                     available_.back()[row_of_[group] * stride_ + d]));
  };
  for (const Mix& mix : mixes) {
    for (const auto& [group, share] : mix.groups) look(group, share * mix.n);
    for (const std::uint32_t group : mix.certain) look(group, 1);
  }
  return differs > 1e-12;
}

void FieldSeason::add_group(std::uint32_t group, double share, const Node& node, std::vector<double>& into) const {
  const AreaGroup& areas = model_->groups[group];
  const YieldKind& kind = model_->kinds[areas.kind];
  if (model_->mode == HouseholdMode::random_walk) {
    const std::uint32_t contacts = std::min(drawn_[areas.kind], areas.households);
    const std::vector<double> found = beta_binomial(
        contacts, node.eligible_share[areas.kind] * node.response[areas.kind], kind.interview_concentration);
    for (std::size_t k = 0; k < found.size(); ++k) into[std::min<std::size_t>(k, take_)] += share * found[k];
    return;
  }
  const std::uint32_t drawn = drawn_[areas.kind];
  const double* available =
      row_of_[group] == kPlenty ? nullptr : available_[node.eligible].data() + row_of_[group] * stride_;
  for (std::uint32_t d = available == nullptr ? drawn : 0; d <= drawn; ++d) {
    const double chance = available == nullptr ? share : share * available[d];
    if (chance < 1e-18) continue;
    const std::vector<double> found = beta_binomial(d, node.response[areas.kind], kind.response_concentration);
    for (std::size_t k = 0; k < found.size(); ++k) into[k] += chance * found[k];
  }
}

std::vector<double> FieldSeason::of_group(std::uint32_t group, const Node& node) const {
  std::vector<double> out(std::max<std::size_t>(stride_, take_ + std::size_t{1}), 0.0);
  add_group(group, 1, node, out);
  return out;
}

std::vector<std::vector<double>> FieldSeason::of_mix(const Mix& mix, const Node& node) const {
  const std::size_t length = std::max<std::size_t>(stride_, take_ + std::size_t{1});
  std::vector<std::vector<double>> out(model_->kinds.size(), std::vector<double>(length, 0.0));
  if (model_->mode == HouseholdMode::random_walk) {
    // Groups with households enough for all contacts are alike.
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<std::uint32_t, double>> alike;
    for (const auto& [group, share] : mix.groups) {
      const AreaGroup& areas = model_->groups[group];
      auto& entry = alike[{areas.kind, std::min(drawn_[areas.kind], areas.households)}];
      entry.first = group;
      entry.second += share;
    }
    for (const auto& [key, entry] : alike) add_group(entry.first, entry.second, node, out[key.first]);
    return out;
  }
  // What is available is mixed first, so that each number of households is looked at once.
  for (std::uint32_t k = 0; k < model_->kinds.size(); ++k) {
    std::vector<double> available(drawn_[k] + std::size_t{1}, 0.0);
    for (const auto& [group, share] : mix.groups) {
      if (model_->groups[group].kind != k) continue;
      if (row_of_[group] == kPlenty) {
        available[drawn_[k]] += share;
        continue;
      }
      const double* here = available_[node.eligible].data() + row_of_[group] * stride_;
      for (std::size_t d = 0; d <= drawn_[k]; ++d) available[d] += share * here[d];
    }
    for (std::uint32_t d = 0; d <= drawn_[k]; ++d) {
      if (available[d] < 1e-18) continue;
      const std::vector<double> found = beta_binomial(d, node.response[k], model_->kinds[k].response_concentration);
      for (std::size_t i = 0; i < found.size(); ++i) out[k][i] += available[d] * found[i];
    }
  }
  return out;
}

std::size_t FieldSeason::most(const std::vector<Mix>& mixes) const {
  const auto of = [&](std::uint32_t group) -> std::size_t {
    const std::uint32_t drawn = std::min(drawn_[model_->groups[group].kind], model_->groups[group].households);
    return model_->mode == HouseholdMode::random_walk ? std::min(drawn, take_) : drawn;
  };
  std::size_t out = 0;
  for (const Mix& mix : mixes) {
    std::size_t largest = 0;
    for (const auto& [group, share] : mix.groups) largest = std::max(largest, of(group));
    out += largest * mix.n;
    for (const std::uint32_t group : mix.certain) out += of(group);
  }
  return out;
}

/// The generating function of the number of interviews at exp(2 pi i j / length), j = 0 .. length / 2, averaged over
/// the yields.
std::vector<FieldSeason::Complex> FieldSeason::transform(const std::vector<Mix>& mixes, Counted counted,
                                                         std::size_t length) const {
  const std::size_t half = length / 2 + 1;
  std::vector<Complex> out(half, 0.0);
  std::vector<std::size_t> order(mixes.size());  // the largest strata first: they tell first that a term is nothing
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return mixes[a].n > mixes[b].n; });

  struct Factor {
    std::vector<std::vector<double>> by_kind;  ///< what each kind of area adds
    std::uint32_t n;
  };
  const bool children = counted == Counted::children;
  std::vector<Complex> roots(half);
  for (std::size_t j = 0; j < half; ++j)
    roots[j] = std::polar(1.0, 2 * std::numbers::pi * static_cast<double>(j) / static_cast<double>(length));
  for (const Node& node : nodes(counted, eligible_matters(mixes))) {
    std::vector<Factor> factors;
    const auto together = [&](std::vector<std::vector<double>> by_kind) {
      if (!children) return by_kind;
      for (std::size_t k = 1; k < by_kind.size(); ++k)
        for (std::size_t i = 0; i < by_kind[k].size(); ++i) by_kind[0][i] += by_kind[k][i];
      by_kind.resize(1);
      return by_kind;
    };
    for (const std::size_t h : order) {
      if (mixes[h].n > 0) factors.push_back({together(of_mix(mixes[h], node)), mixes[h].n});
      std::map<std::uint32_t, std::uint32_t> certain;
      for (const std::uint32_t group : mixes[h].certain) ++certain[group];
      for (const auto& [group, times] : certain) {
        std::vector<std::vector<double>> by_kind(model_->kinds.size());
        by_kind[model_->groups[group].kind] = of_group(group, node);
        if (children) by_kind[0].resize(by_kind[model_->groups[group].kind].size(), 0.0);
        factors.push_back({together(std::move(by_kind)), times});
      }
    }
    for (std::size_t j = 0; j < half; ++j) {
      const Complex z = roots[j];
      Complex product = node.weight;
      for (const Factor& factor : factors) {
        Complex value = 0;
        for (std::size_t k = 0; k < factor.by_kind.size(); ++k) {
          if (factor.by_kind[k].empty()) continue;
          value += polynomial(factor.by_kind[k], children ? z : 1 - node.caregiver[k] + node.caregiver[k] * z);
        }
        product *= power(value, factor.n);
        if (std::norm(product) < kSmallTransform * kSmallTransform) break;
      }
      out[j] += product;
    }
  }
  return out;
}

double FieldSeason::chance(const Strata& strata, const Design& design, Counted counted, std::uint32_t target) const {
  const std::vector<Mix> all = mixes(strata, design);
  const std::size_t length = most(all) + 1;
  if (target == 0) return 1;
  if (target >= length) return 0;
  const std::vector<Complex> values = transform(all, counted, length);
  // P(T < target) = 1/N sum over j of value(j) (1 - w^-target) / (1 - w^-1), w = exp(2 pi i j / N); the other half of
  // the roots has the conjugates.
  double below = static_cast<double>(target) * values[0].real();
  for (std::size_t j = 1; j < values.size(); ++j) {
    const double angle = -2 * std::numbers::pi * static_cast<double>(j) / static_cast<double>(length);
    const double turned = std::remainder(angle * static_cast<double>(target), 2 * std::numbers::pi);
    const Complex sum = (1.0 - std::polar(1.0, turned)) / (1.0 - std::polar(1.0, angle));
    below += (2 * j == length ? 1 : 2) * (values[j] * sum).real();
  }
  return std::clamp(1 - below / static_cast<double>(length), 0.0, 1.0);
}

InterviewDistribution FieldSeason::distribution(const Strata& strata, const Design& design, Counted counted) const {
  const std::vector<Mix> all = mixes(strata, design);
  const std::size_t length = most(all) + 1;
  const std::vector<Complex> values = transform(all, counted, length);
  std::vector<Complex> roots(length);
  for (std::size_t k = 0; k < length; ++k)
    roots[k] = std::polar(1.0, -2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(length));
  InterviewDistribution out;
  for (std::size_t k = 0; k < length; ++k) {
    double sum = values[0].real();
    for (std::size_t j = 1; j < values.size(); ++j)
      if (values[j] != 0.0) sum += (2 * j == length ? 1 : 2) * (values[j] * roots[j * k % length]).real();
    out.probability.push_back(std::max(0.0, sum / static_cast<double>(length)));
  }
  return out;
}

AreaExpectation FieldSeason::expect_group(std::uint32_t group) const {
  const AreaGroup& areas = model_->groups[group];
  const YieldKind& kind = model_->kinds[areas.kind];
  const Node node = mean_node();
  AreaExpectation out;
  out.areas = 1;
  const std::vector<double> found = of_group(group, node);
  for (std::size_t k = 0; k < found.size(); ++k) {
    out.interviews += static_cast<double>(k) * found[k];
    out.interviews_squared += static_cast<double>(k * k) * found[k];
  }
  out.caregivers = out.interviews * kind.caregiver.mean;
  out.planned = drawn_[areas.kind];
  if (model_->mode == HouseholdMode::random_walk) {
    // Contacts made: one more as long as the take is not reached.
    const double chance = node.eligible_share[areas.kind] * node.response[areas.kind];
    for (std::uint32_t c = 0; c < std::min(drawn_[areas.kind], areas.households); ++c) {
      const std::vector<double> before = beta_binomial(c, chance, kind.interview_concentration);
      for (std::size_t k = 0; k < std::min<std::size_t>(take_, before.size()); ++k) out.visited += before[k];
    }
    return out;
  }
  out.listed = areas.exact_households;
  if (row_of_[group] == kPlenty) {
    out.visited = out.planned;
  } else {
    const double* available = available_.back().data() + row_of_[group] * stride_;
    for (std::size_t d = 0; d <= drawn_[areas.kind]; ++d) out.visited += static_cast<double>(d) * available[d];
  }
  return out;
}

void FieldSeason::expect_all_groups() {
  std::map<std::pair<std::uint32_t, std::uint32_t>, AreaExpectation> alike;
  for (std::uint32_t group = 0; group < model_->groups.size(); ++group) {
    const AreaGroup& areas = model_->groups[group];
    const bool walk = model_->mode == HouseholdMode::random_walk;
    const bool plenty = walk ? areas.households >= drawn_[areas.kind] : row_of_[group] == kPlenty;
    auto [found, added] = alike.try_emplace({areas.kind, plenty ? 0 : areas.households});
    if (added) found->second = expect_group(group);
    expected_.push_back(found->second);
    expected_.back().listed = walk ? 0 : areas.exact_households;
  }
}

FieldSeason::Expectations FieldSeason::expect(const Strata& strata, const Design& design) const {
  Expectations out;
  const auto add = [](AreaExpectation& into, const AreaExpectation& here, double share) {
    into.listed += share * here.listed;
    into.planned += share * here.planned;
    into.visited += share * here.visited;
    into.interviews += share * here.interviews;
    into.interviews_squared += share * here.interviews_squared;
    into.caregivers += share * here.caregivers;
  };
  for (const Mix& mix : mixes(strata, design)) {
    AreaExpectation random;
    for (const auto& [group, share] : mix.groups) add(random, expected_[group], share);
    random.areas = mix.n;
    AreaExpectation certain;
    certain.areas = static_cast<double>(mix.certain.size());
    for (const std::uint32_t group : mix.certain) add(certain, expected_[group], 1 / certain.areas);
    out.random.push_back(random);
    out.certain.push_back(certain);
  }
  return out;
}

}  // namespace fairdraw
