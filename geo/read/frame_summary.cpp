#include "geo/read/frame_summary.h"

#include "geo/open/csv_table.h"
#include "geo/open/feature_shape.h"
#include "geo/open/gdal_ready.h"
#include "geo/open/source.h"
#include "geo/open/spreadsheet.h"
#include "planner/base/error.h"
#include "planner/base/header_row.h"
#include "planner/base/text.h"
#include "planner/base/unicode.h"
#include "planner/values/database.h"
#include "planner/values/formats.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <numeric>
#include <optional>
#include <unordered_set>

namespace fairdraw {
namespace {

/// A way to write numbers, and what a column's values come to if they are written so.
struct Reading {
  NumberFormat format;
  bool fits = true;
  bool whole = true;
  double sum = 0;
  double least = HUGE_VAL;
  double most = -HUGE_VAL;

  void add(std::string_view value) {
    if (!fits) return;
    const std::optional<double> number = parse_number(value, format);
    fits = number && std::isfinite(*number);
    if (!fits) return;
    sum += *number;
    least = std::min(least, *number);
    most = std::max(most, *number);
    whole = whole && *number == std::floor(*number);
  }
};

/// In the order in which they are preferred: 1,521 is a number of four digits sooner than one of three decimals.
std::vector<Reading> readings() {
  return {{{".", ""}}, {{".", ","}}, {{".", " "}}, {{".", "'"}}, {{",", ""}}, {{",", "."}}, {{",", " "}}};
}

/// Below, a mean of numbers of three decimals each is rather one of thousands.
constexpr double kFewUnits = 20;

struct Gathering {
  ColumnSummary summary;
  std::unordered_set<std::string> values;
  std::vector<Reading> read_as = readings();
  bool is_text = true;
  bool zero_first = false;  ///< a value such as 0.152, which has no thousands

  void add(std::string_view value) {
    ++summary.rows;
    if (value.empty()) {
      ++summary.missing;
      return;
    }
    if (value.find(' ') == std::string::npos) ++summary.single_spaced;
    if (values.emplace(value).second && summary.first_values.size() < 5) summary.first_values.emplace_back(value);
    if (value == "0") ++summary.zeros;
    zero_first = zero_first || value.starts_with("0.");
    for (Reading& each : read_as) each.add(value);
  }

  /// How the column's numbers are written; nullptr where it holds others.
  const Reading* reading() const {
    const auto found = std::find_if(read_as.begin(), read_as.end(), [](const Reading& each) { return each.fits; });
    if (found == read_as.end()) return nullptr;
    const Reading& plain = read_as.front();
    const auto given = static_cast<double>(summary.rows - summary.missing);
    const bool few = plain.fits && !plain.whole && plain.sum < kFewUnits * given;
    for (const Reading& each : read_as)
      if (is_text && few && !zero_first && each.fits && each.format.thousands == ".") return &each;
    return &*found;
  }

  ColumnSummary finish() {
    const std::uint64_t given = summary.rows - summary.missing;
    summary.distinct = values.size();
    const Reading* found = given > 0 ? reading() : nullptr;
    if (found != nullptr) {
      summary.numbers = true;
      summary.format = found->format;
      summary.whole = found->whole;
      summary.least = found->least;
      summary.most = found->most;
      summary.mean = found->sum / static_cast<double>(given);
    }
    return std::move(summary);
  }
};

/// Gathers rows, but for blank ones and for notes below a table, in which one cell alone has a text.
class RowsOfAreas {
 public:
  RowsOfAreas(std::vector<Gathering>& columns, std::uint64_t& areas) : columns_(columns), areas_(areas) {}

  void add(std::vector<std::string> cells) {
    const auto filled =
        std::count_if(cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); });
    if (filled == 0) return;
    waiting_.push_back(std::move(cells));
    if (filled == 1 && columns_.size() > 2 && waiting_.size() < kMostWaiting) return;
    for (const std::vector<std::string>& row : waiting_) {
      ++areas_;
      for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i].add(row[i]);
    }
    waiting_.clear();
  }

 private:
  static constexpr std::size_t kMostWaiting = 1000;
  std::vector<Gathering>& columns_;
  std::uint64_t& areas_;
  std::vector<std::vector<std::string>> waiting_;  ///< that are notes if nothing else follows
};

constexpr std::size_t kFirstRows = 30;
constexpr std::int64_t kMostRead = 100'000;  ///< rows
constexpr std::int64_t kProbes = 20;

/// Of how many rows one is looked at: one of few, where a file can be read here and there and its rows are numbered
/// without large gaps.
std::int64_t step_through(const Source& source) {
  OGRLayer& layer = source.layer();
  const std::int64_t rows = layer.GetFeatureCount();
  if (rows <= kMostRead || layer.TestCapability(OLCRandomRead) == 0) return 1;
  const GdalErrors quiet;  // of numbers that no row has
  int there = 0;
  for (std::int64_t i = 0; i < kProbes; ++i)
    there += OGRFeatureUniquePtr(layer.GetFeature(1 + rows / kProbes * i)) != nullptr ? 1 : 0;
  return there * 10 >= kProbes * 9 ? (rows + kMostRead - 1) / kMostRead : 1;
}

