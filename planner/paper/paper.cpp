#include "planner/paper/paper.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/paper/fonts.h"

#include <cmath>
#include <unordered_map>
#include <utility>

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

namespace fairdraw {
namespace {

double points(double millimetres) {
  return millimetres * kPointsPerMillimetre;
}

}  // namespace

double width_of(PaperSize size) {
  return size == PaperSize::a4 ? 210 : 215.9;
}

double height_of(PaperSize size) {
  return size == PaperSize::a4 ? 297 : 279.4;
}

struct Paper::State {
  std::filesystem::path file;
  double width = 0;
  double height = 0;
  bool png = false;
  std::string bytes;  ///< of a document
  cairo_surface_t* surface = nullptr;
  cairo_t* cairo = nullptr;
  PangoContext* pango = nullptr;
  PangoLayout* layout = nullptr;
  std::unordered_map<int, PangoFontDescription*> fonts;

  ~State() {
    for (const auto& [key, font] : fonts) pango_font_description_free(font);
    if (layout != nullptr) g_object_unref(layout);
    if (pango != nullptr) g_object_unref(pango);
    if (cairo != nullptr) cairo_destroy(cairo);
    if (surface != nullptr) cairo_surface_destroy(surface);
  }

  const PangoFontDescription* font(const TextStyle& style) {
    const int key = static_cast<int>(style.size * 20) * 4 + (style.bold ? 1 : 0) + (style.monospace ? 2 : 0);
    PangoFontDescription*& found = fonts[key];
    if (found == nullptr) {
      found = pango_font_description_new();
      pango_font_description_set_family(found, style.monospace ? kCodeFont : kTextFont);
      pango_font_description_set_weight(found, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
      pango_font_description_set_absolute_size(found, style.size * PANGO_SCALE);
    }
    return found;
  }

  void set(const std::string& text, double width_points, const TextStyle& style) {
    pango_layout_set_font_description(layout, font(style));
    pango_layout_set_width(layout, width_points < 0 ? -1 : static_cast<int>(width_points * PANGO_SCALE));
    pango_layout_set_ellipsize(
        layout, (style.wrap && style.lines == 0) || width_points < 0 ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
    pango_layout_set_height(layout, style.lines > 0 ? -style.lines : style.wrap ? -1 : 0);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, style.align == Align::left     ? PANGO_ALIGN_LEFT
                                       : style.align == Align::centre ? PANGO_ALIGN_CENTER
                                                                      : PANGO_ALIGN_RIGHT);
    pango_layout_set_single_paragraph_mode(layout, style.wrap ? FALSE : TRUE);  // a line break in a name breaks no line
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  }

  void ink(Ink colour) const { cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue); }

  /// Begins to draw on the surface.
  void open(const std::string& language) {
    cairo = cairo_create(surface);
    if (cairo_status(cairo) != CAIRO_STATUS_SUCCESS)
      throw Error(ErrorKind::system,
                  file.string() + ": can't be made: " + words_of("Cairo", cairo_status_to_string(cairo_status(cairo))));
    pango = pango_cairo_create_context(cairo);
    pango_context_set_language(pango, pango_language_from_string(language.c_str()));
    layout = pango_layout_new(pango);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  }

  void path(const std::vector<Spot>& spots) const {
    bool first = true;
    for (const Spot& spot : spots) {
      if (first)
        cairo_move_to(cairo, points(spot.x), points(spot.y));
      else
        cairo_line_to(cairo, points(spot.x), points(spot.y));
      first = false;
    }
  }
};

Paper::Paper(const PageSetup& setup) : state_(std::make_unique<State>()) {
  state_->file = setup.title;
  state_->width = width_of(setup.size);
  state_->height = height_of(setup.size);
  const auto append = [](void* bytes, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
  };
  state_->surface =
      cairo_pdf_surface_create_for_stream(append, &state_->bytes, points(state_->width), points(state_->height));
  const std::string created = (setup.date.empty() ? std::string("2000-01-01") : setup.date) + "T00:00:00Z";
  cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_TITLE, setup.title.c_str());
  cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_CREATOR, "fairdraw");
  cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
  state_->open(setup.language);
}

Paper::Paper(const std::filesystem::path& picture, double width, double height, const std::string& language)
    : state_(std::make_unique<State>()) {
  constexpr double kDotsPerMillimetre = 200 / 25.4;
  state_->file = picture;
  state_->width = width;
  state_->height = height;
  state_->png = picture.extension() == ".png";
  if (state_->png) {
    state_->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width * kDotsPerMillimetre),
                                                 static_cast<int>(height * kDotsPerMillimetre));
    cairo_surface_set_device_scale(state_->surface, kDotsPerMillimetre / kPointsPerMillimetre,
                                   kDotsPerMillimetre / kPointsPerMillimetre);
  } else {
    state_->surface = cairo_svg_surface_create(picture.c_str(), points(width), points(height));
  }
  state_->open(language);
  fill({0, 0, width, height}, kWhite);
}

Paper::Paper(double width, double height, double dots_per_point, const std::string& language)
    : state_(std::make_unique<State>()) {
  state_->file = "a picture";
  state_->width = width;
  state_->height = height;
  state_->surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(points(width) * dots_per_point)),
                                 static_cast<int>(std::lround(points(height) * dots_per_point)));
  cairo_surface_set_device_scale(state_->surface, dots_per_point, dots_per_point);
  state_->open(language);
  fill({0, 0, width, height}, kWhite);
}

