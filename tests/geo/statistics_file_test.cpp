#include "geo/open/statistics_file.h"

#include "geo/open/gdal_ready.h"
#include "geo/open/source.h"
#include "planner/base/error.h"
#include "planner/base/output_folder.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <readstat.h>

using namespace fairdraw;

namespace {

ssize_t append(const void* bytes, std::size_t count, void* to) {
  static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), count);
  return static_cast<ssize_t>(count);
}

using Begin = readstat_error_t (*)(readstat_writer_t*, void*, long);

/// 30 areas: a text id, regions 1 to 3 with labels, sizes of which 999 is labelled and the fifth is missing, codes of
/// twelve digits, and numbers of single precision.
std::string written(Begin begin, bool packed = false) {
  std::string out;
  readstat_writer_t* writer = readstat_writer_init();
  readstat_set_data_writer(writer, &append);
  readstat_writer_set_file_timestamp(writer, 1'700'000'000);
  if (packed) readstat_writer_set_compression(writer, READSTAT_COMPRESS_BINARY);
  readstat_label_set_t* regions = readstat_add_label_set(writer, READSTAT_TYPE_INT32, "regions");
  const std::vector<std::string> names = {"North", "S\u00FCd", "West"};
  for (int i = 0; i < 3; ++i) readstat_label_int32_value(regions, i + 1, names[static_cast<std::size_t>(i)].c_str());
  readstat_label_set_t* odd = readstat_add_label_set(writer, READSTAT_TYPE_DOUBLE, "odd");
  readstat_label_double_value(odd, 999, "not stated");
  readstat_variable_t* id = readstat_add_variable(writer, "ea", READSTAT_TYPE_STRING, 8);
  readstat_variable_t* region = readstat_add_variable(writer, "region", READSTAT_TYPE_INT32, 0);
  readstat_variable_set_label_set(region, regions);
  readstat_variable_t* size = readstat_add_variable(writer, "hh", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_set_label_set(size, odd);
  readstat_variable_t* code = readstat_add_variable(writer, "code", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_t* share = readstat_add_variable(writer, "share", READSTAT_TYPE_FLOAT, 0);
  begin(writer, &out, 30);
  for (int i = 0; i < 30; ++i) {
    readstat_begin_row(writer);
    readstat_insert_string_value(writer, id, ("0" + std::to_string(100 + i)).c_str());
    readstat_insert_int32_value(writer, region, i / 10 + 1);
    if (i == 4)
      readstat_insert_missing_value(writer, size);
    else
      readstat_insert_double_value(writer, size, 50 + i);
    readstat_insert_double_value(writer, code, 100'000'000'000.0 + i);
    readstat_insert_float_value(writer, share, 0.1F + static_cast<float>(i));
    readstat_end_row(writer);
  }
  readstat_end_writing(writer);
  readstat_writer_free(writer);
  return out;
}

struct File {
  std::string name;
  std::string bytes;
};

std::vector<File> files() {
  return {{"f.dta", written(&readstat_begin_writing_dta)},
          {"f.sav", written(&readstat_begin_writing_sav)},
          {"f.zsav", written(&readstat_begin_writing_sav, true)}};
}

std::string cell(const OGRFeature& row, const char* name) {
  const int field = row.GetDefnRef()->GetFieldIndex(name);
  REQUIRE(field >= 0);
  return row.IsFieldSetAndNotNull(field) ? row.GetFieldAsString(field) : "";
}

}  // namespace

TEST_CASE("files of Stata and SPSS are read with their labels, exact codes and what is missing") {
  ready_gdal();
  const test::TempFolder temp;
  for (const File& file : files()) {
    CAPTURE(file.name);
    const Source source(temp.write(file.name, file.bytes), "", "frame");
    std::vector<std::string> fields;
    for (int i = 0; i < source.layer().GetLayerDefn()->GetFieldCount(); ++i)
      fields.emplace_back(source.layer().GetLayerDefn()->GetFieldDefn(i)->GetNameRef());
    CHECK(fields == std::vector<std::string>{"ea", "region", "region [code]", "hh", "code", "share"});
    int rows = 0;
    source.each_feature([&](const OGRFeature& row) {
      CHECK(cell(row, "ea") == "0" + std::to_string(100 + rows));
      CHECK(cell(row, "region") ==
            std::vector<std::string>{"North", "S\u00FCd", "West"}[static_cast<std::size_t>(rows / 10)]);
      CHECK(cell(row, "region [code]") == std::to_string(rows / 10 + 1));
      CHECK(cell(row, "hh") == (rows == 4 ? "" : std::to_string(50 + rows)));
      CHECK(cell(row, "code") == std::to_string(100'000'000'000 + rows));
      if (file.name == "f.dta" && rows < 8)  // SPSS has no numbers of single precision
        CHECK(cell(row, "share") == std::to_string(rows) + ".1");
      ++rows;
    });
    CHECK(rows == 30);
  }
}

TEST_CASE(
    "a file of Stata or SPSS that is cut off anywhere is refused, and none ends otherwise than in rows or an error") {
  ready_gdal();
  const test::TempFolder temp;
  for (const File& file : files()) {
    CAPTURE(file.name);
    for (std::size_t length = 0; length < file.bytes.size(); length += 1 + file.bytes.size() / 60) {
      CAPTURE(length);
      const std::string cut =
          temp.write("cut" + std::filesystem::path(file.name).extension().string(), file.bytes.substr(0, length));
      CHECK_THROWS_AS(Source(cut, "", "frame"), Error);
    }
    std::string other = file.bytes;
    for (std::size_t at = 0; at < other.size(); at += 1 + other.size() / 200) {
      CAPTURE(at);
      other[at] = static_cast<char>(~other[at]);
      try {
        const Source source(temp.write("odd" + std::filesystem::path(file.name).extension().string(), other), "",
                            "frame");
      } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
      }
      other[at] = static_cast<char>(~other[at]);
    }
  }
}
