#pragma once

#include <span>
#include <string_view>

namespace fairdraw {

/// What a value may be in the survey file.
enum class KeyType {
  text,
  number,
  whole,
  texts,
  date,
  yield,
  whole_table,
  where_list,
  layer_list,
  interval,
  age_range,
  order,
  crew,
  spread,
  share_list,
  cost_list,
  rho,
  size_strata,
  shares
};

/// One key that a survey file may hold.
struct Key {
  std::string_view path;  ///< "areas.count"
  KeyType type;
};

/// Every key that fairdraw understands, in the order of the survey file.
std::span<const Key> survey_keys();

/// How a type is called in messages: "a whole number", "a list of texts".
std::string_view describe(KeyType type);

}  // namespace fairdraw
