#pragma once

#include "config/key.h"
#include "config/reader.h"

#include <string_view>

namespace fairdraw {

// Values that have a shape of their own: what OwnKey::read is. Each finds its key's value, puts it into the survey, and
// complains of what is wrong with it.

void read_date(Reader& read, const Key& key, Survey& survey);
void read_order(Reader& read, const Key& key, Survey& survey);
void read_joins(Reader& read, const Key& key, Survey& survey);
void read_digits(Reader& read, const Key& key, Survey& survey);
void read_fixed(Reader& read, const Key& key, Survey& survey);
void read_certain(Reader& read, const Key& key, Survey& survey);
void read_minimum_in(Reader& read, const Key& key, Survey& survey);
void read_maximum_in(Reader& read, const Key& key, Survey& survey);
void read_walk_interval(Reader& read, const Key& key, Survey& survey);
void read_ages(Reader& read, const Key& key, Survey& survey);
void read_children(Reader& read, const Key& key, Survey& survey);
void read_crew(Reader& read, const Key& key, Survey& survey);
void read_layers(Reader& read, const Key& key, Survey& survey);
void read_yields_where(Reader& read, const Key& key, Survey& survey);
void read_area_spread(Reader& read, const Key& key, Survey& survey);
void read_share_targets(Reader& read, const Key& key, Survey& survey);
void read_costs_where(Reader& read, const Key& key, Survey& survey);
void read_rho(Reader& read, const Key& key, Survey& survey);
void read_size_strata(Reader& read, const Key& key, Survey& survey);

// Bounds that several keys have, and what messages say of them.

constexpr bool is_margin(double x) {
  return x > 0 && x < 0.5;
}
inline constexpr std::string_view kMarginShould = "above 0 and below 0.5, such as 0.04";

constexpr bool is_cost(double x) {
  return x >= 0 && x <= 1e12;
}
inline constexpr std::string_view kCostShould = "from 0 to 1e12, in the survey's currency";

}  // namespace fairdraw
