#include "planner/tables/probability_text.h"

#include "planner/sampling/methods.h"

#include <string_view>

namespace fairdraw {
namespace {

/// The first stage as a formula of the columns.
std::string first_stage(const Method& method, bool reserve) {
  if (!method.formula.empty())
    return "    inclusion_probability = " + std::string(method.formula) +
           "\n    draw_probability      = inclusion_probability\n\n";
  const std::string size = method.equal ? "1" : "measure_of_size";
  std::string out =
      "    inclusion_probability = min(1, " + size + " x drawn_at_random / size_at_random)     s (m - c) / S\n";
  if (!reserve) return out + "    draw_probability      = inclusion_probability\n\n";
  return out +
         "\nand 1 where `size_at_random` is 0, as all areas are certain then. `draw_probability` is the same with "
         "`drawn_at_random` and `size_at_random` of the stratum's last row in `replicates.csv`, and `replicates.csv` "
         "has them for every replicate: so every probability that held, or that a release would bring, can be worked "
         "out.\n\n";
}

std::string of_areas(const Plan& plan, const Survey& survey) {
  const Method& method = *find_method(survey.areas.method);
  const bool hits = survey.areas.certainty == CertaintyRule::hits;
  std::string out = "PSUs were drawn by the method `" + std::string(method.name) + "`, " + std::string(method.source) +
                    ", stratum by stratum. ";
  out += method.equal ? "It draws with equal probabilities: s = 1. " : "s is the PSU's `measure_of_size`. ";
  if (!hits)
    out +=
        "Of m PSUs of a stratum c were certain (`certainty` = 1): their probabilities are 1, and the rest share what "
        "remains. ";
  out += "S is `size_at_random` and m - c `drawn_at_random` of the stratum's row in `strata.csv`. A PSU has\n\n" +
         first_stage(method, plan.reserve_replicates > 0);
  if (method.keeps == Keeps::nearly)
    out +=
        "The method keeps these probabilities nearly, not exactly. Where a stratum is small enough to work it out and "
        "no other survey's areas were preferred or avoided, the `inclusion_probability` of the main sample is what the "
        "method's is exactly (Aires 1999), and `fairdraw check` says by how much that differs from this formula; "
        "elsewhere, and after a release, it is the formula's, whose errors vanish as the number of areas grows.\n\n";
  return out + "    design_weight         = 1 / inclusion_probability\n\n";
}

/// How the replicates of the reserve come about, and what that means for those who use the weights.
std::string of_reserve(const Plan& plan, const Survey& survey) {
  if (plan.reserve_replicates == 0) return {};
  const Method& method = *find_method(survey.areas.method);
  std::string out =
      "The main sample was drawn as if there were no reserve. With p(k) the probability above for the main sample and "
      "the replicates up to k together, replicate k was then drawn from what was left, each PSU with the probability c "
      "= (p(k) - p(k - 1)) / (1 - p(k - 1)): so what is released up to replicate k has the probabilities p(k)";
  out += method.keeps == Keeps::nearly ? ", nearly. " : ". ";
  out += method.fixed_size && method.next != nullptr
             ? "Every replicate has the number of PSUs that is expected of it, or more where so many became certain. "
             : "The number of PSUs of a replicate is left to chance: `replicates.csv` has what is expected, the "
               "standard deviation and what was drawn. ";
  if (method.needs_balance)
    out += "Each replicate is balanced for itself, by c x / p(k); of what is released together, that is no promise. ";
  return out +
         "After a release, pairs of PSUs of one replicate have joint probabilities that are known nearly only; "
         "estimate variances as if PSUs were drawn with replacement within strata, certainty units apart.\n\n";
}

std::string of_segments(const Plan& plan) {
  if (!plan.segmented) return {};
  return "Of a PSU that is split, one segment is worked. Its `segment_probability` in `segments.csv` is its share of "
         "the buildings (or people) where it was cut along them, and 1 / segments of a sketch, with the number of "
         "segments that the team made.\n\n";
}

std::string of_listed_households(const Plan& plan) {
  return "With M eligible households listed in a PSU (rows of `listing.csv` with `eligible_children` above 0)\n\n" +
         std::string(plan.self_weighting ? "    household_probability = min(max(sampling_rate x M, households_least), "
                                           "households_most, M) / M\n\n"
                                         : "    household_probability = min(households_to_draw, M) / M\n\n");
}

std::string of_households(const Plan& plan) {
  switch (plan.mode) {
    case HouseholdMode::listing:
      return of_listed_households(plan);
    case HouseholdMode::footprints:
      return "A building's `household_probability` is the number of buildings in the batches up to its own over all "
             "buildings of the PSU (or its segment); it holds when batches are worked to the end of its own.\n\n";
    case HouseholdMode::random_walk:
      return "A random walk gives its households no probability that can be known: `household_probability` is empty, "
             "and so is what follows from it.\n\n";
    case HouseholdMode::none:
      return {};
  }
  return {};
}

std::string of_children(RespondentMethod method) {
  switch (method) {
    case RespondentMethod::kish:
      return "1 / k with k eligible children, but for Kish's tables with five (1/6 for the first, second and fourth, "
             "1/4 for the third and fifth) and with more than six (1/6 for the first six, none for the rest)";
    case RespondentMethod::random_table:
      return "1 / k with k eligible children";
    case RespondentMethod::next_birthday:
      return "1 / k with k eligible children, as if birthdays fell on any day alike";
    case RespondentMethod::all:
      return "1: every eligible child is interviewed";
  }
  return {};
}

}  // namespace

std::string probability_text(const Plan& plan, const Survey& survey) {
  std::string out = "## How the probabilities come about\n\n" + of_areas(plan, survey) + of_reserve(plan, survey) +
                    of_segments(plan) + of_households(plan);
  if (plan.mode == HouseholdMode::none) return out;
  return out + "`child_probability` is " + of_children(plan.respondent_method) +
         ". Together\n\n    overall_probability of a household = inclusion_probability x segment_probability x "
         "household_probability\n    overall_probability of a child     = that of the household x "
         "child_probability\n\nwith segment_probability 1 where a PSU is not split.\n\n";
}

}  // namespace fairdraw
