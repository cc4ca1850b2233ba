#include "planner/paper/paper_libraries.h"

#include "planner/paper/fonts.h"

#include <cstdint>
#include <memory>

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <pango/pango.h>
#include <qpdf/qpdf-c.h>

namespace fairdraw {
namespace {

struct PatternEnd {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, PatternEnd>;

std::string text_of(FcPattern* pattern, const char* object) {
  FcChar8* found = nullptr;
  if (FcPatternGetString(pattern, object, 0, &found) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(found);
}

/// A font's version is a number of 16 and 16 bits (OpenType's fontRevision).
std::string version_of(FcPattern* pattern) {
  int version = 0;
  if (FcPatternGetInteger(pattern, FC_FONTVERSION, 0, &version) != FcResultMatch) return "unknown";
  const std::int64_t thousandths = (std::int64_t{version} * 1000 + 0x8000) / 0x10000;
  const std::string behind = std::to_string(thousandths % 1000);
  return std::to_string(thousandths / 1000) + "." + std::string(3 - behind.size(), '0') + behind;
}

/// Adds the font that is found first for a family and, so that the script's own is among them, for a language.
void add_font(const char* family, const std::string& language, bool bold, std::map<std::string, std::string>& out) {
  const Pattern wanted(FcPatternCreate());
  FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  FcPatternAddInteger(wanted.get(), FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_NORMAL);
  if (!language.empty()) FcPatternAddString(wanted.get(), FC_LANG, reinterpret_cast<const FcChar8*>(language.c_str()));
  FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
  FcDefaultSubstitute(wanted.get());
  FcResult result = FcResultMatch;
  const Pattern found(FcFontMatch(nullptr, wanted.get(), &result));
  if (found) out["font " + text_of(found.get(), FC_FULLNAME)] = version_of(found.get());
}

}  // namespace

std::map<std::string, std::string> paper_libraries(const std::string& language) {
  std::map<std::string, std::string> out{
      {"Cairo", cairo_version_string()}, {"Pango", pango_version_string()}, {"QPDF", qpdf_get_qpdf_version()}};
  for (const char* family : kFonts)
    for (const bool bold : {false, true}) {
      add_font(family, "", bold, out);
      add_font("sans-serif", language, bold, out);
    }
  return out;
}

}  // namespace fairdraw
