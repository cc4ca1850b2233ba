#include "geo/maps/basemap.h"

#include "geo/open/raster_file.h"
#include "geo/open/source.h"
#include "planner/base/error.h"
#include "planner/base/text.h"

#include <array>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <cairo.h>
#include <cpl_vsi.h>
#include <gdal_utils.h>

namespace fairdraw {
namespace {

constexpr double kDotsPerMillimetre = 110 / 25.4;
constexpr int kPaling = 55;  ///< per cent of a colour that is left; the rest is white
constexpr const char* kQuality = "QUALITY=72";

/// The file in memory that a thread writes and reads.
std::string memory_file() {
  static std::atomic<unsigned> next{0};
  return "/vsimem/fairdraw-basemap-" + std::to_string(next++) + ".jpg";
}

/// A picture in memory, row by row from the upper left corner.
struct Dots {
  int width = 0, height = 0;
  std::vector<std::uint8_t> colours;  ///< red, green and blue of each; empty: it could not be read
};

/// Red, green and blue of every dot, white where the raster has nothing.
std::vector<std::uint8_t> colours(GDALDataset& of, int width, int height) {
  const auto dots = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  const int bands = of.GetRasterCount();
  std::vector<std::vector<std::uint8_t>> read(static_cast<std::size_t>(bands));
  for (int b = 0; b < bands; ++b) {
    read[static_cast<std::size_t>(b)].resize(dots);
    if (of.GetRasterBand(b + 1)->RasterIO(GF_Read, 0, 0, width, height, read[static_cast<std::size_t>(b)].data(), width,
                                          height, GDT_Byte, 0, 0) != CE_None)
      return {};
  }
  const bool alpha = of.GetRasterBand(bands)->GetColorInterpretation() == GCI_AlphaBand;
  const int inks = bands - (alpha ? 1 : 0);
  const GDALColorTable* table = inks == 1 ? of.GetRasterBand(1)->GetColorTable() : nullptr;
  std::vector<std::uint8_t> out(3 * dots);
  for (std::size_t i = 0; i < dots; ++i) {
    const int there = alpha ? read.back()[i] : 255;
    std::array<int, 3> ink{};
    if (table != nullptr) {
      if (const GDALColorEntry* entry = table->GetColorEntry(read[0][i])) ink = {entry->c1, entry->c2, entry->c3};
    } else {
      for (std::size_t k = 0; k < 3; ++k) ink[k] = read[inks >= 3 ? k : 0][i];
    }
    for (std::size_t k = 0; k < 3; ++k)
      out[3 * i + k] = static_cast<std::uint8_t>(255 - there * (255 - ink[k]) * kPaling / (255 * 100));
  }
  return out;
}

/// What to tell GDAL's warper so that a raster fills a frame's ground.
std::vector<std::string> warp_words(GDALDataset& of, const MapFrame& frame, const LocalProjection& projection,
                                    const Dots& size) {
  std::vector<std::string> words = {"-of", "MEM", "-t_srs", projection.wkt(), "-te"};
  for (const double side : {frame.low.east, frame.low.north, frame.high.east, frame.high.north})
    words.push_back(number_text(side));
  words.insert(words.end(), {"-ts", std::to_string(size.width), std::to_string(size.height), "-ovr", "AUTO", "-r"});
  const bool table = of.GetRasterBand(1)->GetColorTable() != nullptr;
  words.emplace_back(table ? "near" : "bilinear");
  if (of.GetRasterBand(of.GetRasterCount())->GetColorInterpretation() != GCI_AlphaBand) words.emplace_back("-dstalpha");
  return words;
}

/// What a raster has of a frame's ground.
Dots warped(GDALDataset& of, const MapFrame& frame, const LocalProjection& projection) {
  Dots out;
  out.width = static_cast<int>(std::ceil(frame.area.width * kDotsPerMillimetre));
  out.height = static_cast<int>(std::ceil(frame.area.height * kDotsPerMillimetre));
  std::vector<std::string> words = warp_words(of, frame, projection, out);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::unique_ptr<GDALWarpAppOptions, decltype(&GDALWarpAppOptionsFree)> options(
      GDALWarpAppOptionsNew(arguments.data(), nullptr), &GDALWarpAppOptionsFree);
  GDALDatasetH source = &of;
  const GDALDatasetUniquePtr there(GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &source, options.get(), nullptr)));
  if (there) out.colours = colours(*there, out.width, out.height);
  return out;
}

