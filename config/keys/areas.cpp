#include "config/keys/sections.h"
#include "config/own_values.h"
#include "planner/base/text.h"
#include "planner/sampling/methods.h"

#include <array>
#include <initializer_list>

namespace fairdraw {
namespace {

std::string named_method(const Survey& survey) {
  return "areas.method = \"" + survey.areas.method + "\"";
}

std::string wrong_method(const Survey& survey) {
  const AreasStage& areas = survey.areas;
  const Method* method = find_method(areas.method);
  if (method == nullptr) {
    std::vector<std::string_view> names;
    for (const Method& each : methods()) names.push_back(each.name);
    const std::string_view close = nearest(areas.method, names);
    return "areas.method = \"" + printable(areas.method) + "\" is unknown" +
           (close.empty() ? "" : "; did you mean \"" + std::string(close) + "\"?") + " fairdraw draw --help lists them";
  }
  if (method->needs_balance && areas.balance.empty())
    return named_method(survey) + " needs areas.balance, the columns whose totals the sample should get right";
  if (method->must_repeat && areas.certainty == CertaintyRule::once)
    return named_method(survey) + " can hit an area several times: it needs areas.certainty = \"hits\"";
  if (!method->no_reserve.empty() && areas.reserve_replicates > 0)
    return named_method(survey) + " takes no reserve, as " + std::string(method->no_reserve) +
           ": leave areas.reserve_replicates out, or use another method";
  return {};
}

/// A key that goes with the methods of which something holds.
std::string only_with_methods(const Survey& survey, const std::string& path, std::string_view that,
                              bool (*holds)(const Method&)) {
  const Method* method = find_method(survey.areas.method);
  if (method == nullptr || holds(*method) || !is_given(survey, path)) return {};
  return path + " goes with methods that " + std::string(that) + " only (" + methods_that(holds) + "), not with " +
         named_method(survey);
}

std::string wrong_spread(const Survey& survey) {
  if (survey.frame.hilbert_order && !spread_columns(survey).empty())
    return "areas.spread names columns and frame.order = \"hilbert\" goes by places; leave one of them out";
  return only_with_methods(survey, "areas.spread", "spread over positions",
                           [](const Method& each) { return each.needs_positions; });
}

std::string wrong_balance(const Survey& survey) {
  return only_with_methods(survey, "areas.balance", "balance", [](const Method& each) { return each.needs_balance; });
}

std::string wrong_coordinate(const Survey& survey) {
  return only_with_methods(survey, "areas.coordinate", "use permanent random numbers",
                           [](const Method& each) { return each.needs_permanent; });
}

std::string wrong_certainty(const Survey& survey) {
  const AreasStage& areas = survey.areas;
  if (areas.certainty != CertaintyRule::hits) return {};
  const Method* method = find_method(areas.method);
  if (method != nullptr && !method->may_repeat)
    return "areas.certainty = \"hits\" goes with " + methods_that([](const Method& each) { return each.may_repeat; }) +
           " only, not with " + named_method(survey);
  const bool told = method != nullptr && !method->no_reserve.empty();  // of the method itself
  if (areas.reserve_replicates > 0 && !told)
    return "areas.certainty = \"hits\" can't go with reserve_replicates, as " + std::string(kHitsAlone) +
           "; use \"once\"";
  return {};
}

std::string wrong_certain(const Survey& survey) {
  return only_with(survey, "areas.certain", survey.areas.certainty == CertaintyRule::once, "certainty = \"once\"");
}

/// What is left out must be there to be solved.
std::string wrong_count(const Survey& survey) {
  if (survey.areas.allocation == AllocationRule::fixed) return {};
  if (survey.households.mode == HouseholdMode::none)
    return missing(survey, "areas.count", "with households.mode = \"none\" there are no interviews to solve it from");
  if (survey.areas.count == 0 && survey.households.take == 0 && !survey.costs.any())
    return "areas.count and households.take are both left out, to be solved at the least cost: that needs "
           "costs.per_area and what else field work costs";
  return {};
}

std::string wrong_allocation(const Survey& survey) {
  const Target& target = survey.target;
  if (survey.areas.allocation == AllocationRule::multivariate && target.margin == 0 && target.margin_by_domain == 0 &&
      target.shares.empty())
    return "areas.allocation = \"multivariate\" needs margins to meet: target.margin, target.margin_by_domain or "
           "target.shares";
  return {};
}

std::string wrong_importance(const Survey& survey) {
  return only_with(survey, "areas.importance", survey.areas.allocation == AllocationRule::kish,
                   "allocation = \"kish\"");
}

std::string wrong_variable(const Survey& survey) {
  const AllocationRule rule = survey.areas.allocation;
  if (rule == AllocationRule::neyman && !survey.areas.strata.empty()) return {};  // which may have variances
  if (rule == AllocationRule::neyman)
    return missing(survey, "areas.variable",
                   "allocation = \"neyman\" needs the column whose total it should estimate well");
  return only_with(survey, "areas.variable", rule == AllocationRule::optimal || rule == AllocationRule::power,
                   "allocation = \"neyman\", \"optimal\" or \"power\"");
}

std::string wrong_fixed(const Survey& survey) {
  if (survey.areas.allocation == AllocationRule::fixed && !survey.areas.strata.empty()) return {};  // it may have them
  if (survey.areas.allocation == AllocationRule::fixed)
    return missing(survey, "areas.fixed", "allocation = \"fixed\" needs the count of each stratum");
  return only_with(survey, "areas.fixed", survey.areas.fixed.empty(), "allocation = \"fixed\"");
}

std::string wrong_maximum(const Survey& survey) {
  const AreasStage& areas = survey.areas;
  if (areas.maximum_per_stratum == 0 || areas.maximum_per_stratum >= areas.minimum_per_stratum) return {};
  return "areas.maximum_per_stratum is " + std::to_string(areas.maximum_per_stratum) +
         ", below areas.minimum_per_stratum, " + std::to_string(areas.minimum_per_stratum);
}

/// Bounds of named strata: a minimum above its maximum.
std::string wrong_bounds_in(const Survey& survey) {
  const AreasStage& areas = survey.areas;
  if (areas.allocation == AllocationRule::fixed && !(areas.minimum_in.empty() && areas.maximum_in.empty()))
    return "areas.minimum_in and maximum_in bound what is shared out; areas.allocation = \"fixed\" shares nothing out";
  for (const auto& [name, most] : areas.maximum_in) {
    const auto least = areas.minimum_in.find(name);
    if (least != areas.minimum_in.end() && least->second > most)
      return "areas.maximum_in of \"" + printable(name) + "\" is " + std::to_string(most) + ", below its minimum_in, " +
             std::to_string(least->second);
  }
  return {};
}

std::string wrong_segment_above(const Survey& survey) {
  const AreasStage& areas = survey.areas;
  if (areas.segment_above == 0 || areas.segment_size <= areas.segment_above) return {};
  return "areas.segment_above is " + std::to_string(areas.segment_above) + ", below areas.segment_size, " +
         std::to_string(areas.segment_size) + ": an area that is split must hold more than one segment";
}

constexpr std::array kAreasRows = {
    Key{"areas.method",
        TextKey{place<&Survey::areas, &AreasStage::method>},
        "how areas are drawn; one of the [methods](#methods-of-selection) below",
        {},
        wrong_method},
    Key{"areas.count", WholeKey{place<&Survey::areas, &AreasStage::count>, 1}, "areas in the main sample",
        "solved: the fewest, or cheapest, that reach the target", wrong_count},
    Key{"areas.allocation",
        choice<AllocationRule, &Survey::areas, &AreasStage::allocation>(),
        "how they are shared out among strata: `\"proportional\"`, `\"equal\"`, `\"power\"` (size^power; with "
        "`variable`, Bankier's), `\"kish\"` (a compromise between country and strata), `\"neyman\"` (the total of "
        "`variable`), `\"optimal\"` (`variable`, or else the country's margin, for the cost), `\"equal-precision\"` "
        "(the largest of the strata's own margins is the least there is), `\"multivariate\"` (every margin at once, at "
        "the least cost), `\"fixed\"`",
        {},
        wrong_allocation},
    Key{"areas.importance",
        NumberKey{place<&Survey::areas, &AreasStage::importance>, [](double x) { return x >= 0 && x <= 1e6; },
                  "0 or more: how much the country's figures count against the strata's"},
        "for `kish`: of the country's figures against the strata's",
        {},
        wrong_importance},
    Key{"areas.variable", TextKey{place<&Survey::areas, &AreasStage::variable>},
        "for `neyman`, `optimal`, `power`: a column whose total should be estimated well", "none", wrong_variable},
    Key{"areas.power",
        NumberKey{place<&Survey::areas, &AreasStage::power>, [](double p) { return p >= 0 && p <= 1; }, "from 0 to 1"},
        "0 to 1, for `power`"},
    Key{"areas.strata", TextKey{place<&Survey::areas, &AreasStage::strata>},
        "a CSV file with a row per stratum (column `stratum`) and what holds there: `count` (for `fixed`), `minimum`, "
        "`maximum`, `per_area` (its cost), `variance` (for `neyman` and `optimal`), `take`, and yields (`eligible`, "
        "`eligible_low`, `eligible_high`, `household`, `child`, `caregiver`); an empty cell leaves what holds for the "
        "country",
        "none"},
    Key{"areas.fixed", OwnKey{"a table of whole numbers such as { \"North\" = 10 }", read_fixed},
        "`{ \"North / urban\" = 10, ... }`, a count for every stratum, for `fixed`", "none", wrong_fixed},
    Key{"areas.minimum_per_stratum", WholeKey{place<&Survey::areas, &AreasStage::minimum_per_stratum>},
        "areas that every stratum gets at least"},
    Key{"areas.maximum_per_stratum", WholeKey{place<&Survey::areas, &AreasStage::maximum_per_stratum>, 1},
        "and at most", "none", wrong_maximum},
    Key{"areas.minimum_in", OwnKey{"a table of whole numbers such as { \"North\" = 4 }", read_minimum_in},
        "`{ \"North / urban\" = 4, ... }`, the least of some strata, in place of `minimum_per_stratum`", "none",
        wrong_bounds_in},
    Key{"areas.maximum_in", OwnKey{"a table of whole numbers such as { \"North\" = 20 }", read_maximum_in},
        "and the most of some, in place of `maximum_per_stratum`", "none"},
    Key{"areas.certainty",
        choice<CertaintyRule, &Survey::areas, &AreasStage::certainty>(),
        "`\"once\"`: areas as large as the interval are drawn for certain, the rest share what remains; `\"hits\"`: a "
        "large area may be hit several times, and its take counts as often",
        {},
        wrong_certainty},
    Key{"areas.certain", OwnKey{"a column, or a list of ids such as [\"0101\", \"0207\"]", read_certain},
        "areas that are taken for certain, whatever their size: the column that says so (1, true, yes, y or x), or a "
        "list of ids. The strata's minimum is of the areas beside them",
        "none", wrong_certain},
    Key{"areas.reserve_replicates", WholeKey{place<&Survey::areas, &AreasStage::reserve_replicates>},
        "replicates in reserve, each of about as many areas as the main sample, which does not change by them; opened "
        "one after the other by `fairdraw release` ([how](../planner/stages/README.md))"},
    Key{"areas.merge_below", WholeKey{place<&Survey::areas, &AreasStage::merge_below>},
        "areas with fewer households join a neighbour of their stratum before the draw: the one with the longest "
        "shared border, else the next on the list ([how](../planner/frame/README.md))"},
    Key{"areas.segment_above", WholeKey{place<&Survey::areas, &AreasStage::segment_above>},
        "areas with more households are split into segments, and one of them is worked: cut where people live "
        "(`households.footprints`, else `households.population`), along roads and water of `maps.layers` where they "
        "part the ground, else on a sketch that the team makes ([how](../planner/stages/README.md))",
        "0 (none)", wrong_segment_above},
    Key{"areas.segment_size", WholeKey{place<&Survey::areas, &AreasStage::segment_size>, 1},
        "households of a segment, about"},
    Key{"areas.spread", TextsKey{place<&Survey::areas, &AreasStage::spread>},
        "for methods that need positions: numeric columns to spread over (each brought to a variance of 1), or "
        "`[\"longitude\", \"latitude\"]`, the areas' places: on the sphere, or in the frame's CRS where that is a "
        "projection in metres",
        "the areas' places", wrong_spread},
    Key{"areas.balance", TextsKey{place<&Survey::areas, &AreasStage::balance>},
        "for balanced methods: columns whose totals the sample should get right, the most important first; a column "
        "that does not hold numbers counts by its values",
        "required by these", wrong_balance},
    Key{"areas.coordinate",
        choice<Coordinate, &Survey::areas, &AreasStage::coordinate>(),
        "for methods with permanent random numbers: surveys with one seed that both count from the same end "
        "(`\"positive\"`) overlap as much as can be, from opposite ends (`\"negative\"` in one of them) as little",
        {},
        wrong_coordinate},
};

}  // namespace

const KeySection kAreasKeys = {"areas", "", kAreasRows};

}  // namespace fairdraw
