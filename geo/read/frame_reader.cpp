#include "geo/read/frame_reader.h"

#include "geo/grid/grid_frame.h"
#include "geo/open/feature_shape.h"
#include "geo/open/source.h"
#include "geo/read/arrow_column.h"
#include "geo/read/frame_source.h"
#include "geo/read/joined_table.h"
#include "geo/read/note_rows.h"
#include "planner/base/degrees.h"
#include "planner/base/error.h"
#include "planner/base/filter.h"
#include "planner/base/text.h"
#include "planner/base/unicode.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include <ogr_recordbatch.h>

namespace fairdraw {
namespace {

/// Every column that the survey names beside id, name and size, once, and which of them serve for what.
struct NamedColumns {
  std::vector<std::string> names;

  std::size_t add(const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    names.push_back(name);
    return names.size() - 1;
  }

  std::vector<std::size_t> add_all(const std::vector<std::string>& all) {
    std::vector<std::size_t> positions;
    for (const std::string& name : all) positions.push_back(add(name));
    return positions;
  }
};

struct Stream : ArrowArrayStream {
  Stream() : ArrowArrayStream{} {}
  ~Stream() {
    if (release != nullptr) release(this);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
};

struct Schema : ArrowSchema {
  Schema() : ArrowSchema{} {}
  ~Schema() {
    if (release != nullptr) release(this);
  }
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;
};

struct Batch : ArrowArray {
  Batch() : ArrowArray{} {}
  ~Batch() {
    if (release != nullptr) release(this);
  }
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
};

/// Batches in a row without a feature after which no more are asked for: GDAL goes through a GeoPackage by feature
/// numbers, and in a damaged one these may end anywhere. Whether all was read is asked afterwards.
constexpr int kMostEmpty = 1000;

/// A column of the batch in hand: of the frame's file, or of one that is joined to it.
class Cells {
 public:
  /// @param digits  that a code has; what is shorter gets zeros at its front
  explicit Cells(const ArrowColumn& listed, std::size_t digits = 0) : listed_(listed), digits_(digits) {}
  Cells(const JoinedColumn& joined, const std::vector<std::int64_t>& partners)
      : joined_(&joined), partners_(&partners) {}

  bool is_text() const { return listed_ ? listed_->is_text() : joined_->is_text; }

  std::string_view text(std::int64_t row, std::string& scratch) const {
    if (listed_) return listed_->text(row, scratch);
    const std::int64_t partner = (*partners_)[static_cast<std::size_t>(row)];
    return partner == JoinedTable::kNone ? std::string_view() : joined_->texts[static_cast<std::size_t>(partner)];
  }

  /// A code as it was before its zeros were lost.
  std::string_view whole(std::string_view code, std::string& scratch) const {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (code.empty() || code.size() >= digits_ || !std::all_of(code.begin(), code.end(), is_digit)) return code;
    return scratch = std::string(digits_ - code.size(), '0') + std::string(code);
  }

  /// Must not be missing.
  std::optional<double> number(std::int64_t row) const {
    std::string scratch;
    return listed_ ? listed_->number(row) : parse_number(text(row, scratch));
  }

 private:
  std::optional<ArrowColumn> listed_;
  std::size_t digits_ = 0;
  const JoinedColumn* joined_ = nullptr;
  const std::vector<std::int64_t>* partners_ = nullptr;  ///< its rows, by those of the batch
};

/// The condition by which areas are left out, of the columns that the source has.
std::optional<Filter> exclusion(const Survey& survey) {
  if (survey.frame.exclude.empty()) return std::nullopt;
  try {
    return Filter::parse(survey.frame.exclude);
  } catch (const Error& error) {
    throw Error(error.kind(), "frame.exclude = \"" + printable(survey.frame.exclude) + "\" can't be understood " +
                                  error.what() + "; it should be a condition such as security = 'closed'");
  }
}

/// A frame with no area yet: of a raster, its PSUs and what is in none of them.
Frame begin_frame(const Survey& survey, const std::shared_ptr<const GridFrame>& known) {
  Frame out;
  if (!survey.frame.is_raster()) return out;
  out.grid = make_grid_frame(survey, known);
  out.outside_cells = out.grid->outside_cells;
  out.outside = out.grid->outside;
  return out;
}

constexpr std::int64_t kMostExpected = 1 << 26;  ///< areas for which room is made on a file's word
constexpr std::size_t kUnreadShown = 20;         ///< sizes that are no numbers, of which the text is kept

class FrameReader {
 public:
  FrameReader(const Survey& survey, bool with_geometry, const std::shared_ptr<const GridFrame>& known)
      : survey_(survey),
        frame_(begin_frame(survey, known)),
        source_(open_list(survey, frame_)),
        exclusion_(exclusion(survey)),
        with_geometry_(with_geometry) {
    NamedColumns named;
    frame_.strata = named.add_all(survey.frame.strata);
    frame_.order = named.add_all(survey.frame.order);
    frame_.carry = named.add_all(survey.frame.carry);
    for (const auto& [name, key] : frame_columns(survey)) named.add(name);
    for (const std::string& name : named.names) frame_.columns.emplace_back(name);
    open_joins();
    check_columns();
  }

