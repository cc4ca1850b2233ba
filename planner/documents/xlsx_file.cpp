#include "planner/documents/xlsx_file.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <utility>

namespace fairdraw {

XlsxFile::XlsxFile(const std::filesystem::path& file, const std::string& title)
    : file_(file.string()), folder_(file.parent_path().string()) {
  lxw_workbook_options options{};
  options.constant_memory = LXW_FALSE;
  options.tmpdir = folder_.data();  // no copies of the lists in shared places
  book_ = workbook_new_opt(file_.c_str(), &options);
  if (book_ == nullptr) throw Error(ErrorKind::system, file_ + ": can't be made");
  std::string words = title;
  std::string author = "fairdraw";
  lxw_doc_properties properties{};
  properties.title = words.data();
  properties.author = author.data();
  properties.created = 946684800;  // 2000-01-01: no clock
  workbook_set_properties(book_, &properties);
}

XlsxFile::~XlsxFile() {
  if (book_ != nullptr) workbook_close(book_);
}

void XlsxFile::finish() {
  const lxw_error error = workbook_close(std::exchange(book_, nullptr));
  if (error != LXW_NO_ERROR)
    throw Error(ErrorKind::system, file_ + ": can't be written: " + words_of("XlsxWriter", lxw_strerror(error)));
}

}  // namespace fairdraw
