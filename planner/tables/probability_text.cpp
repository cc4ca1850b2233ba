#include "planner/tables/probability_text.h"

#include "planner/sampling/methods.h"

#include <string_view>

namespace fairdraw {
namespace {

/// The first stage as a formula of the columns.
std::string first_stage(const Method& method, bool hits) {
  const std::string cap = hits ? "min(1, " : "";
  const std::string end = hits ? ")" : "";
  if (!method.formula.empty())
    return "    draw_probability      = " + std::string(method.formula) +
           "\n    inclusion_probability = draw_probability x released_at_random / drawn_at_random\n\n";
  const std::string size = method.equal ? "1" : "measure_of_size";
  return "    draw_probability      = " + cap + size + " x drawn_at_random / size_at_random" + end +
         "        s (m - c) / S\n    inclusion_probability = " + cap + size + " x released_at_random / size_at_random" +
         end + "     s (n - c) / S\n\n";
}

std::string of_areas(const Survey& survey) {
  const Method& method = *find_method(survey.areas.method);
  const bool hits = survey.areas.certainty == CertaintyRule::hits;
  std::string out = "PSUs were drawn by the method `" + std::string(method.name) + "`, " + std::string(method.source) +
                    ", stratum by stratum. ";
  out += method.equal ? "It draws with equal probabilities: s = 1. " : "s is the PSU's `measure_of_size`. ";
  if (!hits)
    out +=
        "c PSUs of a stratum were certain (`certainty` = 1): their probabilities are 1, and the rest share what "
        "remains. ";
  out +=
      "S is `size_at_random`, n - c `released_at_random` and m - c `drawn_at_random` of the stratum's row in "
      "`strata.csv`. "
      "A PSU that was drawn at random has\n\n" +
      first_stage(method, hits);
  if (method.keeps == Keeps::nearly)
    out +=
        "The method keeps these probabilities nearly, not exactly: their errors vanish as the number of areas "
        "grows.\n\n";
  return out + "    design_weight         = 1 / inclusion_probability\n\n";
}

std::string of_segments(const Plan& plan) {
  if (!plan.segmented) return {};
  return "Of a PSU that is split, one segment is worked. Its `segment_probability` in `segments.csv` is its share of "
         "the "
         "buildings (or people) where it was cut along them, and 1 / segments of a sketch, with the number of segments "
         "that "
         "the team made.\n\n";
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
             "and "
             "so is what follows from it.\n\n";
    case HouseholdMode::none:
      return {};
  }
  return {};
}

std::string of_children(RespondentMethod method) {
  switch (method) {
    case RespondentMethod::kish:
      return "1 / k with k eligible children, but for Kish's tables with five (1/6 for the first, second and fourth, "
             "1/4 "
             "for the third and fifth) and with more than six (1/6 for the first six, none for the rest)";
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
  std::string out =
      "## How the probabilities come about\n\n" + of_areas(survey) + of_segments(plan) + of_households(plan);
  if (plan.mode == HouseholdMode::none) return out;
  return out + "`child_probability` is " + of_children(plan.respondent_method) +
         ". Together\n\n"
         "    overall_probability of a household = inclusion_probability x segment_probability x "
         "household_probability\n"
         "    overall_probability of a child     = that of the household x child_probability\n\n"
         "with segment_probability 1 where a PSU is not split.\n\n";
}

}  // namespace fairdraw