  Frame read() {
    frame_.source = source_.label();
    frame_.id = TextColumn(joined(survey_.frame.id));
    frame_.name = TextColumn(survey_.frame.name);
    const bool layer_geometry = has_layer_geometry(source_.layer());
    const PositionColumns positions = layer_geometry ? PositionColumns{} : find_position_columns(source_.layer());
    frame_.spatial = layer_geometry || positions.any();
    frame_.known_crs = !frame_.spatial || positions.any() || source_.crs() != nullptr;
    positions_ = positions;
    if (ground_ != nullptr) {
      if (frame_.spatial)
        throw Error(
            ErrorKind::usage,
            source_.label() + ": has geometry of its own; frame.join.geometry = true goes with a list that has none");
      frame_.spatial = true;
      frame_.known_crs = ground_->known_crs();
    }

    if (with_geometry_)
      read_ground_and(source_, wanted_);
    else
      source_.read_only(wanted_, false);
    geometry_in_stream_ = with_geometry_ && layer_geometry;
    scan();
    Frame out = layer_geometry ? std::move(frame_) : without_notes(std::move(frame_));
    for (const JoinedTable& join : joins_) join.tell(out.notes);
    return out;
  }

 private:
  static std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : "/") + name;
    return out;
  }

  /// Every column that the survey names, with the key that names it.
  std::vector<std::pair<std::string, std::string>> named_columns() const {
    std::vector<std::pair<std::string, std::string>> out;
    for (const std::string& name : survey_.frame.id) out.emplace_back(name, "frame.id");
    if (!survey_.frame.name.empty()) out.emplace_back(survey_.frame.name, "frame.name");
    if (!survey_.frame.size.empty()) out.emplace_back(survey_.frame.size, "frame.size");
    for (auto& each : frame_columns(survey_)) out.push_back(std::move(each));
    if (exclusion_)
      for (const std::string& name : exclusion_->columns()) out.emplace_back(name, "frame.exclude");
    return out;
  }

  void open_joins() {
    std::vector<std::string> names;
    for (const auto& [name, key] : named_columns()) names.push_back(name);
    joins_.reserve(survey_.frame.joins.size());  // so that each stays where it is
    for (const FrameJoin& join : survey_.frame.joins) {
      std::vector<std::string> wanted;
      for (const std::string& name : names)
        if (!source_.has(name) && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) wanted.push_back(name);
      joins_.emplace_back(survey_, join, wanted, with_geometry_);
      if (join.geometry) ground_ = &joins_.back();
    }
    partners_.resize(joins_.size());
  }

  /// The join that has a column, its position; nothing where none has.
  std::optional<std::size_t> join_with(const std::string& name) const {
    for (std::size_t i = 0; i < joins_.size(); ++i)
      if (joins_[i].column(name) != nullptr) return i;
    return std::nullopt;
  }

  void check_columns() {
    Complaints complaints;
    const auto listed = [&](const std::string& name, const std::string& key) {
      try {
        source_.field(name, key);
        wanted_.push_back(name);
      } catch (const Error& error) {
        complaints.add(error.what());
      }
    };
    for (const auto& [name, key] : named_columns()) {
      const auto has = [&, column = name](const JoinedTable& join) { return join.column(column) != nullptr; };
      const auto files = std::count_if(joins_.begin(), joins_.end(), has);
      if (files == 0) listed(name, key);
      if (files > 1)
        complaints.add("frame.join: column " + printable(name) + " (" + key +
                       ") is in several files; name it in the columns of one of them");
    }
    for (const auto& [name, digits] : survey_.frame.digits) listed(name, "frame.digits");
    for (const FrameJoin& join : survey_.frame.joins) {
      for (const auto& [in_frame, here] : join.on) listed(in_frame, "frame.join.on");
      for (const std::string& name : join.columns)
        if (source_.has(name))
          complaints.add("frame.join: column " + printable(name) + " is in " + source_.label() + " and in " +
                         join.file + "; leave it out of frame.join.columns, or rename it in one of them");
    }
    complaints.throw_if_any(ErrorKind::usage);
  }

