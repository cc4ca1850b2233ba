#pragma once

#include "planner/values/text_column.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

struct GridFrame;  // geo/grid/grid_frame.h

/// Whether an area's measure of size could be read.
enum class SizeState : std::uint8_t { given, missing, not_a_number };

/// What Frame::has_geometry says of an area; of areas merged, everything that holds of one.
inline constexpr std::uint8_t kNoGeometry = 0;
inline constexpr std::uint8_t kGeometry = 1;
inline constexpr std::uint8_t kEmptyGeometry = 2;  ///< a geometry that covers nothing

/// One of several areas that are drawn as one PSU.
struct Member {
  std::string id;
  std::string name;
  double size = 0;
};

/// Something that a reader left out, or had nothing to join to, and that has to be told.
struct ReadNote {
  std::string kind;  ///< "note-row", "unjoined-area", ...
  bool warning = true;
  std::uint64_t count = 0;
  std::vector<std::string> items;  ///< the first of them
  std::string treatment;           ///< what becomes of them

  void add(std::string item);
};

/// The sampling frame as columns: the n-th entry of each belongs to the n-th enumeration area.
struct Frame {
  std::string source;  ///< file and layer, for messages
  TextColumn id;
  TextColumn name;           ///< empty where the frame has no names
  std::vector<double> size;  ///< as in the frame, or the measure of size; 0 where `size_state` is not `given`
  std::vector<SizeState> size_state;
  std::map<std::int64_t, std::string>
      unread_sizes;  ///< by feature: the first texts that should be sizes and are no numbers

  std::vector<TextColumn> columns;  ///< every other column that the survey file names, once
  std::vector<std::size_t> strata;  ///< positions in `columns`
  std::vector<std::size_t> order;
  std::vector<std::size_t> carry;

  /// What the frame says of sizes, where `size` holds measures of size that are bounded by frame.size_min and
  /// frame.size_max; empty where these are the same.
  std::vector<double> counted;

  /// Whether an area is taken for certain (`areas.certain`); empty: none is.
  std::vector<bool> certain;

  std::vector<std::int64_t> feature;  ///< feature number in the source
  std::vector<std::int64_t> ground;   ///< and in the joined file that has the ground, -1: none; empty: the same file
  bool spatial = false;               ///< the source has geometry at all
  std::vector<std::uint8_t> has_geometry;  ///< one per area where `spatial`
  bool known_crs = true;                   ///< coordinates can be placed on the earth
  std::uint64_t excluded = 0;              ///< areas left out by the survey's `exclude`

  std::uint64_t outside_cells = 0;  ///< of a raster: cells with people in none of the boundaries
  double outside = 0;               ///< people there

  /// Of a raster: its PSUs as they were made of cells, from which their ground is read; nullptr of other frames. It is
  /// kept so that the raster is gone through once.
  std::shared_ptr<const GridFrame> grid;

  std::vector<ReadNote> notes;

  /// Features of ground united into an area by `on_duplicate_id = "merge"` or `areas.merge_below`, beyond its own.
  std::map<std::uint32_t, std::vector<std::int64_t>> merged;

  /// What the areas that `areas.merge_below` made are made of, the largest first, which gave its id.
  std::map<std::uint32_t, std::vector<Member>> members;

  std::size_t areas() const noexcept { return id.size(); }

  /// The number of the feature that has an area's ground; -1 where none has.
  std::int64_t ground_of(std::size_t area) const { return ground.empty() ? feature[area] : ground[area]; }

  /// What an area is taken to hold: what the frame says, but no less than the least measure of size. What is drawn goes
  /// by `size`, how much is found there by this.
  double count(std::size_t area) const { return counted.empty() ? size[area] : std::max(counted[area], size[area]); }

  /// What the frame's file says of sizes.
  const std::vector<double>& own_sizes() const { return counted.empty() ? size : counted; }

  /// The column of that name, nullptr where it was not read.
  const TextColumn* column(std::string_view name_of_column) const;

  /// These areas, in this order (`merged`, `members` and `certain` are dropped).
  Frame select(const std::vector<std::uint32_t>& rows) const;
};

}  // namespace fairdraw
