#include "tests/support/pdf.h"

#include "planner/base/output_folder.h"

#include <cmath>
#include <cstdlib>
#include <sstream>

#include <doctest/doctest.h>
#include <gdal_priv.h>

namespace fairdraw::test {
namespace {

namespace fs = std::filesystem;

constexpr int kCell = 6;
constexpr double kOtherGrey = 24;
constexpr int kDotsPerInch = 60;
constexpr double kMostDiffering = 0.0025;

void run_or_fail(const std::string& command) {
  CAPTURE(command);
  REQUIRE(std::system(command.c_str()) == 0);
}

Picture read_png(const fs::path& file) {
  GDALAllRegister();
  const GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER));
  REQUIRE(dataset);
  Picture out{dataset->GetRasterXSize(), dataset->GetRasterYSize(), {}};
  out.dots.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
  REQUIRE(dataset->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, out.width, out.height, out.dots.data(), out.width,
                                              out.height, GDT_Byte, 0, 0) == CE_None);
  return out;
}

void write_png(const Picture& picture, const fs::path& file) {
  GDALAllRegister();
  const GDALDatasetUniquePtr memory(
      GetGDALDriverManager()->GetDriverByName("MEM")->Create("", picture.width, picture.height, 1, GDT_Byte, nullptr));
  REQUIRE(memory->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, picture.width, picture.height,
                                             const_cast<std::uint8_t*>(picture.dots.data()), picture.width,
                                             picture.height, GDT_Byte, 0, 0) == CE_None);
  const GDALDatasetUniquePtr written(GetGDALDriverManager()->GetDriverByName("PNG")->CreateCopy(
      file.c_str(), memory.get(), FALSE, nullptr, nullptr, nullptr));
  REQUIRE(written);
}

}  // namespace

std::string text_of_pdf(const TempFolder& folder, const fs::path& pdf, const std::string& options) {
  const std::string out = folder / "text.txt";
  run_or_fail("pdftotext " + options + " '" + pdf.string() + "' '" + out + "'");
  return read_file(out);
}

std::string letters_of(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool mark = text.compare(i, 2, "\xE2\x80") == 0 && i + 2 < text.size() &&
                      (text[i + 2] == '\x8B' || (text[i + 2] >= '\xAA' && text[i + 2] <= '\xAE'));
    if (mark)  // U+200B, or U+202A to U+202E, by which pdftotext tells the way of writing
      i += 2;
    else if (static_cast<unsigned char>(text[i]) > 0x20)
      out += text[i];
  }
  return out;
}

Picture page_picture(const TempFolder& folder, const fs::path& pdf, int page, int dots_per_inch) {
  const std::string number = std::to_string(page);
  run_or_fail("pdftoppm -gray -singlefile -r " + std::to_string(dots_per_inch) + " -f " + number + " -l " + number +
              " '" + pdf.string() + "' '" + (folder / "page").string() + "'");
  const std::string bytes = read_file(folder / "page.pgm");
  std::istringstream in(bytes);
  std::string kind;
  Picture out;
  int most = 0;
  in >> kind >> out.width >> out.height >> most;
  REQUIRE(kind == "P5");
  const std::size_t size = static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height);
  out.dots.assign(bytes.end() - static_cast<std::ptrdiff_t>(size), bytes.end());
  return out;
}

double share_that_differs(const Picture& a, const Picture& b) {
  if (a.width != b.width || a.height != b.height) return 1;
  int cells = 0;
  int other = 0;
  for (int y = 0; y + kCell <= a.height; y += kCell)
    for (int x = 0; x + kCell <= a.width; x += kCell) {
      double grey_a = 0;
      double grey_b = 0;
      for (int dy = 0; dy < kCell; ++dy)
        for (int dx = 0; dx < kCell; ++dx) {
          grey_a += a.at(x + dx, y + dy);
          grey_b += b.at(x + dx, y + dy);
        }
      ++cells;
      if (std::fabs(grey_a - grey_b) / (kCell * kCell) > kOtherGrey) ++other;
    }
  return static_cast<double>(other) / cells;
}

void check_looks_as_approved(const TempFolder& folder, const fs::path& pdf, int page, const std::string& name) {
  const fs::path approved = fs::path(FAIRDRAW_SOURCE) / "tests" / "data" / "pictures" / (name + ".png");
  const Picture picture = page_picture(folder, pdf, page, kDotsPerInch);
  if (std::getenv("FAIRDRAW_APPROVE") != nullptr) {
    fs::create_directories(approved.parent_path());
    write_png(picture, approved);
    return;
  }
  const double share = share_that_differs(picture, read_png(approved));
  CAPTURE(name);
  CHECK(share < kMostDiffering);
  if (share < kMostDiffering) return;
  const fs::path left = fs::temp_directory_path() / ("fairdraw-" + name + ".png");
  write_png(picture, left);
  MESSAGE(left.string() << " looks otherwise than " << approved.string()
                        << "; if it is right, approve it: FAIRDRAW_APPROVE=1 ctest --preset release -R approved");
}

}  // namespace fairdraw::test
