#include "planner/paper/pages.h"

#include "planner/base/error.h"
#include "planner/base/parallel.h"
#include "planner/base/text.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

#define POINTERHOLDER_TRANSITION 4  // qpdf's own pointers are the standard library's
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace fairdraw {
namespace {

/// Things of a part. Each part has its own copy of the fonts, so that parts should not be small.
constexpr std::size_t kPart = 20;

std::string joined(const std::vector<std::string>& parts) {
  if (parts.size() == 1) return parts.front();
  try {
    std::vector<std::unique_ptr<QPDF>> read;
    for (const std::string& part : parts) {
      read.push_back(std::make_unique<QPDF>());
      read.back()->processMemoryFile("part", part.data(), part.size());
    }
    QPDFPageDocumentHelper pages(*read.front());
    for (std::size_t k = 1; k < read.size(); ++k)
      for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(*read[k]).getAllPages()) pages.addPage(page, false);
    QPDFWriter writer(*read.front());
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.write();
    const std::unique_ptr<Buffer> bytes(writer.getBuffer());
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
  } catch (const std::exception& error) {
    throw Error(ErrorKind::system, std::string("a document's parts can't be joined: ") + error.what());
  }
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
