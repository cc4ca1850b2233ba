#include "planner/base/encoding.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>
#include <memory>
#include <vector>

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/unistr.h>

namespace fairdraw {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter out(ucnv_open(name.c_str(), &status));
  return U_SUCCESS(status) ? std::move(out) : nullptr;
}

}  // namespace

std::string_view marked_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
  return {};
}

namespace {

/// Whether a letter that the first byte of UTF-8 is misread as has another beyond ASCII behind it.
bool may_be_misread(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if (byte(i) == 0xC3 && byte(i + 1) >= 0x82 && byte(i + 1) <= 0xB4 && byte(i + 2) >= 0x80) return true;
  return false;
}

}  // namespace

std::string before_misreading(std::string_view text) {
  if (!may_be_misread(text)) return {};
  const Converter converter = open_converter("windows-1252");
  if (!converter || !is_utf8(text)) return {};
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const icu::UnicodeString letters =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string bytes(static_cast<std::size_t>(letters.length()) + 1, '\0');
  const std::int32_t length = ucnv_fromUChars(converter.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                              letters.getBuffer(), letters.length(), &status);
  if (U_FAILURE(status)) return {};
  bytes.resize(static_cast<std::size_t>(length));
  return is_utf8(bytes) && bytes != text ? bytes : std::string();
}

bool is_encoding(const std::string& name) {
  return !name.empty() && open_converter(name) != nullptr;
}

std::string to_utf8(std::string_view bytes, const std::string& encoding) {
  const Converter converter = open_converter(encoding);
  if (!converter) throw Error(ErrorKind::usage, "there is no encoding " + printable(encoding));
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::string out;
  std::vector<UChar> block(1U << 16U);
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  // Half of a surrogate pair may end a block; it waits for the next.
  icu::UnicodeString waiting;
  do {
    UChar* into = block.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &into, block.data() + block.size(), &from, end, nullptr, 1, &status);
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR)
      throw Error(ErrorKind::usage,
                  "byte " + std::to_string(from - bytes.data()) + " is no text of " + printable(encoding));
    waiting.append(block.data(), static_cast<std::int32_t>(into - block.data()));
    const std::int32_t whole =
        waiting.isEmpty() || !U16_IS_LEAD(waiting[waiting.length() - 1]) ? waiting.length() : waiting.length() - 1;
    waiting.tempSubString(0, whole).toUTF8String(out);
    waiting.remove(0, whole);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (out.starts_with("\xEF\xBB\xBF")) out.erase(0, 3);
  return out;
}

}  // namespace fairdraw
