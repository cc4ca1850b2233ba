#include "planner/design/design.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/design/allocation.h"
#include "planner/design/least_variance.h"
#include "planner/frame/numbers.h"
#include "planner/sampling/certainty.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

namespace fairdraw {

namespace {

/// Complains of a name that no stratum has.
void complain_of_unknown(const std::string& name, const Strata& strata, const char* key, Complaints& complaints) {
  std::vector<std::string_view> names;
  for (const Stratum& stratum : strata) names.push_back(stratum.name);
  const std::string_view close = nearest(name, names);
  complaints.add(std::string(key) + " names stratum \"" + printable(name) + "\", which the frame does not have" +
                 (close.empty() ? "" : "; did you mean \"" + printable(close) + "\"?"));
}

std::vector<std::uint32_t> fixed_allocation(const Strata& strata, const AreasStage& areas) {
  Complaints complaints;
  std::vector<std::uint32_t> out;
  std::set<std::string> left;
  for (const auto& [name, count] : areas.fixed) left.insert(name);
  for (const Stratum& stratum : strata) {
    const auto found = areas.fixed.find(stratum.name);
    if (found == areas.fixed.end()) {
      complaints.add("areas.fixed has no count for stratum \"" + printable(stratum.name) +
                     "\"; 0 leaves a stratum out");
      continue;
    }
    left.erase(stratum.name);
    if (areas.certainty == CertaintyRule::once && found->second > stratum.areas.size())
      complaints.add("areas.fixed asks for " + std::to_string(found->second) + " areas of stratum \"" +
                     printable(stratum.name) + "\", which has " + std::to_string(stratum.areas.size()));
    const std::size_t certain = stratum.certain.size();
    const bool leaves = stratum.areas.size() > certain;
    if (certain > 0 && found->second < certain + (leaves ? 1 : 0))
      complaints.add("areas.fixed asks for " + std::to_string(found->second) + " areas of stratum \"" +
                     printable(stratum.name) + "\", of which " + std::to_string(certain) +
                     " are taken for certain (areas.certain); " +
                     (leaves ? "one more at least gives the others a chance" : "it should be as many"));
    out.push_back(found->second);
  }
  for (const std::string& name : left) complain_of_unknown(name, strata, "areas.fixed", complaints);
  complaints.throw_if_any(ErrorKind::usage);
  return out;
}

/// What each stratum adds to what the rule makes least, times its number of areas; empty where the rule goes by shares.
std::vector<double> variances_of(const Strata& strata, const AreasStage& areas, const AllocationBasis& basis) {
  std::vector<double> out;
  if (areas.allocation == AllocationRule::kish) {
    // Kish's compromise makes I sum W^2 / n + sum 1 / (H^2 n) least: the country's variance and the strata's mean one.
    double all = 0;
    for (const Stratum& stratum : strata) all += stratum.size;
    const auto h = static_cast<double>(strata.size());
    for (const Stratum& stratum : strata)
      out.push_back(areas.importance * (stratum.size / all) * (stratum.size / all) + 1 / (h * h));
  } else if (areas.allocation == AllocationRule::neyman || areas.allocation == AllocationRule::optimal ||
             (areas.allocation == AllocationRule::power && !areas.variable.empty())) {
    out = basis.variance;
  }
  return out;
}

}  // namespace

AllocationBounds bounds_of(const Stratum& stratum, const AreasStage& areas) {
  const auto all = static_cast<std::uint32_t>(stratum.areas.size());
  std::uint32_t most = areas.certainty == CertaintyRule::hits ? std::max(all, areas.count) : all;
  if (const auto own = areas.maximum_in.find(stratum.name); own != areas.maximum_in.end())
    most = std::min(most, own->second);
  else if (areas.maximum_per_stratum > 0)
    most = std::min(most, areas.maximum_per_stratum);
  const auto own = areas.minimum_in.find(stratum.name);
  const std::uint32_t least = own != areas.minimum_in.end() ? own->second : areas.minimum_per_stratum;
  // Areas that are taken for certain say nothing of the others, of which the minimum is.
  const auto certain = static_cast<std::uint32_t>(stratum.certain.size());
  if (certain == 0) return {std::min({least, all, most}), most};
  const std::uint32_t enough = std::min(all, certain + std::max(least, 1U));
  if (enough > most)
    throw Error(ErrorKind::usage,
                "stratum \"" + printable(stratum.name) + "\" may have " + std::to_string(most) +
                    " areas at most, and " + std::to_string(certain) +
                    " are taken for certain (areas.certain) beside its minimum of others; raise its maximum");
  return {enough, most};
}

void require_named_strata(const Strata& strata, const AreasStage& areas) {
  std::set<std::string_view> known;
  for (const Stratum& stratum : strata) known.insert(stratum.name);
  Complaints complaints;
  const auto look = [&](const std::map<std::string, std::uint32_t>& bounds, const char* key) {
    for (const auto& [name, bound] : bounds)
      if (!known.contains(name)) complain_of_unknown(name, strata, key, complaints);
  };
  look(areas.minimum_in, "areas.minimum_in");
  look(areas.maximum_in, "areas.maximum_in");
  complaints.throw_if_any(ErrorKind::usage);
}

bool needs_basis(const Survey& survey) {
  const AllocationRule rule = survey.areas.allocation;
  return rule == AllocationRule::neyman || rule == AllocationRule::optimal || rule == AllocationRule::multivariate ||
         rule == AllocationRule::equal_precision || (rule == AllocationRule::power && !survey.areas.variable.empty());
}

std::vector<double> variable_variance(const Frame& frame, const Strata& strata, const Survey& survey) {
  std::vector<double> out;
  const AreasStage& areas = survey.areas;
  if (areas.variable.empty()) {
    for (const Stratum& stratum : strata)
      if (const auto own = survey.of_stratum.find(stratum.name); own != survey.of_stratum.end() && own->second.variance)
        out.push_back(stratum.size * stratum.size * *own->second.variance);
    return out;
  }
  const std::vector<double> y = numbers_of(frame, areas.variable, "areas.variable");
  for (const Stratum& stratum : strata) {
    const auto size = static_cast<double>(stratum.whole_size);
    double total = 0;
    for (const std::uint32_t row : stratum.areas) total += y[row];
    double sum = 0;
    for (std::size_t i = 0; i < stratum.areas.size(); ++i) {
      const double p = static_cast<double>(stratum.sizes[i]) / size;
      const double off = y[stratum.areas[i]] / p - total;
      sum += p * off * off;
    }
    if (areas.allocation == AllocationRule::power) {
      const double scale = total != 0 ? power_of_size(stratum.size, areas.power) / total : 0.0;
      sum *= scale * scale;
    }
    out.push_back(sum);
  }
  return out;
}

std::vector<std::uint32_t> share_out(const Strata& strata, const Survey& survey, const AllocationBasis& basis) {
  const AreasStage& areas = survey.areas;
  if (areas.allocation == AllocationRule::fixed) return fixed_allocation(strata, areas);
  if (areas.allocation == AllocationRule::multivariate || (needs_basis(survey) && basis.variance.empty()))
    throw Error(ErrorKind::usage, "areas.allocation = \"" + std::string(name_of(areas.allocation)) +
                                      "\" is worked out by fairdraw design and draw; it can't be used here");
  if (areas.allocation == AllocationRule::equal_precision) {
    std::vector<AllocationBounds> bounds;
    for (const Stratum& stratum : strata) bounds.push_back(bounds_of(stratum, areas));
    // The next area always goes where the stratum's own variance is the largest: no other allocation has a smaller one.
    return give_one_by_one(bounds, areas.count, [&](std::size_t h, std::uint32_t n) {
      const double squared = basis.part[h] * basis.part[h];
      if (!(squared > 0)) return 0.0;
      return n == 0 ? HUGE_VAL : (basis.variance[h] / n - basis.less[h]) / squared;
    });
  }
  if (const std::vector<double> variances = variances_of(strata, areas, basis); !variances.empty()) {
    std::vector<VarianceShare> shares;
    for (std::size_t h = 0; h < strata.size(); ++h) {
      const AllocationBounds bounds = bounds_of(strata[h], areas);
      const bool by_cost = areas.allocation == AllocationRule::optimal && basis.cost[h] > 0;
      shares.push_back({variances[h], by_cost ? basis.cost[h] : 1.0, bounds.least, bounds.most});
    }
    return least_variance(shares, areas.count);
  }
  std::vector<AllocationShare> shares;
  for (const Stratum& stratum : strata) {
    const double weight = areas.allocation == AllocationRule::proportional ? stratum.size
                          : areas.allocation == AllocationRule::equal      ? 1.0
                                                                           : power_of_size(stratum.size, areas.power);
    const AllocationBounds bounds = bounds_of(stratum, areas);
    shares.push_back({weight, bounds.least, bounds.most});
  }
  return allocate(shares, areas.count);
}

namespace {

StratumDesign design_stratum(const Stratum& stratum, std::uint32_t allocated, const AreasStage& areas) {
  StratumDesign out;
  out.allocated = allocated;
  if (areas.certainty == CertaintyRule::once)
    out.certainty = certainty_units(stratum.sizes, allocated, stratum.certain);
  out.at_random = allocated - static_cast<std::uint32_t>(out.certainty.size());
  out.levels = {allocated};
  for (std::uint32_t k = 1; k <= areas.reserve_replicates; ++k)
    out.levels.push_back(
        static_cast<std::uint32_t>(std::min<std::uint64_t>(std::uint64_t{allocated} * (1 + k), stratum.areas.size())));
  return out;
}

}  // namespace

Design make_design(const Strata& strata, const Survey& survey, const AllocationBasis& basis) {
  return make_design(strata, survey, share_out(strata, survey, basis));
}

Design make_design(const Strata& strata, const Survey& survey, const std::vector<std::uint32_t>& allocated) {
  Design design;
  for (std::size_t h = 0; h < strata.size(); ++h) {
    design.strata.push_back(design_stratum(strata[h], allocated[h], survey.areas));
    const StratumDesign& each = design.strata.back();
    if (each.allocated == 0)
      design.remarks.push_back("stratum \"" + printable(strata[h].name) +
                               "\" gets no area: the sample will say nothing of it");
    const std::uint64_t wanted = std::uint64_t{each.allocated} * survey.areas.reserve_replicates;
    const std::uint32_t reserve = each.levels.back() - each.allocated;
    if (reserve < wanted)
      design.remarks.push_back("stratum \"" + printable(strata[h].name) + "\": reserve of " + std::to_string(reserve) +
                               " instead of " + std::to_string(wanted) + " PSUs: it has " +
                               std::to_string(strata[h].areas.size()) + " areas, and the main sample takes " +
                               std::to_string(each.allocated));
  }
  return design;
}

Design design_at_level(const Strata& strata, const Design& design, std::uint32_t level) {
  Design out;
  for (std::size_t h = 0; h < strata.size(); ++h) {
    const std::vector<std::uint32_t>& levels = design.strata[h].levels;
    StratumDesign each = design.strata[h];
    each.allocated = levels[std::min<std::size_t>(level, levels.size() - 1)];
    if (level > 0) each.certainty = certainty_units(strata[h].sizes, each.allocated, strata[h].certain);
    each.at_random = each.allocated - static_cast<std::uint32_t>(each.certainty.size());
    each.levels = {each.allocated};
    out.strata.push_back(std::move(each));
  }
  return out;
}

}  // namespace fairdraw
