#pragma once

#include <array>

namespace fairdraw {

/// The families that pages are set in; letters that they lack come from others that fontconfig finds.
inline constexpr const char* kTextFont = "Noto Sans";
inline constexpr const char* kCodeFont = "DejaVu Sans Mono";  ///< of keys and digests

inline constexpr std::array<const char*, 2> kFonts = {kTextFont, kCodeFont};

}  // namespace fairdraw
