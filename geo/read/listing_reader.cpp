#include "geo/read/listing_reader.h"

#include "geo/open/source.h"
#include "planner/base/bounds.h"
#include "planner/base/csv.h"
#include "planner/base/degrees.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/unicode.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace fairdraw {

namespace {

/// Reads a listing row by row, with complaints that name the row.
class ListingReader {
 public:
  ListingReader(const std::string& file, const ListingColumns& columns)
      : columns_(columns), source_(file, "", "listing") {
    psu_ = required(columns.psu, "--psu-column");
    for (const std::string& part : columns.household)
      household_.push_back(required(part, "households.id or --household-column"));
    eligible_ = required(columns.eligible, "--eligible-column");
    complaints_.throw_if_any(ErrorKind::usage);
    taken_ = optional(columns.taken);
    segments_ = optional(columns.segments);
    children_ = optional(columns.children);
    for (const DetailText& each : detail_texts()) {
      const auto part_of_id = std::find(columns.household.begin(), columns.household.end(), each.column);
      details_.push_back(part_of_id == columns.household.end() ? optional(each.column) : -1);
    }
    longitude_ = optional("longitude");
    latitude_ = optional("latitude");
  }

  Listing read() {
    Listing listing{source_.label(), {}};
    source_.each_feature([&](const OGRFeature& feature) {
      ++row_;
      if (!unused(feature)) listing.households.push_back(household(feature));  // forms have more lines than households
    });
    complaints_.throw_if_any(ErrorKind::usage);
    if (listing.households.empty())
      throw Error(ErrorKind::usage, source_.label() +
                                        ": lists no household; there should be a row for each, below the "
                                        "names of the columns");
    return listing;
  }

 private:
  int required(const std::string& name, const std::string& option) {
    try {
      return source_.field(name, option);
    } catch (const Error& error) {
      complaints_.add(error.what());
      return -1;
    }
  }

  int optional(const std::string& name) const { return source_.layer().GetLayerDefn()->GetFieldIndex(name.c_str()); }

  static std::string text(const OGRFeature& feature, int field) {
    return field < 0 ? std::string() : std::string(as_meant(trimmed(feature.GetFieldAsString(field))));
  }

  bool unused(const OGRFeature& feature) const {
    const auto blank = [&](int field) { return text(feature, field).empty(); };
    return std::all_of(household_.begin(), household_.end(), blank) && blank(eligible_) && blank(taken_) &&
           blank(segments_) && blank(children_);
  }

  /// Of several columns the values joined; nothing where one is missing.
  std::string household_id(const OGRFeature& feature) const {
    std::string out;
    for (const int part : household_) {
      const std::string value = text(feature, part);
      if (value.empty()) return {};
      out += (out.empty() ? "" : "/") + value;
    }
    return out;
  }

  void complain(const ListedHousehold& each, const std::string& what) {
    complaints_.add(source_.label() + ": row " + std::to_string(row_) + " (PSU " + printable(each.psu_id, 40) +
                    ", household " + printable(each.household_id, 40) + "): " + what);
  }

  ListedHousehold household(const OGRFeature& feature) {
    ListedHousehold each;
    each.psu_id = text(feature, psu_);
    each.household_id = household_id(feature);
    if (!is_utf8(each.household_id) || has_control_character(each.household_id) ||
        each.household_id.size() > kLongestId)
      complaints_.add(source_.label() + ": row " + std::to_string(row_) + ": household id " +
                      printable(each.household_id, 40) + " is not one line of UTF-8 of at most 255 bytes");
    const std::string count = text(feature, eligible_);
    const auto number = parse_number(count);
    if (number && *number >= 0 && *number <= kMostChildren && *number == std::floor(*number))
      each.eligible_children = static_cast<std::uint32_t>(*number);
    else
      complain(each, columns_.eligible + " is \"" + printable(count, 40) +
                         "\"; it should be how many children live there who are eligible, a whole number from 0 to 15");
    if (const std::string made = text(feature, segments_); !made.empty()) {
      const auto whole = parse_whole(made);
      if (whole && *whole >= 1 && *whole <= 10'000)
        each.segments = static_cast<std::uint32_t>(*whole);
      else
        complain(each, columns_.segments + " is \"" + printable(made, 40) +
                           "\"; it should be how many segments the sketch has");
    }
    if (const std::string told = text(feature, taken_); !told.empty()) {
      if (told != "0" && told != "1")
        complain(each, columns_.taken + " is \"" + printable(told, 40) +
                           "\"; it should be 1 where the household was taken and 0 where not");
      each.taken = told == "1";
    }
    const std::string told = text(feature, children_);
    if (auto children = parse_children(told))
      each.children = std::move(*children);
    else
      complain(each, columns_.children + " is \"" + printable(told, 40) +
                         "\"; it should be sex and age of each child, such as m14 f12");
    read_details(feature, each);
    return each;
  }

  void read_details(const OGRFeature& feature, ListedHousehold& each) {
    for (std::size_t i = 0; i < details_.size(); ++i) {
      const DetailText& detail = detail_texts()[i];
      const std::string told = in_one_line(text(feature, details_[i]));
      if (!is_utf8(told) || told.size() > kLongestDetail)
        complain(each,
                 std::string(detail.column) + " is not UTF-8 of at most " + std::to_string(kLongestDetail) + " bytes");
      each.details.*detail.text = told;
    }
    const std::string east = text(feature, longitude_);
    const std::string north = text(feature, latitude_);
    if (east.empty() && north.empty()) return;
    const auto longitude = parse_degrees(east, 'E', 'W');
    const auto latitude = parse_degrees(north, 'N', 'S');
    if (longitude && latitude && std::fabs(*longitude) <= 180 && std::fabs(*latitude) <= 90)
      each.details.position = place_at(*longitude, *latitude);
    else
      complain(each, "longitude and latitude are \"" + printable(east, 40) + "\" and \"" + printable(north, 40) +
                         "\"; they should be degrees, or both empty");
  }

  /// Line breaks and tabs as spaces.
  static std::string in_one_line(std::string text) {
    for (char& c : text)
      if (has_control_character({&c, 1})) c = ' ';
    return text;
  }

  const ListingColumns& columns_;
  Source source_;
  Complaints complaints_;
  std::vector<int> household_;
  std::vector<int> details_;  ///< as detail_texts() has them
  int psu_ = -1, eligible_ = -1, taken_ = -1, segments_ = -1, children_ = -1, longitude_ = -1, latitude_ = -1;
  std::size_t row_ = 0;
};

}  // namespace

Listing read_listing(const std::string& file, const ListingColumns& columns) {
  return ListingReader(file, columns).read();
}

std::vector<std::string> without_names(Listing& listing) {
  std::vector<std::string> out;
  for (const DetailText& detail : detail_texts()) {
    if (!detail.of_people) continue;
    bool told = false;
    for (ListedHousehold& each : listing.households) {
      told = told || !(each.details.*detail.text).empty();
      (each.details.*detail.text).clear();
    }
    if (told) out.emplace_back(detail.column);
  }
  return out;
}

}  // namespace fairdraw
