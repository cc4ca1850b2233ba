#include "geo/open/statistics_file.h"

#include "geo/open/memory_dataset.h"
#include "planner/base/bounds.h"
#include "planner/base/csv_rows.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/values/formats.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include <ogrsf_frmts.h>
#include <readstat.h>

namespace fairdraw {
namespace {

constexpr double kExact = 9007199254740992.0;  ///< whole numbers below are exact

using Labels = std::map<double, std::string>;

/// A variable of the file, and the fields that it becomes.
struct Column {
  std::string name;
  bool is_text = false;
  std::string labels;        ///< name of its set of labels; empty: none
  bool all_labelled = true;  ///< every number that was met has a label
  bool all_whole = true;
  bool any = false;  ///< a number was met
  int field = -1;
  int code_field = -1;  ///< of the numbers of labels; -1: none
};

/// Numbers of single precision mean the shortest decimal that rounds to them: 0.1, not 0.10000000149.
double as_written(float value) {
  char digits[32];
  const auto written = std::to_chars(digits, digits + sizeof digits, value);
  double out = value;
  std::from_chars(digits, written.ptr, out);
  return out;
}

std::optional<double> number_of(const readstat_value_t& value) {
  const double number = readstat_value_type(value) == READSTAT_TYPE_FLOAT ? as_written(readstat_float_value(value))
                                                                          : readstat_double_value(value);
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

bool is_text(readstat_type_t type) {
  return type == READSTAT_TYPE_STRING || type == READSTAT_TYPE_STRING_REF;
}

/// Goes through the file three times: for what its columns are, for what they hold, and for the rows.
class StatisticsReader {
 public:
  StatisticsReader(const std::string& file, const TableFormat& format) : file_(file), format_(format) {}

  std::shared_ptr<GDALDataset> read() {
    parse(nullptr);
    if (has_ending(file_, ".dta")) require_end();
    if (rows_ > kMostStatisticsCells / std::max<std::int64_t>(1, std::ssize(columns_))) throw too_large();
    parse(&look);
    make_layer();
    parse(&fill);
    if (!end_row()) throw Error(ErrorKind::usage, file_ + ": its rows can't be read");
    const std::int64_t filled = layer_->GetFeatureCount();
    if (filled != met_ || (rows_ >= 0 && filled != rows_))
      throw Error(ErrorKind::usage, file_ + ": says it has " + std::to_string(std::max(rows_, met_)) + " rows, and " +
                                        std::to_string(filled) + " can be read; is it cut off?");
    return std::move(dataset_);
  }

 private:
  struct End {
    void operator()(readstat_parser_t* parser) const { readstat_parser_free(parser); }
  };

  /// Labels stand behind the rows, and ReadStat takes a file that breaks off there for a whole one. Since version 117 a
  /// file says where it ends; of an older one, labels that a column names must be there.
  void require_end() const {
    constexpr std::string_view kBegin = "<stata_dta>";
    constexpr std::string_view kEnd = "</stata_dta>";
    std::ifstream in(file_, std::ios::binary);
    std::string front(kBegin.size(), '\0');
    in.read(front.data(), std::ssize(front));
    if (front == kBegin) {
      std::string back(kEnd.size(), '\0');
      in.seekg(-std::ssize(back), std::ios::end);
      in.read(back.data(), std::ssize(back));
      if (back != kEnd) throw Error(ErrorKind::usage, file_ + ": does not end as a file of Stata does; is it cut off?");
      return;
    }
    for (const Column& column : columns_)
      if (!column.labels.empty() && !labels_.contains(column.labels))
        throw Error(ErrorKind::usage, file_ + ": the labels of column " + printable(column.name) +
                                          " are not in the file; is it cut off? (If they never were, take them off in "
                                          "Stata: label values " +
                                          printable(column.name) + " .)");
  }

  Error too_large() const {
    return {ErrorKind::usage,
            file_ + ": holds more than 50 million cells; write the columns that are needed into a CSV file"};
  }

  static StatisticsReader& self(void* context) { return *static_cast<StatisticsReader*>(context); }

  void parse(readstat_value_handler on_value) {
    const std::unique_ptr<readstat_parser_t, End> parser(readstat_parser_init());
    const bool first = on_value == nullptr;
    readstat_set_variable_handler(parser.get(), first ? &add_column : &pass_column);  // it knows of none otherwise
    if (first) {
      readstat_set_metadata_handler(parser.get(), &count);
      readstat_set_value_label_handler(parser.get(), &add_label);
    } else {
      readstat_set_value_handler(parser.get(), on_value);
    }
    if (!format_.encoding.empty()) readstat_set_file_character_encoding(parser.get(), format_.encoding.c_str());
    const auto parse_file = has_ending(file_, ".dta") ? &readstat_parse_dta : &readstat_parse_sav;
    if (const readstat_error_t error = parse_file(parser.get(), file_.c_str(), this); error != READSTAT_OK)
      throw error == READSTAT_ERROR_USER_ABORT && met_ * std::ssize(columns_) > kMostStatisticsCells
          ? too_large()
          : Error(ErrorKind::usage, file_ + ": " + reason(error));
  }

  static std::string reason(readstat_error_t error) {
    switch (error) {
      case READSTAT_ERROR_OPEN:
        return "can't be opened";
      case READSTAT_ERROR_UNSUPPORTED_FILE_FORMAT_VERSION:
        return "is of a version that is not known; save it as Stata 14 or SPSS, or as CSV";
      case READSTAT_ERROR_UNSUPPORTED_COMPRESSION:
        return "is packed in a way that is not known; save it without compression";
      case READSTAT_ERROR_UNSUPPORTED_CHARSET:
      case READSTAT_ERROR_CONVERT:
      case READSTAT_ERROR_CONVERT_BAD_STRING:
      case READSTAT_ERROR_CONVERT_SHORT_STRING:
      case READSTAT_ERROR_CONVERT_LONG_STRING:
        return "holds letters that are not of its encoding; frame.encoding says how they are written";
      case READSTAT_ERROR_MALLOC:
        return "is too large for this machine's memory, or corrupted";
      default:
        return "can't be read to its end; is it cut off, corrupted, or no file of Stata or SPSS?";
    }
  }

  static int count(readstat_metadata_t* metadata, void* context) {
    self(context).rows_ = readstat_get_row_count(metadata);
    return READSTAT_HANDLER_OK;
  }

  static int add_column(int /*index*/, readstat_variable_t* variable, const char* labels, void* context) {
    Column column;
    if (const char* name = readstat_variable_get_name(variable); name != nullptr) column.name = name;
    column.is_text = is_text(readstat_variable_get_type(variable));
    if (labels != nullptr) column.labels = labels;
    self(context).columns_.push_back(std::move(column));
    return READSTAT_HANDLER_OK;
  }

  static int pass_column(int /*index*/, readstat_variable_t* /*variable*/, const char* /*labels*/, void* /*context*/) {
    return READSTAT_HANDLER_OK;
  }

  static int add_label(const char* name, readstat_value_t value, const char* label, void* context) {
    if (is_text(readstat_value_type(value)) || label == nullptr) return READSTAT_HANDLER_OK;
    if (const std::optional<double> number = number_of(value); number && *label != '\0')
      self(context).labels_[name][*number] = label;
    return READSTAT_HANDLER_OK;
  }

  const std::string* label_of(const Column& column, double number) const {
    const auto set = labels_.find(column.labels);
    if (column.labels.empty() || set == labels_.end()) return nullptr;
    const auto found = set->second.find(number);
    return found == set->second.end() ? nullptr : &found->second;
  }

  Column* column_of(const readstat_variable_t* variable) {
    const auto index = static_cast<std::size_t>(readstat_variable_get_index(variable));
    return index < columns_.size() ? &columns_[index] : nullptr;
  }

  static int look(int row, readstat_variable_t* variable, readstat_value_t value, void* context) {
    StatisticsReader& reader = self(context);
    Column* column = reader.column_of(variable);
    if (column == nullptr) return READSTAT_HANDLER_ABORT;
    reader.met_ = std::max<std::int64_t>(reader.met_, row + std::int64_t{1});
    if (reader.met_ * std::ssize(reader.columns_) > kMostStatisticsCells) return READSTAT_HANDLER_ABORT;
    if (column->is_text || readstat_value_is_missing(value, variable) != 0) return READSTAT_HANDLER_OK;
    const std::optional<double> number = number_of(value);
    if (!number) return READSTAT_HANDLER_OK;
    column->any = true;
    column->all_whole = column->all_whole && *number == std::floor(*number) && std::fabs(*number) < kExact;
    column->all_labelled = column->all_labelled && reader.label_of(*column, *number) != nullptr;
    return READSTAT_HANDLER_OK;
  }

  int add_field(const std::string& name, OGRFieldType type) {
    OGRFieldDefn field(name.c_str(), type);
    layer_->CreateField(&field);
    return layer_->GetLayerDefn()->GetFieldCount() - 1;
  }

  void make_layer() {
    dataset_ = memory_dataset();
    layer_ = dataset_->CreateLayer(std::filesystem::path(file_).stem().string().c_str(), nullptr, wkbNone);
    std::vector<std::string> names;
    for (const Column& column : columns_) names.push_back(column.name);
    names = column_names(names);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      Column& column = columns_[i];
      const OGRFieldType numbers = column.all_whole ? OFTInteger64 : OFTReal;
      const bool labelled = !column.is_text && column.any && column.all_labelled;
      column.field = add_field(names[i], column.is_text || labelled ? OFTString : numbers);
      if (labelled) column.code_field = add_field(names[i] + " [code]", numbers);
    }
  }

  static int fill(int row, readstat_variable_t* variable, readstat_value_t value, void* context) {
    StatisticsReader& reader = self(context);
    const Column* column = reader.column_of(variable);
    if (column == nullptr) return READSTAT_HANDLER_ABORT;
    if (!reader.feature_ || row != reader.row_) {
      if (!reader.end_row()) return READSTAT_HANDLER_ABORT;
      reader.feature_.emplace(reader.layer_->GetLayerDefn());
      reader.row_ = row;
    }
    if (readstat_value_is_missing(value, variable) != 0) return READSTAT_HANDLER_OK;
    if (column->is_text) {
      if (const char* text = readstat_string_value(value); text != nullptr)
        reader.feature_->SetField(column->field, text);
      return READSTAT_HANDLER_OK;
    }
    const std::optional<double> number = number_of(value);
    if (!number) return READSTAT_HANDLER_OK;
    if (column->code_field >= 0) reader.feature_->SetField(column->field, reader.label_of(*column, *number)->c_str());
    const int field = column->code_field >= 0 ? column->code_field : column->field;
    if (column->all_whole)
      reader.feature_->SetField(field, static_cast<GIntBig>(*number));
    else
      reader.feature_->SetField(field, *number);
    return READSTAT_HANDLER_OK;
  }

  /// @return false where the row can't be kept: nothing is thrown through the C code that calls this
  bool end_row() {
    if (!feature_) return true;
    feature_->SetFID(row_ + GIntBig{1});
    const bool kept = layer_->CreateFeature(&*feature_) == OGRERR_NONE;
    feature_.reset();
    return kept;
  }

  const std::string& file_;
  const TableFormat& format_;
  std::int64_t rows_ = -1;  ///< as the file says; -1: it does not
  std::int64_t met_ = 0;    ///< that were looked at
  std::vector<Column> columns_;
  std::map<std::string, Labels> labels_;
  std::shared_ptr<GDALDataset> dataset_;
  OGRLayer* layer_ = nullptr;
  std::optional<OGRFeature> feature_;  ///< the row in hand
  int row_ = -1;
};

}  // namespace

bool is_statistics_file(const std::string& file) {
  return kind_of(file) == FileKind::statistics;
}

std::shared_ptr<GDALDataset> open_statistics_file(const std::string& file, const TableFormat& format) {
  return StatisticsReader(file, format).read();
}

}  // namespace fairdraw
