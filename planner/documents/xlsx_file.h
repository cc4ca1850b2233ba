#pragma once

#include <filesystem>
#include <string>

#include <xlsxwriter.h>

namespace fairdraw {

/// A workbook that is being written. The same content gives the same bytes.
class XlsxFile {
 public:
  /// @throws Error(system) where the file can't be made
  XlsxFile(const std::filesystem::path& file, const std::string& title);
  ~XlsxFile();
  XlsxFile(const XlsxFile&) = delete;
  XlsxFile& operator=(const XlsxFile&) = delete;

  lxw_workbook* book() const { return book_; }

  /// @throws Error(system) where it could not be written whole
  void finish();

 private:
  std::string file_;
  std::string folder_;
  lxw_workbook* book_ = nullptr;
};

}  // namespace fairdraw