  void scan() {
    GdalErrors errors;
    Stream stream;
    Schema schema;
    const auto require = [&](bool right) {
      if (!right || errors.failed()) source_.broken(errors);
    };
    require(source_.layer().GetArrowStream(&stream, nullptr));
    require(stream.get_schema(&stream, &schema) == 0);
    std::int64_t read = 0;
    int empty = 0;
    while (empty < kMostEmpty) {
      Batch batch;
      require(stream.get_next(&stream, &batch) == 0);
      if (batch.release == nullptr) break;
      if (read == batch.length) make_room();  // the first one was there
      read += batch.length;
      empty = batch.length == 0 ? empty + 1 : 0;
      try {
        add(schema, batch);
      } catch (const Error& error) {
        throw Error(error.kind(), source_.label() + ": " + error.what());
      }
    }
    source_.require_whole(read, errors);
    unplaced_.throw_if_any(ErrorKind::usage);
    if (frame_.areas() == 0 && frame_.excluded == 0)
      throw Error(ErrorKind::usage, source_.label() + ": the frame has no area");
  }

  /// For as many areas as the file says it has, so that what was read is not copied again and again.
  void make_room() {
    const GIntBig said = exclusion_ ? 0 : source_.layer().GetFeatureCount(FALSE);
    const auto count = static_cast<std::size_t>(std::clamp<GIntBig>(said, 0, kMostExpected));
    if (count <= frame_.areas()) return;
    for (TextColumn* column : {&frame_.id, &frame_.name}) column->expect(count);
    for (TextColumn& column : frame_.columns) column.expect(count);
    frame_.size.reserve(count);
    frame_.size_state.reserve(count);
    frame_.feature.reserve(count);
    if (!frame_.has_geometry.empty()) frame_.has_geometry.reserve(count);
    if (!frame_.ground.empty()) frame_.ground.reserve(count);
  }

  static std::int64_t position_of(const ArrowSchema& schema, const std::string& name) {
    for (std::int64_t i = 0; i < schema.n_children; ++i)
      if (name == schema.children[i]->name) return i;
    return -1;
  }

  static ArrowColumn column(const ArrowSchema& schema, const ArrowArray& batch, const std::string& name) {
    const std::int64_t i = position_of(schema, name);
    if (i < 0) throw Error(ErrorKind::usage, "column " + name + " can't be read");
    return {*schema.children[i], *batch.children[i]};
  }

  /// A column of the frame's file, or of the file that has it.
  Cells cells(const ArrowSchema& schema, const ArrowArray& batch, const std::string& name) const {
    const auto join = join_with(name);
    if (!join) {
      const auto digits = survey_.frame.digits.find(name);
      return Cells(column(schema, batch, name), digits == survey_.frame.digits.end() ? 0 : digits->second);
    }
    return {*joins_[*join].column(name), partners_[*join]};
  }

  void add(const ArrowSchema& schema, const ArrowArray& batch) {
    find_partners(schema, batch);
    const std::vector<std::int64_t> rows = kept_rows(schema, batch);
    add_ids(schema, batch, rows);
    if (!survey_.frame.name.empty()) add_text(cells(schema, batch, survey_.frame.name), rows, frame_.name);
    for (TextColumn& each : frame_.columns) add_text(cells(schema, batch, each.name()), rows, each);
    if (survey_.frame.size.empty()) {
      frame_.size.insert(frame_.size.end(), rows.size(), survey_.frame.households_per_area);
      frame_.size_state.insert(frame_.size_state.end(), rows.size(), SizeState::given);
    } else {
      add_sizes(cells(schema, batch, survey_.frame.size), rows);
    }
    if (ground_ != nullptr)
      add_joined_ground(rows);
    else if (frame_.spatial)
      add_geometry(schema, batch, rows);
  }

  /// Which row of each joined file belongs to each row of the batch.
  void find_partners(const ArrowSchema& schema, const ArrowArray& batch) {
    for (std::size_t i = 0; i < joins_.size(); ++i) {
      std::vector<Cells> keys;
      for (const auto& [in_frame, here] : joins_[i].join().on) keys.push_back(cells(schema, batch, in_frame));
      std::vector<std::string> scratch(keys.size());
      std::vector<std::string_view> values(keys.size());
      partners_[i].clear();
      for (std::int64_t row = 0; row < batch.length; ++row) {
        bool whole = true;
        for (std::size_t k = 0; k < keys.size(); ++k) {
          values[k] = cell(keys[k], row, scratch[k]);
          whole = whole && !values[k].empty();
        }
        partners_[i].push_back(whole ? joins_[i].use(values) : JoinedTable::kNone);
      }
    }
  }