/// Goes through a file, or where it is large through rows that stand as far apart from each other.
/// @param take  to stop it returns false
/// @return each so many rows one was taken
std::int64_t look_through(const Source& source, const std::function<bool(const OGRFeature&)>& take) {
  const std::int64_t step = step_through(source);
  if (step > 1) {
    const std::int64_t rows = source.layer().GetFeatureCount();
    const GdalErrors errors;
    for (std::int64_t number = 1; number <= rows; number += step)
      if (const OGRFeatureUniquePtr feature(source.layer().GetFeature(number)); feature && !take(*feature)) break;
    if (errors.failed()) source.broken(errors);
    return step;
  }
  source.each_feature([&, going = true](const OGRFeature& feature) mutable { going = going && take(feature); });
  return 1;
}

}  // namespace

TableFormat guess_format(const std::string& file, const std::string& layer) {
  TableFormat out;
  if (is_database(file) || !std::filesystem::is_regular_file(file)) return out;  // which opening it tells
  ready_gdal();
  if (is_csv(file))
    out.header_row = header_row_of(first_csv_rows(file, out, kFirstRows));
  else if (kind_of(file) == FileKind::sheet)
    out.header_row = header_row_of(first_sheet_rows(file, layer, kFirstRows));
  return out;
}

FrameSummary summarise_frame(const std::string& file, const std::string& layer, const TableFormat& format) {
  const Source source(file, layer, "frame", format);
  OGRFeatureDefn* defn = source.layer().GetLayerDefn();
  std::vector<Gathering> columns(static_cast<std::size_t>(defn->GetFieldCount()));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    names.emplace_back(defn->GetFieldDefn(static_cast<int>(i))->GetNameRef());
    columns[i].summary.name = names.back();
    const OGRFieldType type = defn->GetFieldDefn(static_cast<int>(i))->GetType();
    columns[i].is_text = type == OFTString;
    columns[i].summary.readable = type == OFTString || type == OFTReal || type == OFTInteger || type == OFTInteger64;
  }
  FrameSummary summary;
  summary.file = file;
  summary.format = format;
  summary.layer = source.layer().GetName();
  summary.spatial = has_layer_geometry(source.layer()) || find_position_columns(source.layer()).any();
  source.read_only(names, false);
  RowsOfAreas rows(columns, summary.areas);
  summary.every = static_cast<std::uint64_t>(look_through(source, [&](const OGRFeature& feature) {
    std::vector<std::string> cells;
    for (int field = 0; field < defn->GetFieldCount(); ++field)
      cells.emplace_back(feature.IsFieldSetAndNotNull(field) ? trimmed(feature.GetFieldAsString(field)) : "");
    rows.add(std::move(cells));
    return true;
  }));
  summary.rows = static_cast<std::uint64_t>(source.layer().GetFeatureCount());
  for (Gathering& column : columns) summary.columns.push_back(column.finish());
  return summary;
}

namespace {

constexpr std::size_t kMostTogether = 3;  ///< columns that name an area

/// Columns that may name areas together, and whether they still do.
struct Together {
  std::vector<std::size_t> columns;
  std::unordered_set<std::string> seen;
};

/// Every choice of `count` out of these, in their order.
std::vector<Together> choices(const std::vector<std::size_t>& of, std::size_t count) {
  std::vector<Together> out;
  std::vector<bool> chosen(of.size(), false);
  std::fill_n(chosen.begin(), std::min(count, of.size()), true);
  do {
    Together each;
    for (std::size_t i = 0; i < of.size(); ++i)
      if (chosen[i]) each.columns.push_back(of[i]);
    out.push_back(std::move(each));
  } while (std::prev_permutation(chosen.begin(), chosen.end()));
  return out;
}

/// The first of these that names each row once; none where none does.
std::vector<std::string> unique_of(const Source& source, const std::vector<std::string>& names,
                                   std::vector<Together> all) {
  look_through(source, [&](const OGRFeature& feature) {
    std::erase_if(all, [&](Together& each) {
      std::string key;
      for (const std::size_t i : each.columns) {
        const std::string_view value = trimmed(feature.GetFieldAsString(source.field(names[i], "frame.id")));
        if (value.empty()) return true;
        key.append(value) += '\x1F';
      }
      return !each.seen.insert(std::move(key)).second;
    });
    return !all.empty();
  });
  if (all.empty()) return {};
  std::vector<std::string> out;
  for (const std::size_t i : all.front().columns) out.push_back(names[i]);
  return out;
}

}  // namespace

std::vector<std::string> unique_together(const FrameSummary& frame, const std::vector<std::string>& columns) {
  const Source source(frame.file, frame.layer, "frame", frame.format);
  source.read_only(columns, false);
  std::vector<std::size_t> all(columns.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  for (std::size_t count = 2; count <= std::min(kMostTogether, columns.size()); ++count)
    if (std::vector<std::string> found = unique_of(source, columns, choices(all, count)); !found.empty()) return found;
  return {};
}

}  // namespace fairdraw
