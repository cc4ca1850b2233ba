#pragma once

#include "config/survey.h"
#include "planner/base/text_hash.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fairdraw {

class Source;

/// A column of a joined table.
struct JoinedColumn {
  TextColumn texts;
  bool is_text = true;  ///< numbers in it are written as texts
};

/// A file that is joined to the frame, read whole: the columns that are asked for, by the values of those that it
/// shares with the frame.
class JoinedTable {
 public:
  static constexpr std::int64_t kNone = -1;

  /// @param wanted        columns of the frame that are looked for; those that are not here are of somewhere else
  /// @param see_geometry  whether to see which rows have ground
  /// @throws Error(usage) where the file can't be read, lacks a column that it is to have, or has a key twice
  JoinedTable(const Survey& survey, const FrameJoin& join, const std::vector<std::string>& wanted, bool see_geometry);

  const FrameJoin& join() const { return *join_; }

  /// nullptr where the column is not taken from here.
  const JoinedColumn* column(std::string_view name) const;

  /// The row with these values, in the order of FrameJoin::on; kNone where there is none. Whoever asks uses it.
  std::int64_t use(const std::vector<std::string_view>& values);

  std::int64_t feature(std::int64_t row) const {
    return row == kNone ? kNone : features_[static_cast<std::size_t>(row)];
  }
  /// As Frame::has_geometry.
  std::uint8_t geometry(std::int64_t row) const {
    return row == kNone ? kNoGeometry : geometry_[static_cast<std::size_t>(row)];
  }
  bool spatial() const { return spatial_; }
  bool known_crs() const { return known_crs_; }

  /// What found no partner: rows of the frame but for the notes below it (note_rows.h), and rows of this file.
  /// @param notes  of the frame, to which it adds
  /// @throws Error(usage) where nothing did, or keys would be the same but for zeros at their front
  void tell(std::vector<ReadNote>& notes) const;

 private:
  /// Its fields that share values with the frame; what it lacks that the join names is an error.
  std::vector<int> find_keys(const Source& source);
  /// Those of the wanted columns that are taken from here.
  std::vector<int> find_columns(const Source& source, const std::vector<std::string>& wanted);
  void read_rows(const Source& source, const std::vector<int>& keys, const std::vector<int>& fields,
                 const std::vector<std::string>& missing, bool see_geometry);
  /// A key's values with the names of their columns: the frame's, or this file's.
  std::string shown_key(const std::string& key, bool of_frame) const;

  /// What is to be said where keys are the same but for zeros at their front: pairs of the frame's and this file's.
  std::string lost_zeros(const std::vector<std::pair<std::string, std::string>>& keys) const;

  const FrameJoin* join_;
  std::string label_;
  std::vector<JoinedColumn> columns_;
  std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>> row_of_;
  std::vector<std::int64_t> features_;
  std::vector<std::uint8_t> geometry_;
  std::vector<bool> used_;
  std::vector<std::string> unmatched_;  ///< keys of the frame, each time that they were asked for
  std::string scratch_;
  bool spatial_ = false;
  bool known_crs_ = true;
};

}  // namespace fairdraw