/// A JPEG file in memory.
struct Jpeg {
  std::unique_ptr<unsigned char, decltype(&VSIFree)> bytes{nullptr, &VSIFree};  ///< none: it could not be made
  vsi_l_offset size = 0;
};

/// @throws Error(system) where this GDAL has no driver for it
Jpeg as_jpeg(Dots& dots) {
  GDALDriver* memory = GetGDALDriverManager()->GetDriverByName("MEM");
  GDALDriver* jpeg = GetGDALDriverManager()->GetDriverByName("JPEG");
  if (memory == nullptr || jpeg == nullptr) throw Error(ErrorKind::system, "this GDAL can't write JPEG");
  const int width = dots.width;
  const int height = dots.height;
  const GDALDatasetUniquePtr picture(memory->Create("", width, height, 3, GDT_Byte, nullptr));
  Jpeg out;
  if (!picture || picture->RasterIO(GF_Write, 0, 0, width, height, dots.colours.data(), width, height, GDT_Byte, 3,
                                    nullptr, 3, 3 * static_cast<GSpacing>(width), 1, nullptr) != CE_None)
    return out;
  const std::string file = memory_file();
  std::vector<char*> creation = {const_cast<char*>(kQuality), nullptr};
  GDALDatasetUniquePtr made(jpeg->CreateCopy(file.c_str(), picture.get(), FALSE, creation.data(), nullptr, nullptr));
  if (!made) return out;
  made.reset();  // only then is the file whole
  out.bytes.reset(VSIGetMemFileBuffer(file.c_str(), &out.size, TRUE));
  return out;
}

/// Paints a picture that a PDF keeps as the JPEG it is.
void paint(const Paper& paper, const Area2d& area, const Dots& dots, Jpeg jpeg) {
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, dots.width, dots.height);
  unsigned char* into = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  const std::uint8_t* from = dots.colours.data();
  for (int y = 0; y < dots.height; ++y)
    for (int x = 0; x < dots.width; ++x, from += 3)
      *reinterpret_cast<std::uint32_t*>(into + y * stride + 4 * x) =
          static_cast<std::uint32_t>(from[0]) << 16 | static_cast<std::uint32_t>(from[1]) << 8 | from[2];
  cairo_surface_mark_dirty(surface);
  unsigned char* bytes = jpeg.bytes.release();  // the surface frees it
  cairo_surface_set_mime_data(
      surface, CAIRO_MIME_TYPE_JPEG, bytes, jpeg.size, [](void* data) { VSIFree(data); }, bytes);
  cairo_t* cairo = paper.cairo();
  cairo_save(cairo);
  cairo_translate(cairo, area.x * kPointsPerMillimetre, area.y * kPointsPerMillimetre);
  cairo_scale(cairo, area.width * kPointsPerMillimetre / dots.width, area.height * kPointsPerMillimetre / dots.height);
  cairo_set_source_surface(cairo, surface, 0, 0);
  cairo_paint(cairo);
  cairo_restore(cairo);
  cairo_surface_destroy(surface);
}

}  // namespace

Basemap::Basemap(const Survey& survey) {
  if (survey.basemap.empty()) return;
  const std::string file = survey.resolve(survey.basemap).string();
  label_ = "maps.basemap " + printable(file, 200) + ": ";
  dataset_ = open_raster(file, "maps.basemap", FileUse::ground);
  const int bands = dataset_->GetRasterCount();
  if (bands < 1 || bands > 4)
    throw Error(ErrorKind::usage, label_ + "has " + std::to_string(bands) + " bands; it should have one to four");
  for (int b = 1; b <= bands; ++b)
    if (dataset_->GetRasterBand(b)->GetRasterDataType() != GDT_Byte)
      throw Error(ErrorKind::usage,
                  label_ + "its bands should be bytes (0 to 255); gdal_translate -ot Byte -scale makes it so");
}

void Basemap::draw(Paper& paper, const MapFrame& frame, const LocalProjection& projection) const {
  if (!dataset_) return;
  GdalErrors errors;
  Dots dots = warped(*dataset_, frame, projection);
  if (dots.colours.empty())
    throw Error(ErrorKind::usage, label_ + "can't be read (truncated or corrupted?): " + errors.text());
  Jpeg jpeg = as_jpeg(dots);
  if (!jpeg.bytes) throw Error(ErrorKind::system, label_ + "can't be drawn: " + errors.text());
  paint(paper, frame.area, dots, std::move(jpeg));
}

}  // namespace fairdraw
