#pragma once

#include <string>
#include <string_view>

namespace fairdraw {

/// What a column of a census frame may be for, by the words in its name.
enum class ColumnWord {
  households,   ///< counts households or dwellings
  people,       ///< counts people
  count,        ///< counts something: total, size
  part,         ///< counts only some of the people: women, children, an age group
  measure,      ///< measures what is no size of a sampling frame: hectares, percentages, coordinates, years
  code,         ///< a code
  name,         ///< a name
  place,        ///< an administrative unit that holds areas
  urban_rural,  ///< kind of settlement
  stratum,      ///< a stratum of the office's own
};

/// Whether a column's name holds a word of that meaning in English, French, Indonesian, Khmer, Portuguese, Spanish,
/// Swahili, Thai or Vietnamese. Letter case and accents don't count; short words (`hh`, `pop`) must stand alone between
/// signs, digits or a change of case.
bool says(std::string_view column_name, ColumnWord meaning);

}  // namespace fairdraw
