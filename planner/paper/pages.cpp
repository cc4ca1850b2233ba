#include "planner/paper/pages.h"

#include "planner/base/error.h"
#include "planner/base/parallel.h"
#include "planner/base/text.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include <qpdf/qpdf-c.h>  // its C++ headers are not valid C++20 for Clang 14

namespace fairdraw {
namespace {

/// Things of a part. Each part has its own copy of the fonts, so that parts should not be small.
constexpr std::size_t kPart = 20;

/// A PDF that qpdf holds.
class Pdf {
 public:
  Pdf() : held_(qpdf_init()) { qpdf_silence_errors(held_); }
  Pdf(Pdf&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
  Pdf& operator=(Pdf&&) = delete;
  ~Pdf() {
    if (held_ != nullptr) qpdf_cleanup(&held_);
  }

  operator qpdf_data() const { return held_; }

  /// Throws what qpdf said against its last calls.
  void check() const {
    if (qpdf_has_error(held_) != QPDF_FALSE)
      throw Error(ErrorKind::system, std::string("a document's parts can't be joined: ") +
                                         qpdf_get_error_full_text(held_, qpdf_get_error(held_)));
  }

 private:
  qpdf_data held_;
};

std::string joined(const std::vector<std::string>& parts) {
  if (parts.size() == 1) return parts.front();
  std::vector<Pdf> read(parts.size());
  const Pdf& all = read.front();
  for (std::size_t k = 0; k < parts.size(); ++k) {
    qpdf_read_memory(read[k], "part", parts[k].data(), parts[k].size(), nullptr);
    const int count = qpdf_get_num_pages(read[k]);
    read[k].check();
    for (int page = 0; k > 0 && page < count; ++page)
      qpdf_add_page(all, read[k], qpdf_get_page_n(read[k], static_cast<std::size_t>(page)), QPDF_FALSE);
    all.check();
  }
  qpdf_init_write_memory(all);
  qpdf_set_deterministic_ID(all, QPDF_TRUE);
  qpdf_set_object_stream_mode(all, qpdf_o_generate);
  qpdf_write(all);
  all.check();
  return {reinterpret_cast<const char*>(qpdf_get_buffer(all)), qpdf_get_buffer_length(all)};
}

}  // namespace

std::string in_pdf(const Pages& pages, const PageProgress& progress, unsigned threads) {
  std::vector<std::string> parts(std::max<std::size_t>(1, (pages.things + kPart - 1) / kPart));
  std::mutex telling;
  std::size_t done = 0;
  in_parallel(parts.size(), threads, [&](std::size_t k) {
    Paper paper(pages.setup);
    const Drawer draw = pages.drawer();
    for (std::size_t thing = k * kPart; thing < std::min(pages.things, (k + 1) * kPart); ++thing) {
      draw(paper, thing);
      const std::lock_guard lock(telling);
      if (progress) progress(++done, pages.things);
    }
    parts[k] = paper.take();
  });
  return joined(parts);
}

void in_pictures(const Pages& pages, const std::filesystem::path& stem, const std::string& extension) {
  const std::size_t digits = std::max<std::size_t>(3, std::to_string(pages.things).size());
  in_parallel((pages.things + kPart - 1) / kPart, 0, [&](std::size_t k) {
    const Drawer draw = pages.drawer();
    for (std::size_t thing = k * kPart; thing < std::min(pages.things, (k + 1) * kPart); ++thing) {
      std::filesystem::path file = stem;
      file += "-" + padded(thing + 1, digits) + "." + extension;
      Paper paper(file, width_of(pages.setup.size), height_of(pages.setup.size), pages.setup.language);
      draw(paper, thing);
      paper.finish();
    }
  });
}

}  // namespace fairdraw
