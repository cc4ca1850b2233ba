#include "geo/open/csv_table.h"

#include "geo/open/source.h"
#include "planner/base/bounds.h"
#include "planner/base/csv_rows.h"
#include "planner/base/csv_structure.h"
#include "planner/base/encoding.h"
#include "planner/base/error.h"
#include "planner/values/formats.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <optional>
#include <utility>

#include <cpl_vsi.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

namespace fairdraw {
namespace {

constexpr std::int64_t kBatch = 65'536;  ///< rows
constexpr std::size_t kMostBatchBytes = std::size_t{1} << 30U;

bool is_packed(const std::string& file) {
  return has_ending(file, ".gz");
}

class FileBytes : public ByteSource {
 public:
  explicit FileBytes(const std::string& file) : in_(file, std::ios::binary), file_(file) {
    if (!in_) throw Error(ErrorKind::usage, file + ": can't be opened");
  }

  void rewind() override {
    in_.clear();
    in_.seekg(0);
  }

  std::size_t read(char* into, std::size_t most) override {
    in_.read(into, static_cast<std::streamsize>(most));
    if (in_.bad()) throw Error(ErrorKind::system, file_ + ": can't be read to its end");
    return static_cast<std::size_t>(in_.gcount());
  }

 private:
  std::ifstream in_;
  std::string file_;
};

struct CloseVsi {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};

std::string unpacked(const std::string& file) {
  const GdalErrors errors;
  const std::unique_ptr<VSILFILE, CloseVsi> in(VSIFOpenL(("/vsigzip/" + file).c_str(), "rb"));
  if (!in) throw Error(ErrorKind::usage, file + ": can't be unpacked; is it packed by gzip?");
  std::string out;
  std::vector<char> block(std::size_t{1} << 20U);
  while (const std::size_t count = VSIFReadL(block.data(), 1, block.size(), in.get())) {
    out.append(block.data(), count);
    if (out.size() > kMostUnpackedCsv)
      throw Error(ErrorKind::usage, file + ": holds more than 4 GB when it is unpacked");
  }
  if (errors.failed() || VSIFEofL(in.get()) == 0)
    throw Error(ErrorKind::usage, file + ": can't be unpacked to its end");
  return out;
}

std::string whole(const std::string& file) {
  if (is_packed(file)) return unpacked(file);
  FileBytes bytes(file);
  std::string out;
  std::vector<char> block(std::size_t{1} << 20U);
  while (const std::size_t count = bytes.read(block.data(), block.size())) out.append(block.data(), count);
  return out;
}

std::string marked_encoding_of(const std::string& file) {
  if (is_packed(file)) return {};
  FileBytes bytes(file);
  std::string front(2, '\0');
  front.resize(bytes.read(front.data(), front.size()));
  return std::string(marked_encoding(front));
}

/// A file's text in UTF-8: from the file block by block where it is so written, else from memory.
std::unique_ptr<ByteSource> utf8_bytes(const std::string& file, const TableFormat& format) {
  const std::string marked = marked_encoding_of(file);
  const std::string& encoding = marked.empty() ? format.encoding : marked;
  if (encoding.empty() && !is_packed(file)) return std::make_unique<FileBytes>(file);
  std::string text = whole(file);
  if (encoding.empty()) return std::make_unique<TextBytes>(std::move(text));
  try {
    return std::make_unique<TextBytes>(to_utf8(text, encoding));
  } catch (const Error& error) {
    throw Error(error.kind(), file + ": " + error.what());
  }
}

/// What a column of a batch is made of, until whoever takes it lets it go.
struct TextBuffers {
  std::vector<std::int32_t> ends{0};
  std::string bytes;
  const void* all[3] = {nullptr, nullptr, nullptr};

