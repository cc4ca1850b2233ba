#include "config/keys.h"

#include <array>

namespace fairdraw {
namespace {

constexpr std::array kKeys = {
    Key{"survey.title", KeyType::text},
    Key{"survey.country", KeyType::text},
    Key{"survey.date", KeyType::date},
    Key{"survey.seed", KeyType::text},
    Key{"target.interviews", KeyType::whole},
    Key{"target.caregivers", KeyType::whole},
    Key{"target.chance", KeyType::number},
    Key{"target.margin", KeyType::number},
    Key{"target.domains", KeyType::texts},
    Key{"target.margin_by_domain", KeyType::number},
    Key{"target.shares", KeyType::share_list},
    Key{"yields.eligible", KeyType::yield},
    Key{"yields.household", KeyType::yield},
    Key{"yields.child", KeyType::yield},
    Key{"yields.caregiver", KeyType::yield},
    Key{"yields.area_spread", KeyType::spread},
    Key{"yields.where", KeyType::where_list},
    Key{"frame.file", KeyType::text},
    Key{"frame.layer", KeyType::text},
    Key{"frame.id", KeyType::text},
    Key{"frame.name", KeyType::text},
    Key{"frame.size", KeyType::text},
    Key{"frame.size_per_household", KeyType::number},
    Key{"frame.grid_size", KeyType::number},
    Key{"frame.strata", KeyType::texts},
    Key{"frame.strata_from", KeyType::size_strata},
    Key{"frame.order", KeyType::order},
    Key{"frame.carry", KeyType::texts},
    Key{"frame.exclude", KeyType::text},
    Key{"frame.on_missing_size", KeyType::text},
    Key{"frame.on_zero_size", KeyType::text},
    Key{"frame.on_duplicate_id", KeyType::text},
    Key{"frame.on_missing_geometry", KeyType::text},
    Key{"boundaries.file", KeyType::text},
    Key{"boundaries.layer", KeyType::text},
    Key{"boundaries.id", KeyType::text},
    Key{"boundaries.name", KeyType::text},
    Key{"boundaries.total", KeyType::text},
    Key{"areas.method", KeyType::text},
    Key{"areas.count", KeyType::whole},
    Key{"areas.allocation", KeyType::text},
    Key{"areas.power", KeyType::number},
    Key{"areas.importance", KeyType::number},
    Key{"areas.variable", KeyType::text},
    Key{"areas.fixed", KeyType::whole_table},
    Key{"areas.minimum_per_stratum", KeyType::whole},
    Key{"areas.maximum_per_stratum", KeyType::whole},
    Key{"areas.certainty", KeyType::text},
    Key{"areas.merge_below", KeyType::whole},
    Key{"areas.segment_above", KeyType::whole},
    Key{"areas.segment_size", KeyType::whole},
    Key{"areas.reserve_replicates", KeyType::whole},
    Key{"areas.spread", KeyType::texts},
    Key{"areas.balance", KeyType::texts},
    Key{"areas.coordinate", KeyType::text},
    Key{"households.mode", KeyType::text},
    Key{"households.take", KeyType::whole},
    Key{"households.take_rule", KeyType::text},
    Key{"households.take_min", KeyType::whole},
    Key{"households.take_max", KeyType::whole},
    Key{"households.run", KeyType::whole},
    Key{"households.trips", KeyType::whole},
    Key{"households.footprints", KeyType::text},
    Key{"households.confidence", KeyType::number},
    Key{"households.population", KeyType::text},
    Key{"households.walk_interval", KeyType::interval},
    Key{"respondents.age", KeyType::age_range},
    Key{"respondents.method", KeyType::text},
    Key{"respondents.order", KeyType::text},
    Key{"respondents.caregiver", KeyType::text},
    Key{"respondents.children", KeyType::shares},
    Key{"field.teams", KeyType::whole},
    Key{"field.per_team", KeyType::crew},
    Key{"field.bases", KeyType::text},
    Key{"field.language", KeyType::text},
    Key{"field.speed", KeyType::number},
    Key{"field.travel_times", KeyType::text},
    Key{"costs.per_area", KeyType::number},
    Key{"costs.per_listed", KeyType::number},
    Key{"costs.per_household", KeyType::number},
    Key{"costs.per_interview", KeyType::number},
    Key{"costs.where", KeyType::cost_list},
    Key{"costs.rho", KeyType::rho},
    Key{"maps.paper", KeyType::text},
    Key{"maps.layers", KeyType::layer_list},
    Key{"maps.basemap", KeyType::text},
    Key{"maps.grid", KeyType::text},
    Key{"maps.sheet_scale", KeyType::whole},
    Key{"maps.pictures", KeyType::texts},
    Key{"maps.offline_zoom", KeyType::whole},
    Key{"documents.language", KeyType::text},
    Key{"documents.capi", KeyType::texts},
};

}  // namespace

std::span<const Key> survey_keys() {
  return kKeys;
}

std::string_view describe(KeyType type) {
  switch (type) {
    case KeyType::text:
      return "a text in quotes";
    case KeyType::number:
      return "a number";
    case KeyType::whole:
      return "a whole number, 0 or more";
    case KeyType::texts:
      return "a list of texts";
    case KeyType::date:
      return "a date such as 2026-11-20";
    case KeyType::yield:
      return "a share, or { mean = 0.42, low = 0.36, high = 0.48 }";
    case KeyType::whole_table:
      return "a table of whole numbers such as { \"North\" = 10 }";
    case KeyType::where_list:
      return "a list of tables, [[yields.where]]";
    case KeyType::layer_list:
      return "a list of tables such as { file = \"roads.gpkg\", style = \"road\" }";
    case KeyType::interval:
      return "\"auto\" or a whole number above 0";
    case KeyType::age_range:
      return "two whole numbers, from and to, such as [12, 17]";
    case KeyType::order:
      return "a list of columns, or \"hilbert\"";
    case KeyType::crew:
      return "{ interviewers = 4, interviews_per_day = 3 }";
    case KeyType::spread:
      return "a number, or { eligible = 0.35, household = 0.05, child = 0.05 }";
    case KeyType::share_list:
      return "a list of tables such as { column = \"children_online\", of = \"children\", margin = 0.05 }";
    case KeyType::cost_list:
      return "a list of tables, [[costs.where]], with column, value and per_area";
    case KeyType::rho:
      return "a number, { column = \"children_online\", of = \"children\" }, or { file = \"earlier.csv\", psu = "
             "\"cluster\", answer = \"online\" }";
    case KeyType::size_strata:
      return "{ column = \"households\", method = \"cumulative-root-f\", count = 3 }";
    case KeyType::shares:
      return "a list of shares that sum to 1, such as [0.6, 0.3, 0.1]";
  }
  return "";
}

}  // namespace fairdraw