  void add_joined_ground(const std::vector<std::int64_t>& rows) {
    const auto at = static_cast<std::size_t>(ground_ - joins_.data());
    for (const std::int64_t row : rows) {
      const std::int64_t partner = partners_[at][static_cast<std::size_t>(row)];
      frame_.ground.push_back(ground_->feature(partner));
      frame_.has_geometry.push_back(ground_->geometry(partner));
    }
  }

  /// Of several columns the values are joined by "/"; where one is missing, the id is.
  void add_ids(const ArrowSchema& schema, const ArrowArray& batch, const std::vector<std::int64_t>& rows) {
    std::vector<Cells> parts;
    for (const std::string& name : survey_.frame.id) parts.push_back(cells(schema, batch, name));
    if (parts.size() == 1) return add_text(parts.front(), rows, frame_.id);
    std::string scratch;
    std::string id;
    for (const std::int64_t row : rows) {
      id.clear();
      bool whole = true;
      for (const Cells& part : parts) {
        const std::string_view value = cell(part, row, scratch);
        whole = whole && !value.empty();
        if (!id.empty()) id += '/';
        id += value;
      }
      frame_.id.push_back(whole ? id : std::string());
    }
  }

  /// Rows of the batch that are not excluded; their feature numbers go into the frame.
  std::vector<std::int64_t> kept_rows(const ArrowSchema& schema, const ArrowArray& batch) {
    const char* fid_name = source_.layer().GetFIDColumn();
    std::int64_t fid = position_of(schema, *fid_name == '\0' ? "OGC_FID" : fid_name);
    if (fid < 0) fid = position_of(schema, "OGC_FID");
    if (fid < 0) throw Error(ErrorKind::usage, "features can't be told apart (no feature number)");
    const ArrowArray& numbers = *batch.children[fid];
    const std::vector<bool> excluded = excluded_rows(schema, batch);
    std::vector<std::int64_t> rows;
    rows.reserve(static_cast<std::size_t>(batch.length));
    for (std::int64_t row = 0; row < batch.length; ++row) {
      const std::int64_t feature = static_cast<const std::int64_t*>(numbers.buffers[1])[row + numbers.offset];
      if (!excluded.empty() && excluded[static_cast<std::size_t>(row)]) continue;
      rows.push_back(row);
      frame_.feature.push_back(feature);
    }
    return rows;
  }

  /// Of each row of the batch, whether the survey leaves it out; empty where it leaves out none.
  std::vector<bool> excluded_rows(const ArrowSchema& schema, const ArrowArray& batch) {
    if (!exclusion_) return {};
    std::vector<Cells> columns;
    for (const std::string& name : exclusion_->columns()) columns.push_back(cells(schema, batch, name));
    std::vector<std::string> texts(columns.size());
    std::vector<bool> out(static_cast<std::size_t>(batch.length));
    for (std::int64_t row = 0; row < batch.length; ++row) {
      const bool leaves_out = exclusion_->holds([&](std::size_t i) { return cell(columns[i], row, texts[i]); });
      out[static_cast<std::size_t>(row)] = leaves_out;
      if (leaves_out) ++frame_.excluded;
    }
    return out;
  }

  /// A cell without what can't be seen around it; empty where it stands for nothing.
  std::string_view cell(const Cells& values, std::int64_t row, std::string& scratch) const {
    const std::string_view text = trimmed(values.text(row, scratch));
    const std::vector<std::string>& missing = survey_.frame.missing;
    return std::find(missing.begin(), missing.end(), text) == missing.end() ? values.whole(text, scratch)
                                                                            : std::string_view();
  }

  void add_text(const Cells& values, const std::vector<std::int64_t>& rows, TextColumn& into) const {
    std::string scratch;
    for (const std::int64_t row : rows) into.push_back(cell(values, row, scratch));
  }

