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
