#include "geo/read/joined_table.h"

#include "geo/open/feature_shape.h"
#include "geo/open/source.h"
#include "geo/read/frame_source.h"
#include "geo/read/note_rows.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/unicode.h"

#include <algorithm>
#include <map>
#include <set>

namespace fairdraw {
namespace {

constexpr char kBetween = '\x1F';

/// Adds a value to a key.
void add_value(std::string& key, std::string_view value) {
  if (!key.empty()) key += kBetween;
  key += value;
}

/// A key without zeros at the front of its values.
std::string key_without_zeros(std::string_view key) {
  std::string out;
  for (std::size_t begin = 0; begin <= key.size();) {
    const std::size_t end = std::min(key.find(kBetween, begin), key.size());
    add_value(out, without_zeros(key.substr(begin, end - begin)));
    begin = end + 1;
  }
  return out;
}

bool is_number(OGRFieldType type) {
  return type == OFTInteger || type == OFTInteger64 || type == OFTReal;
}

bool taken(const FrameJoin& join, const std::string& name) {
  return join.columns.empty() || std::find(join.columns.begin(), join.columns.end(), name) != join.columns.end();
}

std::uint8_t geometry_of(const OGRFeature& feature, const FeatureShape& shape_of, bool in_layer) {
  const OGRGeometry* geometry = feature.GetGeometryRef();
  if (in_layer) return geometry == nullptr ? kNoGeometry : geometry->IsEmpty() ? kEmptyGeometry : kGeometry;
  return shape_of(feature).empty() ? kNoGeometry : kGeometry;
}

/// Has the file read no column that is not needed.
void read_only_needed(const Source& source, const FrameJoin& join, const std::vector<JoinedColumn>& columns,
                      bool see_geometry) {
  std::vector<std::string> names;
  for (const auto& [in_frame, here] : join.on) names.push_back(here);
  for (const JoinedColumn& column : columns) names.push_back(column.texts.name());
  if (see_geometry)
    read_ground_and(source, names);
  else
    source.read_only(names, false);
}

}  // namespace

JoinedTable::JoinedTable(const Survey& survey, const FrameJoin& join, const std::vector<std::string>& wanted,
                         bool see_geometry)
    : join_(&join) {
  const Source source = open_join(survey, join);
  label_ = source.label();
  const std::vector<int> keys = find_keys(source);
  const std::vector<int> fields = find_columns(source, wanted);
  read_rows(source, keys, fields, survey.frame.missing, see_geometry && join.geometry);
}

std::vector<int> JoinedTable::find_keys(const Source& source) {
  Complaints complaints;
  const auto field = [&](const std::string& name, const std::string& key) {
    try {
      return source.field(name, key);
    } catch (const Error& error) {
      complaints.add(error.what());
      return -1;
    }
  };
  std::vector<int> keys;
  for (const auto& [in_frame, here] : join_->on) keys.push_back(field(here, "frame.join.on"));
  for (const std::string& name : join_->columns) field(name, "frame.join.columns");
  if (join_->geometry) {
    const bool in_layer = has_layer_geometry(source.layer());
    spatial_ = in_layer || find_position_columns(source.layer()).any();
    known_crs_ = !in_layer || source.crs() != nullptr;
    if (!spatial_) complaints.add(label_ + ": has no geometry (frame.join.geometry)");
  }
  complaints.throw_if_any(ErrorKind::usage);
  return keys;
}

std::vector<int> JoinedTable::find_columns(const Source& source, const std::vector<std::string>& wanted) {
  OGRFeatureDefn& layer = *source.layer().GetLayerDefn();
  std::vector<int> fields;
  for (const std::string& name : wanted) {
    if (!source.has(name) || !taken(*join_, name)) continue;
    const int i = layer.GetFieldIndex(name.c_str());
    fields.push_back(i);
    columns_.push_back({TextColumn(name), !is_number(layer.GetFieldDefn(i)->GetType())});
  }
  return fields;
}

void JoinedTable::read_rows(const Source& source, const std::vector<int>& keys, const std::vector<int>& fields,
                            const std::vector<std::string>& missing, bool see_geometry) {
  OGRLayer& layer = source.layer();
  const bool in_layer = has_layer_geometry(layer);
  read_only_needed(source, *join_, columns_, see_geometry);
  const FeatureShape shape_of(source);
  const auto cell = [&](const OGRFeature& feature, int i) -> std::string {
    if (feature.IsFieldSetAndNotNull(i) == 0) return {};
    std::string text(trimmed(feature.GetFieldAsString(i)));
    return std::find(missing.begin(), missing.end(), text) == missing.end() ? text : std::string();
  };
  Complaints complaints;
  source.each_feature([&](const OGRFeature& feature) {
    std::string key;
    bool whole = true;
    for (const int i : keys) {
      const std::string value = cell(feature, i);
      whole = whole && !value.empty();
      add_value(key, value);
    }
    if (!whole) return;  // blank rows and notes
    const auto row = static_cast<std::int64_t>(features_.size());
    if (!row_of_.emplace(key, row).second) {
      complaints.add(label_ + ": " + shown_key(key, false) + " comes twice, so that a row of the frame would find two");
      return;
    }
    features_.push_back(feature.GetFID());
    geometry_.push_back(see_geometry ? geometry_of(feature, shape_of, in_layer) : kGeometry);
    for (std::size_t i = 0; i < fields.size(); ++i) columns_[i].texts.push_back(cell(feature, fields[i]));
  });
  complaints.throw_if_any(ErrorKind::usage);
  used_.assign(features_.size(), false);
}

const JoinedColumn* JoinedTable::column(std::string_view name) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(),
                                  [&](const JoinedColumn& column) { return column.texts.name() == name; });
  return found == columns_.end() ? nullptr : &*found;
}