  void add_sizes(const Cells& values, const std::vector<std::int64_t>& rows) {
    std::string scratch;
    for (const std::int64_t row : rows) {
      const std::string_view text = cell(values, row, scratch);
      const bool missing = text.empty();
      const std::optional<double> number = missing            ? std::nullopt
                                           : values.is_text() ? parse_number(text, survey_.frame.numbers)
                                                              : values.number(row);
      const bool given = number && !std::isnan(*number);
      if (!missing && !given && frame_.unread_sizes.size() < kUnreadShown)
        frame_.unread_sizes.emplace(frame_.feature[frame_.size.size()], text);
      frame_.size.push_back(given ? *number : 0);
      frame_.size_state.push_back(missing ? SizeState::missing : given ? SizeState::given : SizeState::not_a_number);
    }
  }

  static std::int32_t binary_length(const ArrowArray& geometry, std::int64_t at) {
    const auto* ends = static_cast<const std::int32_t*>(geometry.buffers[1]);
    return ends[at + 1] - ends[at];
  }

  /// Well-known binary of a shape without any part: byte order, type and a count of 0.
  static bool is_empty(const ArrowArray& geometry, std::int64_t at) { return binary_length(geometry, at) <= 9; }

  struct Axis {
    char positive, negative;
    double most;
  };

  /// Positions that are not wholly numbers, or lie outside the earth, are told with their rows.
  void check_degrees(const ArrowColumn& values, const std::vector<std::int64_t>& rows, const std::string& name,
                     Axis axis) {
    std::string scratch;
    const std::size_t first = frame_.feature.size() - rows.size();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string_view text = trimmed(values.text(rows[i], scratch));
      if (text.empty()) continue;
      const std::optional<double> degrees = parse_degrees(text, axis.positive, axis.negative);
      if (degrees && std::fabs(*degrees) <= axis.most) continue;
      const std::string where =
          source_.label() + ": area " + printable(frame_.id[first + i]) + ": " + name + " is " + shown(text);
      if (!degrees)
        unplaced_.add(where + "; it should be degrees such as -10.25 or 10\u00B015'" + axis.negative);
      else
        unplaced_.add(where + "; degrees go from -" + number_text(axis.most) + " to " + number_text(axis.most) +
                      (std::fabs(*degrees) > 1000 ? " (metres of a projected CRS? write positions in WGS 84)"
                                                  : " (longitude and latitude swapped?)"));
    }
  }

  void add_geometry(const ArrowSchema& schema, const ArrowArray& batch, const std::vector<std::int64_t>& rows) {
    if (!with_geometry_) {
      frame_.has_geometry.insert(frame_.has_geometry.end(), rows.size(), kGeometry);
      return;
    }
    std::string scratch;
    if (!geometry_in_stream_) {
      const ArrowColumn positions = column(schema, batch, positions_.first_name());
      for (const std::int64_t row : rows)
        frame_.has_geometry.push_back(positions.text(row, scratch).empty() ? kNoGeometry : kGeometry);
      if (positions_.longitude >= 0) {
        check_degrees(positions, rows, positions_.first_name(), {'E', 'W', 180});
        check_degrees(column(schema, batch, positions_.latitude_name), rows, positions_.latitude_name, {'N', 'S', 90});
      }
      return;
    }
    const ArrowArray* geometry = nullptr;
    for (std::int64_t i = 0; i < schema.n_children; ++i)
      if (std::string_view(schema.children[i]->format) == "z") geometry = batch.children[i];
    if (geometry == nullptr) throw Error(ErrorKind::usage, "its geometry can't be read");
    const auto* present = static_cast<const std::uint8_t*>(geometry->buffers[0]);
    for (const std::int64_t row : rows) {
      const std::int64_t at = row + geometry->offset;
      const bool there =
          (geometry->null_count == 0 || present == nullptr || ((present[at / 8] >> (at % 8)) & 1) != 0) &&
          binary_length(*geometry, at) > 0;
      frame_.has_geometry.push_back(!there ? kNoGeometry : is_empty(*geometry, at) ? kEmptyGeometry : kGeometry);
    }
  }

  const Survey& survey_;
  Frame frame_;
  Source source_;
  std::optional<Filter> exclusion_;
  bool with_geometry_;
  bool geometry_in_stream_ = false;
  PositionColumns positions_;
  Complaints unplaced_;
  std::vector<std::string> wanted_;  ///< columns of the frame's file
  std::vector<JoinedTable> joins_;
  std::vector<std::vector<std::int64_t>> partners_;  ///< per join, its row for each row of the batch in hand
  const JoinedTable* ground_ = nullptr;
};

}  // namespace

Frame read_frame(const Survey& survey, bool with_geometry, const std::shared_ptr<const GridFrame>& known) {
  return FrameReader(survey, with_geometry, known).read();
}

}  // namespace fairdraw
