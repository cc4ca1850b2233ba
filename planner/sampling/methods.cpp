#include "planner/sampling/methods.h"

#include "planner/base/error.h"
#include "planner/sampling/balanced/cube.h"
#include "planner/sampling/coordinated/order_probabilities.h"
#include "planner/sampling/coordinated/permanent.h"
#include "planner/sampling/entropy/conditional_poisson.h"
#include "planner/sampling/entropy/sampford.h"
#include "planner/sampling/list/brewer.h"
#include "planner/sampling/list/chromy.h"
#include "planner/sampling/list/elimination.h"
#include "planner/sampling/list/pivotal.h"
#include "planner/sampling/list/rao_hartley_cochran.h"
#include "planner/sampling/list/simple_random.h"
#include "planner/sampling/list/systematic.h"
#include "planner/sampling/list/two_units.h"
#include "planner/sampling/list/with_replacement.h"
#include "planner/sampling/probabilities.h"
#include "planner/sampling/sizes.h"
#include "planner/sampling/spread/correlated_poisson.h"
#include "planner/sampling/spread/local_pivotal.h"
#include "planner/sampling/spread/space_filling.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace fairdraw {
namespace {

using Units = std::vector<std::uint32_t>;
using UnitSpan = std::span<const std::uint32_t>;

/// The units with the probabilities asked for.
Draw as_asked(const DrawInput& input, Units units) {
  Draw draw{std::move(units), {}};
  for (const std::uint32_t unit : draw.units) draw.probabilities.push_back(input.probabilities[unit]);
  return draw;
}

/// A method that takes probabilities alone, in the table's form.
template <auto kMethod>
Draw by_probabilities(const DrawInput& input, Stream& stream) {
  return as_asked(input, kMethod(input.probabilities, stream));
}

template <auto kMethod>
Draw by_sizes(const DrawInput& input, Stream& stream) {
  return as_asked(input, kMethod(input.sizes, input.n, stream));
}

template <auto kMethod>
Draw by_positions(const DrawInput& input, Stream& stream) {
  return as_asked(input, kMethod(input.probabilities, *input.positions, stream));
}

template <auto kMethod>
Draw by_plane(const DrawInput& input, Stream& stream) {
  return as_asked(input, kMethod(input.sizes, input.n, *input.plane, stream));
}

template <auto kMethod>
Draw by_numbers(const DrawInput& input, Stream&) {
  return as_asked(input, kMethod(input.uniforms, input.probabilities));
}

template <auto kProbabilities>
std::vector<double> exactly(const DrawInput& input) {
  return kProbabilities(input.probabilities, input.n);
}

Draw draw_simple_random(const DrawInput& input, Stream& stream) {
  Units open;
  for (std::uint32_t i = 0; i < input.sizes.size(); ++i)
    if (input.sizes[i] > 0) open.push_back(i);
  Units units = simple_random(static_cast<std::uint32_t>(open.size()), input.n, stream);
  for (std::uint32_t& unit : units) unit = open[unit];
  return as_asked(input, std::move(units));
}

/// (1 - x)^n by squaring.
double none_of(double x, std::uint32_t n) {
  double power = 1;
  for (double base = 1 - x; n > 0; n >>= 1, base *= base)
    if ((n & 1U) != 0) power *= base;
  return power;
}

double share_of_total(const DrawInput& input, std::uint32_t unit) {
  return static_cast<double>(input.sizes[unit]) / static_cast<double>(total_size(input.sizes));
}

Draw draw_with_replacement(const DrawInput& input, Stream& stream) {
  Draw draw{with_replacement(input.sizes, input.n, stream), {}};
  const auto total = static_cast<double>(total_size(input.sizes));
  for (const std::uint32_t unit : draw.units)
    draw.probabilities.push_back(1 - none_of(static_cast<double>(input.sizes[unit]) / total, input.n));
  return draw;
}

Draw draw_groups(const DrawInput& input, Stream& stream) {
  Draw draw;
  for (const GroupDraw& each : rao_hartley_cochran(input.sizes, input.n, stream)) {
    draw.units.push_back(each.unit);
    draw.probabilities.push_back(static_cast<double>(input.sizes[each.unit]) / static_cast<double>(each.group_size));
  }
  return draw;
}

Draw draw_murthy(const DrawInput& input, Stream& stream) {
  if (input.n < 2) return as_asked(input, with_replacement(input.sizes, input.n, stream));
  Draw draw{murthy(input.sizes, stream), {}};
  const std::vector<double> own = murthy_probabilities(input.sizes);
  for (const std::uint32_t unit : draw.units) draw.probabilities.push_back(own[unit]);
  return draw;
}

Draw draw_brewer_durbin(const DrawInput& input, Stream& stream) {
  if (input.n < 2) return as_asked(input, with_replacement(input.sizes, input.n, stream));
  return as_asked(input, brewer_durbin(input.probabilities, stream));
}

Draw draw_cube(const DrawInput& input, Stream& stream) {
  return as_asked(input, cube(input.probabilities, *input.balance, stream));
}

Draw draw_local_cube(const DrawInput& input, Stream& stream) {
  return as_asked(input, local_cube(input.probabilities, *input.balance, *input.positions, stream));
}

std::vector<Draw> draw_stratified_cube(std::span<const DrawInput> strata, Stream& stream) {
  std::vector<double> probabilities;
  std::vector<std::uint32_t> stratum_of, first_of;
  Balance balance{strata[0].balance->variables, {}};
  for (std::uint32_t h = 0; h < strata.size(); ++h) {
    const DrawInput& each = strata[h];
    first_of.push_back(static_cast<std::uint32_t>(probabilities.size()));
    probabilities.insert(probabilities.end(), each.probabilities.begin(), each.probabilities.end());
    balance.values.insert(balance.values.end(), each.balance->values.begin(), each.balance->values.end());
    stratum_of.resize(probabilities.size(), h);
  }
  std::vector<Draw> draws(strata.size());
  for (const std::uint32_t unit : stratified_cube(probabilities, balance, stratum_of, stream)) {
    draws[stratum_of[unit]].units.push_back(unit - first_of[stratum_of[unit]]);
    draws[stratum_of[unit]].probabilities.push_back(probabilities[unit]);
  }
  return draws;
}

/// Fills a matrix from the probability of each pair.
template <class Pair>
std::vector<double> matrix_of(UnitSpan units, std::span<const double> own, Pair pair) {
  const std::size_t m = units.size();
  std::vector<double> matrix(m * m);
  for (std::size_t a = 0; a < m; ++a) {
    matrix[a * m + a] = own[units[a]];
    for (std::size_t b = 0; b < a; ++b) matrix[a * m + b] = matrix[b * m + a] = pair(units[a], units[b]);
  }
  return matrix;
}

std::vector<double> joint_simple_random(const DrawInput& input, UnitSpan units) {
  const auto open = static_cast<double>(drawable_units(input.sizes));
  return matrix_of(units, input.probabilities,
                   [&](auto, auto) { return open < 2 ? 0.0 : input.n / open * (input.n - 1.0) / (open - 1); });
}

std::vector<double> joint_systematic(const DrawInput& input, UnitSpan units) {
  std::vector<std::uint64_t> reached(input.sizes.size());
  std::partial_sum(input.sizes.begin(), input.sizes.end(), reached.begin());
  const auto before = [&](std::uint32_t unit) { return reached[unit] - input.sizes[unit]; };
  return matrix_of(units, input.probabilities, [&](std::uint32_t a, std::uint32_t b) {
    return systematic_joint(reached.back(), input.n, before(a), input.sizes[a], before(b), input.sizes[b]);
  });
}

std::vector<double> joint_independent(const DrawInput& input, UnitSpan units) {
  return independent_joint(input.probabilities, units);
}

std::vector<double> joint_with_replacement(const DrawInput& input, UnitSpan units) {
  std::vector<double> own(input.sizes.size(), 0.0);
  for (const std::uint32_t unit : units) own[unit] = 1 - none_of(share_of_total(input, unit), input.n);
  return matrix_of(units, own, [&](std::uint32_t a, std::uint32_t b) {
    return own[a] + own[b] - 1 + none_of(share_of_total(input, a) + share_of_total(input, b), input.n);
  });
}

std::vector<double> joint_conditional_poisson(const DrawInput& input, UnitSpan units) {
  return ConditionalPoisson(input.probabilities).joint(units);
}

std::vector<double> joint_sampford(const DrawInput& input, UnitSpan units) {
  return sampford_joint(input.probabilities, units);
}

std::vector<double> joint_elimination(const DrawInput& input, UnitSpan units) {
  const Elimination design(input.probabilities);
  return matrix_of(units, input.probabilities, [&](auto a, auto b) { return design.joint(a, b); });
}

std::vector<double> joint_murthy(const DrawInput& input, UnitSpan units) {
  return matrix_of(units,
                   input.n < 2 ? input.probabilities : std::span<const double>(murthy_probabilities(input.sizes)),
                   [&](auto a, auto b) { return input.n < 2 ? 0.0 : murthy_joint(input.sizes, a, b); });
}

std::vector<double> joint_brewer_durbin(const DrawInput& input, UnitSpan units) {
  return matrix_of(units, input.probabilities,
                   [&](auto a, auto b) { return input.n < 2 ? 0.0 : brewer_durbin_joint(input.probabilities, a, b); });
}

constexpr std::string_view kTwoAlone = "it draws two areas of a stratum, and there is no such draw of more";
constexpr std::array kMethods = {
    Method{.name = "systematic",
           .version = kSystematic,
           .what = "Equal steps along the list (implicit stratification by `order`), PPS, exact in whole numbers",
           .source = "Madow (1949)",
           .joint = JointKnowledge::exact,
           .by_sizes = true,
           .may_repeat = true,
           .along_list = true,
           .separates = true,
           .for_draft = true,
           .draw = by_sizes<systematic_pps>,
           .joint_of = joint_systematic},
    Method{.name = "systematic-random-order",
           .version = kSystematicRandomOrder,
           .what = "The same along a random order of the list",
           .source = "Goodman and Kish (1950); Hartley and Rao (1962)",
           .by_sizes = true,
           .draw = by_sizes<systematic_random_order>},
    Method{.name = "chromy",
           .version = kChromy,
           .what = "Sequential along the list with minimum replacement; every two small areas can come together",
           .source = "Chromy (1979)",
           .by_sizes = true,
           .may_repeat = true,
           .along_list = true,
           .for_draft = true,
           .draw = by_sizes<chromy>},
    Method{.name = "pivotal",
           .version = kPivotal,
           .what = "Areas compete along the list, so that neighbours on it seldom come together",
           .source = "Deville and Tillé (1998)",
           .along_list = true,
           .separates = true,
           .for_draft = true,
           .draw = by_probabilities<pivotal>},
    Method{.name = "random-pivotal",
           .version = kRandomPivotal,
           .what = "Areas compete in random order",
           .source = "Deville and Tillé (1998)",
           .draw = by_probabilities<random_pivotal>},
    Method{.name = "conditional-poisson",
           .version = kConditionalPoisson,
           .what = "The largest entropy of all draws with these probabilities and a fixed size",
           .source = "Hájek (1964); Chen, Dempster and Liu (1994)",
           .joint = JointKnowledge::exact,
           .draw = by_probabilities<conditional_poisson>,
           .joint_of = joint_conditional_poisson},
    Method{.name = "sampford",
           .version = kSampford,
           .what = "Sampford's design, close to the largest entropy, with simple joint probabilities",
           .source = "Sampford (1967)",
           .joint = JointKnowledge::exact,
           .for_draft = true,
           .draw = by_probabilities<sampford>,
           .joint_of = joint_sampford},
    Method{.name = "brewer",
           .version = kBrewer,
           .what = "Draw by draw with Brewer's working probabilities",
           .source = "Brewer (1975)",
           .draw = by_probabilities<brewer>},
    Method{.name = "elimination",
           .version = kElimination,
           .what = "Strikes areas one at a time until n are left",
           .source = "Tillé (1996)",
           .joint = JointKnowledge::exact,
           .draw = by_probabilities<elimination>,
           .joint_of = joint_elimination},
    Method{.name = "brewer-durbin",
           .version = kBrewerDurbin,
           .what = "Two areas per stratum",
           .source = "Brewer (1963); Durbin (1967)",
           .joint = JointKnowledge::exact,
           .takes_two = true,
           .no_reserve = kTwoAlone,
           .draw = draw_brewer_durbin,
           .joint_of = joint_brewer_durbin},
    Method{.name = "murthy",
           .version = kMurthy,
           .what = "Two areas per stratum, one after the other; probabilities not proportional to size",
           .source = "Murthy (1957)",
           .keeps = Keeps::own,
           .formula = "p + sum of p q / (1 - q) over the stratum's other areas, p and q being their s / S",
           .joint = JointKnowledge::exact,
           .takes_two = true,
           .no_reserve = kTwoAlone,
           .draw = draw_murthy,
           .joint_of = joint_murthy},
    Method{.name = "rao-hartley-cochran",
           .version = kRaoHartleyCochran,
           .what = "One area, PPS, out of each of n random groups",
           .source = "Rao, Hartley and Cochran (1962)",
           .keeps = Keeps::groups,
           .formula =
               "s / G, G being the size of the random group that it was drawn from, which the draw made again tells",
           .joint = JointKnowledge::none,
           .by_sizes = true,
           .no_reserve = "its probabilities are known only given the random groups of one draw, so that those of a "
                         "larger draw are not known",
           .draw = draw_groups},
    Method{.name = "with-replacement",
           .version = kWithReplacement,
           .what = "n draws, each PPS from all areas",
           .source = "Hansen and Hurwitz (1943)",
           .keeps = Keeps::own,
           .formula = "1 - (1 - measure_of_size / size_at_random) ^ drawn_at_random",
           .joint = JointKnowledge::exact,
           .by_sizes = true,
           .may_repeat = true,
           .must_repeat = true,
           .no_reserve = kHitsAlone,
           .draw = draw_with_replacement,
           .joint_of = joint_with_replacement},
    Method{.name = "simple-random",
           .version = kSimpleRandom,
           .what = "Every set of n areas is as likely as any other",
           .source = "Bentley and Floyd (1987)",
           .joint = JointKnowledge::exact,
           .equal = true,
           .by_sizes = true,
           .nests = true,
           .draw = draw_simple_random,
           .joint_of = joint_simple_random},
    Method{.name = "systematic-equal",
           .version = kSystematic,
           .what = "Equal steps along the list, sizes counting for nothing",
           .source = "Madow and Madow (1944)",
           .joint = JointKnowledge::exact,
           .equal = true,
           .by_sizes = true,
           .along_list = true,
           .separates = true,
           .draw = by_sizes<systematic_pps>,
           .joint_of = joint_systematic},
    Method{.name = "poisson",
           .version = kPermanentPoisson,
           .what = "Each area by its permanent random number; the size is left to chance",
           .source = "Brewer, Early and Joyce (1972)",
           .joint = JointKnowledge::exact,
           .fixed_size = false,
           .needs_permanent = true,
           .nests = true,
           .draw = by_numbers<permanent_poisson>,
           .joint_of = joint_independent,
           .next = next_poisson},
    Method{.name = "bernoulli",
           .version = kPermanentBernoulli,
           .what = "The same with equal probabilities",
           .source = "Brewer, Early and Joyce (1972)",
           .joint = JointKnowledge::exact,
           .equal = true,
           .fixed_size = false,
           .needs_permanent = true,
           .nests = true,
           .draw = by_numbers<permanent_poisson>,
           .joint_of = joint_independent,
           .next = next_poisson},
    Method{.name = "sequential-poisson",
           .version = kSequentialPoisson,
           .what = "The n smallest of permanent random number over probability",
           .source = "Ohlsson (1998)",
           .keeps = Keeps::nearly,
           .needs_permanent = true,
           .draw = by_numbers<sequential_poisson>,
           .exactly = exactly<sequential_poisson_probabilities>,
           .next = next_sequential_poisson},
    Method{.name = "pareto",
           .version = kPareto,
           .what = "The n smallest of the odds of permanent random number over those of the probability",
           .source = "Rosén (1997)",
           .keeps = Keeps::nearly,
           .needs_permanent = true,
           .draw = by_numbers<pareto>,
           .exactly = exactly<pareto_probabilities>,
           .next = next_pareto},
    Method{.name = "local-pivotal-1",
           .version = kLocalPivotal1,
           .what = "Spread over the ground: areas nearest to each other compete",
           .source = "Grafström, Lundström and Schelin (2012)",
           .needs_positions = true,
           .separates = true,
           .draw = by_positions<local_pivotal_1>},
    Method{.name = "local-pivotal-2",
           .version = kLocalPivotal2,
           .what = "Spread over the ground: an area competes with its nearest; quicker",
           .source = "Grafström, Lundström and Schelin (2012)",
           .needs_positions = true,
           .separates = true,
           .for_draft = true,
           .draw = by_positions<local_pivotal_2>},
    Method{.name = "correlated-poisson",
           .version = kCorrelatedPoisson,
           .what = "Spread over the ground: neighbours make up for each decision",
           .source = "Grafström (2012)",
           .needs_positions = true,
           .separates = true,
           .draw = by_positions<correlated_poisson>},
    Method{.name = "grts",
           .version = kGrts,
           .what = "Spread over the ground: systematic along randomly ordered quarters of quarters",
           .source = "Stevens and Olsen (2004)",
           .by_sizes = true,
           .needs_positions = true,
           .needs_plane = true,
           .separates = true,
           .draw = by_plane<grts>},
    Method{.name = "hilbert-systematic",
           .version = kHilbert,
           .what = "Spread over the ground: systematic along Hilbert's curve",
           .source = "Lister and Scott (2009)",
           .by_sizes = true,
           .needs_positions = true,
           .needs_plane = true,
           .separates = true,
           .draw = by_plane<hilbert_systematic>},
    Method{.name = "cube",
           .version = kCube,
           .what = "Balanced: estimated totals of the `balance` columns come out right, stratum by stratum",
           .source = "Deville and Tillé (2004)",
           .needs_balance = true,
           .draw = draw_cube},
    Method{.name = "stratified-cube",
           .version = kStratifiedCube,
           .what = "Balanced within strata and, what is left, over all of them",
           .source = "Chauvet (2009); Hasler and Tillé (2014)",
           .needs_balance = true,
           .draw_across = draw_stratified_cube},
    Method{.name = "local-cube",
           .version = kLocalCube,
           .what = "Balanced and spread over the ground at once",
           .source = "Grafström and Tillé (2013)",
           .needs_positions = true,
           .needs_balance = true,
           .draw = draw_local_cube},
};

}  // namespace

std::span<const Method> methods() {
  return kMethods;
}

std::string methods_that(bool (*holds)(const Method&)) {
  std::string out;
  for (const Method& method : kMethods)
    if (holds(method)) out += (out.empty() ? "" : ", ") + std::string(method.name);
  return out;
}

const Method* find_method(std::string_view name) {
  const auto found = std::find_if(kMethods.begin(), kMethods.end(), [&](const Method& m) { return m.name == name; });
  return found == kMethods.end() ? nullptr : &*found;
}

std::vector<double> joint_probabilities(const Method& method, const DrawInput& input, UnitSpan units) {
  if (method.joint_of != nullptr) return method.joint_of(input, units);
  if (method.joint == JointKnowledge::none)
    throw Error(ErrorKind::usage, "joint probabilities of " + std::string(method.name) +
                                      " are not known: its probabilities are given the random groups only");
  double d = 0;
  for (const double p : input.probabilities) d += p * (1 - p);
  return matrix_of(units, input.probabilities, [&](std::uint32_t a, std::uint32_t b) {
    return hajek_joint(input.probabilities[a], input.probabilities[b], d);
  });
}

}  // namespace fairdraw