Paper::~Paper() = default;

double Paper::width() const {
  return state_->width;
}
double Paper::height() const {
  return state_->height;
}
void Paper::next_page() {
  cairo_show_page(state_->cairo);
}
cairo_t* Paper::cairo() const {
  return state_->cairo;
}

double Paper::text(Spot at, double width, const std::string& text, const TextStyle& style) {
  state_->set(text, points(width), style);
  state_->ink(style.ink);
  cairo_move_to(state_->cairo, points(at.x), points(at.y));
  pango_cairo_show_layout(state_->cairo, state_->layout);
  PangoRectangle logical{};
  pango_layout_get_extents(state_->layout, nullptr, &logical);
  return static_cast<double>(logical.height) / PANGO_SCALE / kPointsPerMillimetre;
}

double Paper::text_width(const std::string& text, const TextStyle& style) {
  state_->set(text, -1, style);
  PangoRectangle logical{};
  pango_layout_get_extents(state_->layout, nullptr, &logical);
  return static_cast<double>(logical.width) / PANGO_SCALE / kPointsPerMillimetre;
}

double Paper::text_height(const std::string& text, double width, const TextStyle& style) {
  state_->set(text, points(width), style);
  PangoRectangle logical{};
  pango_layout_get_extents(state_->layout, nullptr, &logical);
  return static_cast<double>(logical.height) / PANGO_SCALE / kPointsPerMillimetre;
}

void Paper::line(Spot from, Spot to, double thickness, Ink ink) {
  lines({{from, to}}, thickness, ink);
}

void Paper::lines(const std::vector<std::vector<Spot>>& lines, double thickness, Ink ink) {
  state_->ink(ink);
  cairo_set_line_width(state_->cairo, points(thickness));
  for (const auto& each : lines) state_->path(each);
  cairo_stroke(state_->cairo);
}

void Paper::polygon(const std::vector<std::vector<Spot>>& rings, Ink fill) {
  state_->ink(fill);
  for (const auto& ring : rings) {
    state_->path(ring);
    cairo_close_path(state_->cairo);
  }
  cairo_set_fill_rule(state_->cairo, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill(state_->cairo);
}

void Paper::rectangle(const Area2d& area, double thickness, Ink ink) {
  state_->ink(ink);
  cairo_set_line_width(state_->cairo, points(thickness));
  cairo_rectangle(state_->cairo, points(area.x), points(area.y), points(area.width), points(area.height));
  cairo_stroke(state_->cairo);
}

void Paper::fill(const Area2d& area, Ink ink, double opacity) {
  cairo_set_source_rgba(state_->cairo, ink.red, ink.green, ink.blue, opacity);
  cairo_rectangle(state_->cairo, points(area.x), points(area.y), points(area.width), points(area.height));
  cairo_fill(state_->cairo);
}

void Paper::dot(Spot at, double radius, Ink ink) {
  state_->ink(ink);
  cairo_new_sub_path(state_->cairo);
  cairo_arc(state_->cairo, points(at.x), points(at.y), points(radius), 0, 2 * M_PI);
  cairo_fill(state_->cairo);
}

void Paper::code(const Area2d& square, const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                        QR_ECLEVEL_M),
      &QRcode_free);
  if (!code) throw Error(ErrorKind::usage, "too long for a QR code: " + printable(text));
  const double module = square.width / code->width;
  state_->ink(kBlack);
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width;) {  // runs of dark modules as one rectangle
      int end = x;
      while (end < code->width && (code->data[y * code->width + end] & 1) != 0) ++end;
      if (end > x)
        cairo_rectangle(state_->cairo, points(square.x + x * module), points(square.y + y * module),
                        points((end - x) * module), points(module));
      x = end > x ? end : x + 1;
    }
  }
  cairo_fill(state_->cairo);
}

std::shared_ptr<void> Paper::clip(const Area2d& area) {
  cairo_save(state_->cairo);
  cairo_rectangle(state_->cairo, points(area.x), points(area.y), points(area.width), points(area.height));
  cairo_clip(state_->cairo);
  return {nullptr, [cairo = state_->cairo](void*) { cairo_restore(cairo); }};
}

std::shared_ptr<void> Paper::turned(Spot origin, double angle) {
  cairo_save(state_->cairo);
  cairo_translate(state_->cairo, points(origin.x), points(origin.y));
  cairo_rotate(state_->cairo, angle);
  return {nullptr, [cairo = state_->cairo](void*) { cairo_restore(cairo); }};
}

std::string Paper::take() {
  cairo_surface_finish(state_->surface);
  if (const cairo_status_t status = cairo_surface_status(state_->surface); status != CAIRO_STATUS_SUCCESS)
    throw Error(ErrorKind::system,
                state_->file.string() + ": can't be made: " + words_of("Cairo", cairo_status_to_string(status)));
  return std::move(state_->bytes);
}

void Paper::finish() {
  cairo_status_t status =
      state_->png ? cairo_surface_write_to_png(state_->surface, state_->file.c_str()) : CAIRO_STATUS_SUCCESS;
  cairo_surface_finish(state_->surface);
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(state_->surface);
  if (status != CAIRO_STATUS_SUCCESS)
    throw Error(ErrorKind::system,
                state_->file.string() + ": can't be written: " + words_of("Cairo", cairo_status_to_string(status)));
}

}  // namespace fairdraw