std::int64_t JoinedTable::use(const std::vector<std::string_view>& values) {
  scratch_.clear();
  for (const std::string_view value : values) add_value(scratch_, value);
  const auto found = row_of_.find(scratch_);
  if (found == row_of_.end()) {
    unmatched_.push_back(scratch_);
    return kNone;
  }
  used_[static_cast<std::size_t>(found->second)] = true;
  return found->second;
}

std::string JoinedTable::shown_key(const std::string& key, bool of_frame) const {
  std::string out;
  std::size_t begin = 0;
  for (const auto& [in_frame, here] : join_->on) {
    const std::size_t end = std::min(key.find(kBetween, begin), key.size());
    out += (out.empty() ? "" : ", ") + (of_frame ? in_frame : here) + " " +
           shown(std::string_view(key).substr(begin, end - begin));
    begin = std::min(end + 1, key.size());
  }
  return out;
}

std::string JoinedTable::lost_zeros(const std::vector<std::pair<std::string, std::string>>& keys) const {
  const auto& [in_frame, here] = keys.front();
  std::string out = "frame.join: " + std::to_string(keys.size()) + " areas are in " + label_ +
                    " but for zeros at the front, which a spreadsheet loses: the frame has " +
                    shown_key(in_frame, true) + ", the file " + shown_key(here, false) + "; ";
  if (join_->on.size() > 1)
    return out + "both should be written alike (frame.digits gives the frame's codes theirs back)";
  if (in_frame.size() > here.size()) return out + "the file's should be written as the frame's";
  return out + "frame.digits = { \"" + join_->on.front().first + "\" = " + std::to_string(here.size()) +
         " } gives the frame's theirs back";
}

void JoinedTable::tell(std::vector<ReadNote>& notes) const {
  const std::string label = label_;
  ReadNote unjoined{"unjoined-area", true, 0, {}, "kept, without what " + label + " has (frame.join)"};
  ReadNote unused{"unused-row", true, 0, {}, "rows of " + label + " that belong to no area of the frame: left out"};
  std::map<std::string, std::string> alike;  // keys of the file that are left over, without their zeros
  std::vector<std::pair<std::int64_t, std::string>> left;
  for (const auto& [key, row] : row_of_)
    if (!used_[static_cast<std::size_t>(row)]) left.emplace_back(row, key);
  std::sort(left.begin(), left.end());
  for (const auto& [row, key] : left) {
    unused.add(shown_key(key, false));
    alike.emplace(key_without_zeros(key), key);
  }
  const auto note =
      std::find_if(notes.begin(), notes.end(), [](const ReadNote& each) { return each.kind == kNoteRow; });
  std::vector<std::string> unmatched = unmatched_;
  if (note != notes.end()) {
    const std::set<std::string> texts(note->items.begin(), note->items.end());
    std::erase_if(unmatched, [&](const std::string& key) { return texts.contains(printable(key)); });
  }
  std::vector<std::pair<std::string, std::string>> without;  // the same but for zeros: the frame's, the file's
  for (const std::string& key : unmatched) {
    unjoined.add(shown_key(key, true));
    const auto found = alike.find(key_without_zeros(key));
    if (found != alike.end()) without.emplace_back(key, found->second);
  }
  if (!without.empty()) throw Error(ErrorKind::usage, lost_zeros(without));
  if (!unmatched.empty() && left.size() == row_of_.size())
    throw Error(ErrorKind::usage, "frame.join: no area of the frame is in " + label + ": the frame has " +
                                      shown_key(unmatched.front(), true) + ", the file " +
                                      (left.empty() ? std::string("no row") : shown_key(left.front().second, false)) +
                                      "; are these the right columns (frame.join.on)?");
  ReadNote joined{"joined",
                  false,
                  static_cast<std::uint64_t>(std::count(used_.begin(), used_.end(), true)),
                  {},
                  "rows of " + label + " belong to an area of the frame"};
  for (ReadNote* each : {&joined, &unjoined, &unused})
    if (each->count > 0) notes.push_back(std::move(*each));
}

}  // namespace fairdraw