  void end() { ends.push_back(static_cast<std::int32_t>(bytes.size())); }
};

struct NumberBuffers {
  std::vector<std::int64_t> numbers;
  const void* all[2] = {nullptr, nullptr};
};

struct BatchBuffers {
  std::vector<ArrowArray> columns;
  std::vector<ArrowArray*> pointers;
  const void* all[1] = {nullptr};
};

struct SchemaBuffers {
  std::string name;
  std::vector<ArrowSchema> columns;
  std::vector<ArrowSchema*> pointers;
};

template <class Buffers, class Arrow>
void release(Arrow* arrow) {
  delete static_cast<Buffers*>(arrow->private_data);
  arrow->release = nullptr;
}

template <class Buffers, class Arrow>
void release_all(Arrow* arrow) {
  for (Arrow* column : static_cast<Buffers*>(arrow->private_data)->pointers)
    if (column->release != nullptr) column->release(column);
  release<Buffers>(arrow);
}

template <class Buffers>
void hand_over(std::unique_ptr<Buffers> buffers, std::int64_t length, ArrowArray& out) {
  out = ArrowArray{};
  out.length = length;
  out.n_buffers = std::ssize(buffers->all);
  out.buffers = buffers->all;
  out.release = &release<Buffers, ArrowArray>;
  out.private_data = buffers.release();
}

ArrowSchema schema_of(const std::string& name, const char* format) {
  auto buffers = std::make_unique<SchemaBuffers>();
  buffers->name = name;
  ArrowSchema out{};
  out.format = format;
  out.name = buffers->name.c_str();
  out.release = &release<SchemaBuffers, ArrowSchema>;
  out.private_data = buffers.release();
  return out;
}

/// The column that GDAL takes for geometry in well-known text.
std::optional<std::size_t> column_of_wkt(const std::vector<std::string>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (EQUAL(columns[i].c_str(), "WKT")) return i;
  return std::nullopt;
}

/// Adds a geometry as well-known binary; where there is none, no bytes.
void add_binary(const OGRGeometry* geometry, TextBuffers& into) {
  if (geometry != nullptr) {
    const std::size_t before = into.bytes.size();
    into.bytes.resize(before + geometry->WkbSize());
    geometry->exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(into.bytes.data() + before), wkbVariantIso);
  }
  into.end();
}

class CsvLayer : public OGRLayer {
 public:
  CsvLayer(const std::string& file, const TableFormat& format)
      : bytes_(utf8_bytes(file, format)),
        rows_(*bytes_),
        layout_(csv_layout(rows_, format.header_row, file)),
        count_(check_csv_structure(
            rows_, layout_, file,
            "save it as UTF-8, or say how it is written (frame.encoding = \"ISO-8859-1\" or \"windows-1252\")")),
        cells_(layout_.separator),
        defn_(new OGRFeatureDefn(std::filesystem::path(file).stem().string().c_str())) {
    SetDescription(defn_->GetName());
    defn_->Reference();
    for (const std::string& name : layout_.columns) {
      OGRFieldDefn field(name.c_str(), OFTString);
      defn_->AddFieldDefn(&field);
    }
    wkt_ = column_of_wkt(layout_.columns);
    defn_->SetGeomType(wkt_ ? wkbUnknown : wkbNone);
    CsvLayer::ResetReading();
  }
  ~CsvLayer() override {
    coming_ = {};
    defn_->Release();
  }
  CsvLayer(const CsvLayer&) = delete;
  CsvLayer& operator=(const CsvLayer&) = delete;

  OGRFeatureDefn* GetLayerDefn() override { return defn_; }
  GIntBig GetFeatureCount(int /*force*/) override { return static_cast<GIntBig>(count_); }
  int TestCapability(const char* what) override {
    return EQUAL(what, OLCIgnoreFields) || EQUAL(what, OLCRandomRead) ? TRUE : FALSE;
  }

  void ResetReading() override {
    coming_ = {};  // which waits for what is under way
    rows_.rewind();
    for (std::uint64_t i = 0; i < layout_.rows_before; ++i) rows_.next();
    read_ = 0;
    ended_ = false;
  }

  OGRFeature* GetNextFeature() override {
    if (coming_.valid()) CsvLayer::ResetReading();  // a stream has read ahead, and may still do so
    if (next()) return feature();
    complain_if_changed();
    return nullptr;
  }

