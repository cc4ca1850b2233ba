#include "geo/read/frame_summary.h"

#include "geo/open/feature_shape.h"
#include "geo/open/source.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/unicode.h"

#include <cmath>
#include <unordered_set>

namespace fairdraw {
namespace {

struct Gathering {
  ColumnSummary summary;
  std::unordered_set<std::string> values;
  bool numbers = true;
  bool whole = true;
  double sum = 0;

  void add(std::string_view value) {
    ++summary.rows;
    if (value.empty()) {
      ++summary.missing;
      return;
    }
    if (value.find(' ') == std::string::npos) ++summary.single_spaced;
    if (values.emplace(value).second && summary.first_values.size() < 5) summary.first_values.emplace_back(value);
    const auto number = numbers ? parse_number(value) : std::nullopt;
    numbers = number && std::isfinite(*number);
    if (!numbers) return;
    if (sum == 0 && summary.zeros == 0 && summary.rows - summary.missing == 1) summary.least = *number;
    summary.least = std::min(summary.least, *number);
    whole = whole && *number == std::floor(*number);
    if (*number == 0) ++summary.zeros;
    sum += *number;
  }

  ColumnSummary finish() {
    const std::uint64_t given = summary.rows - summary.missing;
    summary.distinct = values.size();
    summary.numbers = numbers && given > 0;
    summary.whole = summary.numbers && whole;
    summary.mean = summary.numbers ? sum / static_cast<double>(given) : 0;
    return std::move(summary);
  }
};

}  // namespace

FrameSummary summarise_frame(const std::string& file, const std::string& layer) {
  const Source source(file, layer, "frame");
  OGRFeatureDefn* defn = source.layer().GetLayerDefn();
  std::vector<Gathering> columns(static_cast<std::size_t>(defn->GetFieldCount()));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    names.emplace_back(defn->GetFieldDefn(static_cast<int>(i))->GetNameRef());
    columns[i].summary.name = names.back();
    const OGRFieldType type = defn->GetFieldDefn(static_cast<int>(i))->GetType();
    columns[i].summary.readable = type == OFTString || type == OFTReal || type == OFTInteger || type == OFTInteger64;
  }
  FrameSummary summary;
  summary.file = file;
  summary.layer = source.layer().GetName();
  summary.spatial = has_layer_geometry(source.layer()) || find_position_columns(source.layer()).any();
  GdalErrors errors;
  source.read_only(names, false);
  while (const auto feature = OGRFeatureUniquePtr(source.layer().GetNextFeature())) {
    ++summary.areas;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const int field = static_cast<int>(i);
      columns[i].add(feature->IsFieldSetAndNotNull(field) ? trimmed(feature->GetFieldAsString(field)) : "");
    }
  }
  if (errors.failed()) throw Error(ErrorKind::usage, source.label() + ": can't be read: " + errors.text());
  for (Gathering& column : columns) summary.columns.push_back(column.finish());
  return summary;
}

}  // namespace fairdraw
