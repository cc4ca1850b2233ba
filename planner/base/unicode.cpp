#include "planner/base/unicode.h"

#include "planner/base/text.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace fairdraw {
namespace {

bool unseen(UChar32 c) {
  return u_isUWhiteSpace(c) != 0 || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
         u_iscntrl(c) != 0;
}

/// Most texts are ASCII, for which no table is needed.
bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// A character and its bytes; of bytes that are no UTF-8, one of them and no character.
struct Character {
  UChar32 code = -1;
  std::string_view bytes;
};

Character first_of(std::string_view text) {
  const std::size_t length = utf8_length(text);
  if (length == 0) return {-1, text.substr(0, 1)};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  constexpr unsigned kMask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  unsigned code = byte(0) & kMask[length];
  for (std::size_t i = 1; i < length; ++i) code = (code << 6U) | (byte(i) & 0x3FU);
  return {static_cast<UChar32>(code), text.substr(0, length)};
}

Character last_of(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && text.size() - at < 4 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  const Character found = first_of(text.substr(at));
  return found.bytes.size() == text.size() - at ? found : Character{-1, text.substr(text.size() - 1)};
}

/// Each run of white space as one space, none at the ends.
std::string with_single_spaces(std::string_view text) {
  std::string out;
  bool between = false;
  while (!text.empty()) {
    const Character next = first_of(text);
    text.remove_prefix(next.bytes.size());
    if (next.code >= 0 && u_isUWhiteSpace(next.code) != 0) {
      between = !out.empty();
      continue;
    }
    if (between) out += ' ';
    between = false;
    out += next.bytes;
  }
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto plain = [](char c) { return static_cast<unsigned char>(c) > ' ' && static_cast<unsigned char>(c) < 0x7F; };
  while (!text.empty() && !plain(text.front())) {
    const Character next = first_of(text);
    if (next.code < 0 || !unseen(next.code)) break;
    text.remove_prefix(next.bytes.size());
  }
  while (!text.empty() && !plain(text.back())) {
    const Character next = last_of(text);
    if (next.code < 0 || !unseen(next.code)) break;
    text.remove_suffix(next.bytes.size());
  }
  return text;
}

std::string folded(std::string_view text) {
  if (is_ascii(text)) return with_single_spaces(lower_ascii(text));
  if (!is_utf8(text)) return std::string(text);
  UErrorCode failed = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(failed);
  if (U_FAILURE(failed) != 0) return std::string(text);
  const auto length = static_cast<std::int32_t>(text.size());
  std::string out;
  folding->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), length)), failed).toUTF8String(out);
  return U_FAILURE(failed) != 0 ? std::string(text) : with_single_spaces(out);
}

std::string on_one_line(std::string_view text) {
  return with_single_spaces(trimmed(text));
}

std::string without_accents(std::string_view text) {
  if (is_ascii(text) || !is_utf8(text)) return std::string(text);
  UErrorCode failed = U_ZERO_ERROR;
  const icu::Normalizer2* apart = icu::Normalizer2::getNFKDInstance(failed);
  if (U_FAILURE(failed) != 0) return std::string(text);
  const auto length = static_cast<std::int32_t>(text.size());
  std::string whole;
  apart->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), length)), failed).toUTF8String(whole);
  std::string out;
  for (std::string_view rest = whole; !rest.empty();) {
    const Character next = first_of(rest);
    rest.remove_prefix(next.bytes.size());
    if (u_charType(next.code) != U_NON_SPACING_MARK) out += next.bytes;
  }
  return out;
}

std::string shown(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const Character next = first_of(text);
    text.remove_prefix(next.bytes.size());
    if (next.code >= 0 && next.code != ' ' && unseen(next.code)) {
      char number[16];
      std::snprintf(number, sizeof number, "<U+%04X>", static_cast<unsigned>(next.code));
      out += number;
    } else {
      out += printable(next.bytes);
    }
  }
  return out + "\"";
}

}  // namespace fairdraw