  /// One that comes later in the file is found from where reading stands: those that are asked for in their order
  /// are found in one pass.
  OGRFeature* GetFeature(GIntBig number) override {
    if (number < 1 || number > static_cast<GIntBig>(count_)) return nullptr;
    if (coming_.valid() || static_cast<std::uint64_t>(number) <= read_) CsvLayer::ResetReading();
    while (read_ < static_cast<std::uint64_t>(number) && next()) {
    }
    complain_if_changed();
    return read_ == static_cast<std::uint64_t>(number) ? feature() : nullptr;
  }

  bool GetArrowStream(ArrowArrayStream* stream, CSLConstList options) override {
    ResetReading();
    return OGRLayer::GetArrowStream(stream, options);
  }

 protected:
  int GetArrowSchema(ArrowArrayStream* /*stream*/, ArrowSchema* out) override {
    auto buffers = std::make_unique<SchemaBuffers>();
    buffers->columns.push_back(schema_of("OGC_FID", "l"));
    for (std::size_t i = 0; i < layout_.columns.size(); ++i)
      if (!ignored(i)) buffers->columns.push_back(schema_of(layout_.columns[i], "u"));
    if (sees_geometry()) buffers->columns.push_back(schema_of("wkb_geometry", "z"));
    for (ArrowSchema& column : buffers->columns) buffers->pointers.push_back(&column);
    *out = ArrowSchema{};
    out->format = "+s";
    out->name = "";
    out->n_children = static_cast<std::int64_t>(buffers->pointers.size());
    out->children = buffers->pointers.data();
    out->release = &release_all<SchemaBuffers, ArrowSchema>;
    out->private_data = buffers.release();
    return 0;
  }

  /// While whoever takes a batch is at work on it, the next one is cut into cells.
  int GetNextArrowArray(ArrowArrayStream* /*stream*/, ArrowArray* out) override {
    *out = ArrowArray{};
    Rows rows = coming_.valid() ? coming_.get() : cut_rows();
    if (rows.length == 0) {
      complain_if_changed();
      return 0;
    }
    coming_ = std::async(std::launch::async, [this] { return cut_rows(); });
    auto batch = std::make_unique<BatchBuffers>();
    batch->columns.resize(1 + rows.texts.size());
    rows.numbers->all[1] = rows.numbers->numbers.data();
    hand_over(std::move(rows.numbers), rows.length, batch->columns[0]);
    for (std::size_t i = 0; i < rows.texts.size(); ++i) {
      TextBuffers& texts = *rows.texts[i];
      texts.all[1] = texts.ends.data();
      texts.all[2] = texts.bytes.data();
      hand_over(std::move(rows.texts[i]), rows.length, batch->columns[1 + i]);
    }
    for (ArrowArray& column : batch->columns) batch->pointers.push_back(&column);
    out->n_children = static_cast<std::int64_t>(batch->pointers.size());
    out->children = batch->pointers.data();
    out->length = rows.length;
    out->n_buffers = 1;
    out->buffers = batch->all;
    out->release = &release_all<BatchBuffers, ArrowArray>;
    out->private_data = batch.release();
    return 0;
  }

 private:
  /// The columns of a batch that is to be.
  struct Rows {
    std::int64_t length = 0;
    std::unique_ptr<NumberBuffers> numbers = std::make_unique<NumberBuffers>();
    std::vector<std::unique_ptr<TextBuffers>> texts = {};
  };

