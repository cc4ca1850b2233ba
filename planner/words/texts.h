#pragma once

#include <string_view>

namespace fairdraw {

// The files of this room, as they are.
extern const std::string_view kTextsEn;
extern const std::string_view kTextsFr;
extern const std::string_view kTextsId;
extern const std::string_view kTextsKm;
extern const std::string_view kTextsPt;
extern const std::string_view kTextsSw;
extern const std::string_view kTextsTh;
extern const std::string_view kTextsVi;

}  // namespace fairdraw
