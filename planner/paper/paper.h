#pragma once

#include "planner/values/choices.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

typedef struct _cairo cairo_t;  // NOLINT(bugprone-reserved-identifier): the name that Cairo gave it

namespace fairdraw {

constexpr double kPointsPerMillimetre = 72.0 / 25.4;

/// A place on a page in millimetres from its upper left corner.
struct Spot {
  double x = 0;
  double y = 0;
};

/// A rectangle on a page in millimetres.
struct Area2d {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  bool holds(Spot spot) const { return spot.x >= x && spot.x <= x + width && spot.y >= y && spot.y <= y + height; }
};

struct Ink {
  double red = 0;
  double green = 0;
  double blue = 0;
};

constexpr Ink kBlack{0, 0, 0};
constexpr Ink kGrey{0.4, 0.4, 0.4};
constexpr Ink kPale{0.92, 0.92, 0.92};
constexpr Ink kWhite{1, 1, 1};

enum class Align { left, centre, right };

struct TextStyle {
  double size = 9;  ///< points
  bool bold = false;
  Align align = Align::left;
  Ink ink = kBlack;
  bool wrap = false;  ///< else a text too wide ends in "..."
  bool monospace = false;
  int lines = 0;  ///< of a text that wraps, at most; it then ends in "..."; 0: as many as it takes
};

/// Of a sheet upright, millimetres.
double width_of(PaperSize size);
double height_of(PaperSize size);

/// What a document's pages have in common.
struct PageSetup {
  PaperSize size = PaperSize::a4;
  std::string title;
  std::string date;             ///< "YYYY-MM-DD" of the survey, or empty; the same content gives the same bytes
  std::string language = "en";  ///< of its texts (BCP 47): where lines break, and which glyphs a script has
};

/// A PDF document, drawn page by page with Cairo, or a single picture; Pango sets the text, in whatever script it
/// comes.
class Paper {
 public:
  /// A document in memory; take() ends it.
  explicit Paper(const PageSetup& setup);

  /// A picture of this size in millimetres: SVG or, at 200 dots an inch on white, PNG, as the file's extension says.
  /// @throws Error(system) where the file can't be made
  Paper(const std::filesystem::path& picture, double width, double height, const std::string& language = "en");

  /// A picture in memory of this size in millimetres, on white: cairo() draws to an image surface of RGB24.
  Paper(double width, double height, double dots_per_point, const std::string& language);
  ~Paper();
  Paper(const Paper&) = delete;
  Paper& operator=(const Paper&) = delete;

  double width() const;  ///< millimetres
  double height() const;

  void next_page();

  /// Sets a text in a box of the given width.
  /// @return the height it took, millimetres
  double text(Spot at, double width, const std::string& text, const TextStyle& style);

  /// The width the text would take on one line.
  double text_width(const std::string& text, const TextStyle& style);

  /// The height it would take in a box of the given width.
  double text_height(const std::string& text, double width, const TextStyle& style);

  void line(Spot from, Spot to, double thickness, Ink ink = kBlack);
  void lines(const std::vector<std::vector<Spot>>& lines, double thickness, Ink ink);
  void polygon(const std::vector<std::vector<Spot>>& rings, Ink fill);
  void rectangle(const Area2d& area, double thickness, Ink ink = kBlack);
  void fill(const Area2d& area, Ink ink, double opacity = 1);
  void dot(Spot at, double radius, Ink fill);

  /// Draws a QR code of the text (error correction M).
  void code(const Area2d& square, const std::string& text);

  /// Draws what follows inside the area only, until the end of the returned guard.
  std::shared_ptr<void> clip(const Area2d& area);

  /// Puts the origin of what follows at a spot, turned clockwise by radians, until the end of the returned guard.
  std::shared_ptr<void> turned(Spot origin, double angle);

  /// Drawing by others, in points.
  cairo_t* cairo() const;

  /// Ends a document.
  /// @return its bytes
  std::string take();

  /// Ends a picture.
  /// @throws Error(system) where it could not be written whole
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fairdraw