  Rows cut_rows() {
    Rows out;
    std::vector<std::size_t> wanted;
    for (std::size_t i = 0; i < layout_.columns.size(); ++i)
      if (!ignored(i)) wanted.push_back(i);
    const std::size_t cells_wanted = sees_geometry() ? layout_.columns.size() : wanted.empty() ? 0 : wanted.back() + 1;
    for (std::size_t i = 0; i < wanted.size() + (sees_geometry() ? 1 : 0); ++i)
      out.texts.push_back(std::make_unique<TextBuffers>());
    for (std::size_t bytes = 0; out.length < kBatch && bytes < kMostBatchBytes && next(); ++out.length) {
      bytes += rows_.text().size();
      out.numbers->numbers.push_back(static_cast<std::int64_t>(read_));
      const std::vector<std::string_view>& cells = cells_.cut(rows_.text(), cells_wanted);
      for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i] < cells.size()) out.texts[i]->bytes += cells[wanted[i]];
        out.texts[i]->end();
      }
      if (sees_geometry()) add_binary(geometry(cells).get(), *out.texts.back());
    }
    return out;
  }

  bool sees_geometry() const { return wkt_.has_value() && defn_->IsGeometryIgnored() == 0; }

  /// Of a row's cells; nullptr where their text is none.
  std::unique_ptr<OGRGeometry> geometry(const std::vector<std::string_view>& cells) const {
    OGRGeometry* out = nullptr;
    if (*wkt_ >= cells.size() || cells[*wkt_].empty()) return nullptr;
    CPLPushErrorHandler(CPLQuietErrorHandler);  // a text that is no geometry is none
    OGRGeometryFactory::createFromWkt(std::string(cells[*wkt_]).c_str(), nullptr, &out);
    CPLPopErrorHandler();
    return std::unique_ptr<OGRGeometry>(out);
  }

  /// The row in hand.
  OGRFeature* feature() {
    auto out = std::make_unique<OGRFeature>(defn_);
    out->SetFID(static_cast<GIntBig>(read_));
    const std::vector<std::string_view>& cells = cells_.cut(rows_.text());
    for (std::size_t i = 0; i < std::min(cells.size(), layout_.columns.size()); ++i)
      if (!ignored(i)) out->SetField(static_cast<int>(i), std::string(cells[i]).c_str());
    if (sees_geometry()) out->SetGeometryDirectly(geometry(cells).release());
    return out.release();
  }

  bool ignored(std::size_t column) const { return defn_->GetFieldDefn(static_cast<int>(column))->IsIgnored() != 0; }

  /// Goes to the next row that is not blank.
  bool next() {
    while (rows_.next())
      if (!rows_.text().empty()) return ++read_, true;
    ended_ = true;
    return false;
  }

  void complain_if_changed() const {
    if (ended_ && read_ != count_)
      CPLError(CE_Failure, CPLE_FileIO, "it changed while it was read: %llu rows, then %llu",
               static_cast<unsigned long long>(count_), static_cast<unsigned long long>(read_));
  }

  std::unique_ptr<ByteSource> bytes_;
  CsvRows rows_;
  CsvLayout layout_;
  std::uint64_t count_;  ///< of rows behind the header
  CsvCells cells_;
  OGRFeatureDefn* defn_;
  std::optional<std::size_t> wkt_;  ///< a column
  std::uint64_t read_ = 0;
  bool ended_ = false;
  std::future<Rows> coming_;  ///< the next batch
};

class CsvDataset : public GDALDataset {
 public:
  CsvDataset(const std::string& file, const TableFormat& format) : layer_(file, format) {}
  int GetLayerCount() override { return 1; }
  OGRLayer* GetLayer(int i) override { return i == 0 ? &layer_ : nullptr; }

 private:
  CsvLayer layer_;
};

}  // namespace

bool is_csv(const std::string& file) {
  return kind_of(file) == FileKind::text;
}

std::shared_ptr<GDALDataset> open_csv(const std::string& file, const TableFormat& format) {
  return std::make_shared<CsvDataset>(file, format);
}

std::vector<std::vector<std::string>> first_csv_rows(const std::string& file, const TableFormat& format,
                                                     std::size_t most) {
  const std::unique_ptr<ByteSource> bytes = utf8_bytes(file, format);
  CsvRows rows(*bytes);
  std::vector<std::string> texts;
  while (texts.size() < most && rows.next()) texts.emplace_back(rows.text());
  std::vector<std::vector<std::string>> best;
  std::size_t most_cells = 0;
  for (const char separator : {',', ';', '\t'}) {
    std::vector<std::vector<std::string>> cut;
    std::size_t cells = 0;
    CsvCells cutter(separator);
    for (const std::string& text : texts) {
      const std::vector<std::string_view>& found = cutter.cut(text);
      cut.emplace_back(found.begin(), found.end());
      cells = std::max(cells, found.size());
    }
    if (cells > most_cells) {
      best = std::move(cut);
      most_cells = cells;
    }
  }
  return best;
}

}  // namespace fairdraw
