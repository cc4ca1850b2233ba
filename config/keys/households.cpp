#include "config/keys/sections.h"
#include "config/own_values.h"

#include <array>

namespace fairdraw {
namespace {

constexpr std::string_view kListing = "households.mode = \"listing\"";
constexpr std::string_view kSelfWeighting = "households.take_rule = \"self-weighting\"";

bool lists(const Survey& survey) {
  return survey.households.mode == HouseholdMode::listing;
}

bool self_weighting(const Survey& survey) {
  return survey.households.take_rule == TakeRule::self_weighting;
}

std::string wrong_take_rule(const Survey& survey) {
  if (!self_weighting(survey) || lists(survey)) return {};
  return std::string(kSelfWeighting) + " needs " + std::string(kListing);
}

std::string wrong_solve_most(const Survey& survey) {
  if (survey.households.solve_most > 1000) return "households.solve_most should be at most 1000";
  return only_with(survey, "households.solve_most", survey.households.take == 0,
                   "a take that is left out, to be solved");
}

/// What bounds a self-weighting take.
std::string wrong_bound(const Survey& survey, std::string_view path) {
  if (!lists(survey)) return only_with(survey, path, false, kListing);
  return only_with(survey, path, self_weighting(survey), kSelfWeighting);
}

std::string wrong_take_min(const Survey& survey) {
  return wrong_bound(survey, "households.take_min");
}

std::string wrong_take_max(const Survey& survey) {
  const HouseholdsStage& households = survey.households;
  if (std::string wrong = wrong_bound(survey, "households.take_max"); !wrong.empty()) return wrong;
  if (households.take_max == 0 || households.take_max >= households.take_min) return {};
  return "households.take_max is " + std::to_string(households.take_max) + ", below households.take_min, " +
         std::to_string(households.take_min);
}

std::string wrong_run(const Survey& survey) {
  return only_with(survey, "households.run", lists(survey), kListing);
}

std::string wrong_trips(const Survey& survey) {
  if (!lists(survey)) return only_with(survey, "households.trips", false, kListing);
  return survey.households.trips <= 2 ? "" : "households.trips can be 1 (list and interview on one trip) or 2";
}

std::string wrong_footprints(const Survey& survey) {
  if (survey.households.mode != HouseholdMode::footprints) return {};
  return missing(survey, "households.footprints",
                 "households.mode = \"footprints\" draws from the buildings of a file");
}

constexpr std::array kHouseholdsRows = {
    Key{"households.mode", choice<HouseholdMode, &Survey::households, &HouseholdsStage::mode>(),
        "how households are come by: `\"listing\"`: teams list, `fairdraw households` draws; `\"random-walk\"`; "
        "`\"footprints\"`: buildings drawn in batches, with their positions; `\"none\"`: areas alone"},
    Key{"households.take", WholeKey{place<&Survey::households, &HouseholdsStage::take>, 1},
        "interviews wanted per area (and hit); take / (household x child), rounded up, households are drawn",
        "solved: the cheapest"},
    Key{"households.solve_most",
        WholeKey{place<&Survey::households, &HouseholdsStage::solve_most>, 1},
        "the largest take that is looked at where the take is solved: more interviews than a team can work in an area "
        "may cost least",
        {},
        wrong_solve_most},
    Key{"households.take_rule",
        choice<TakeRule, &Survey::households, &HouseholdsStage::take_rule>(),
        "`\"fixed\"`, or `\"self-weighting\"`: in each area a share of the eligible households listed, such that all "
        "of a stratum have the same overall probability",
        {},
        wrong_take_rule},
    Key{"households.take_min", WholeKey{place<&Survey::households, &HouseholdsStage::take_min>},
        "interviews per area that a self-weighting take wants at least; where it holds, the probability is another, "
        "and is stated",
        "none", wrong_take_min},
    Key{"households.take_max", WholeKey{place<&Survey::households, &HouseholdsStage::take_max>, 1},
        "and at most; likewise", "none", wrong_take_max},
    Key{"households.id", ColumnsKey{place<&Survey::households, &HouseholdsStage::id>},
        "column of the listing that names a household in its PSU; or several that do together, such as "
        "`[\"structure\", \"household\"]`, joined by `/`",
        "`\"household_id\"`",
        [](const Survey& survey) { return only_with(survey, "households.id", lists(survey), kListing); }},
    Key{"households.list_most", WholeKey{place<&Survey::households, &HouseholdsStage::list_most>, 1},
        "households of a PSU that a team can list; `check`, `design` and `draw` tell of larger ones"},
    Key{"households.run",
        WholeKey{place<&Survey::households, &HouseholdsStage::run>, 1},
        "households are drawn in runs of so many neighbours on the listing, for wide ground",
        {},
        wrong_run},
    Key{"households.trips",
        WholeKey{place<&Survey::households, &HouseholdsStage::trips>, 1},
        "2: list, then visit. 1: both on one trip, from a page drawn in advance for every possible number of eligible "
        "households",
        {},
        wrong_trips},
    Key{"households.footprints", TextKey{place<&Survey::households, &HouseholdsStage::footprints>},
        "file of buildings, points or polygons: {layer}; a table has longitude and latitude, or WKT. For `mode = "
        "\"footprints\"`, for segments, and for the starts of walks",
        "none", wrong_footprints},
    Key{"households.confidence",
        NumberKey{place<&Survey::households, &HouseholdsStage::confidence>, [](double x) { return x >= 0 && x <= 1; },
                  "from 0 to 1"},
        "buildings below it (by their column `confidence`) are left out"},
    Key{"households.population", TextKey{place<&Survey::households, &HouseholdsStage::population>},
        "raster of people ({people} of one band, in any CRS), for segments and the starts of walks where no building "
        "is known",
        "the frame, where that is a raster"},
    Key{"households.walk_interval", OwnKey{"\"auto\" or a whole number above 0", read_walk_interval},
        "`\"auto\"` (households in the frame over contacts, 1 to 20), or a number of doors", "auto"},
};

}  // namespace

const KeySection kHouseholdsKeys = {"households", "", kHouseholdsRows};

}  // namespace fairdraw
