#include "geo/listing_reader.h"

#include "geo/source.h"
#include "planner/base/error.h"
#include "planner/base/text.h"

#include <cmath>

namespace fairdraw {

Listing read_listing(const std::string& file, const ListingColumns& columns) {
  const Source source(file, "", "listing");
  Complaints complaints;
  const auto field = [&](const std::string& name, const std::string& option) {
    try {
      return source.field(name, option);
    } catch (const Error& error) {
      complaints.add(error.what());
      return -1;
    }
  };
  const int psu = field(columns.psu, "--psu-column");
  const int household = field(columns.household, "--household-column");
  const int eligible = field(columns.eligible, "--eligible-column");
  complaints.throw_if_any(ErrorKind::usage);
  const int taken = source.layer().GetLayerDefn()->GetFieldIndex(columns.taken.c_str());
  const int segments = source.layer().GetLayerDefn()->GetFieldIndex(columns.segments.c_str());

  Listing listing{source.label(), {}};
  GdalErrors errors;
  std::size_t row = 0;
  source.layer().ResetReading();
  while (const auto feature = OGRFeatureUniquePtr(source.layer().GetNextFeature())) {
    ++row;
    ListedHousehold each;
    each.psu_id = feature->GetFieldAsString(psu);
    each.household_id = feature->GetFieldAsString(household);
    const std::string count = feature->GetFieldAsString(eligible);
    const auto number = parse_number(count);
    const bool text_fits =
        is_utf8(each.household_id) && !has_control_character(each.household_id) && each.household_id.size() <= 255;
    if (!text_fits)
      complaints.add(source.label() + ": row " + std::to_string(row) + ": household id " +
                     printable(each.household_id, 40) + " is not one line of UTF-8 of at most 255 bytes");
    if (!number || *number < 0 || *number > 100 || *number != std::floor(*number)) {
      complaints.add(source.label() + ": row " + std::to_string(row) + " (PSU " + printable(each.psu_id, 40) +
                     ", household " + printable(each.household_id, 40) + "): " + columns.eligible + " is \"" +
                     printable(count, 40) + "\"; it should be a whole number from 0 to 100");
      continue;
    }
    each.eligible_children = static_cast<std::uint32_t>(*number);
    if (const std::string made = segments < 0 ? "" : feature->GetFieldAsString(segments); !made.empty()) {
      const auto whole = parse_whole(made);
      if (!whole || *whole < 1 || *whole > 10'000)
        complaints.add(source.label() + ": row " + std::to_string(row) + " (PSU " + printable(each.psu_id, 40) +
                       "): " + columns.segments + " is \"" + printable(made, 40) +
                       "\"; it should be how many segments the sketch has");
      else
        each.segments = static_cast<std::uint32_t>(*whole);
    }
    if (const std::string told = taken < 0 ? "" : feature->GetFieldAsString(taken); !told.empty()) {
      if (told != "0" && told != "1")
        complaints.add(source.label() + ": row " + std::to_string(row) + " (PSU " + printable(each.psu_id, 40) +
                       ", household " + printable(each.household_id, 40) + "): " + columns.taken + " is \"" +
                       printable(told, 40) + "\"; it should be 1 where the household was taken and 0 where not");
      each.taken = told == "1";
    }
    listing.households.push_back(std::move(each));
  }
  if (errors.failed()) throw Error(ErrorKind::usage, source.label() + ": can't be read: " + errors.text());
  complaints.throw_if_any(ErrorKind::usage);
  return listing;
}

}  // namespace fairdraw
