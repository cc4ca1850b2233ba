#include "geo/read/arrow_column.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/unicode.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace fairdraw {
namespace {

bool bit(const void* buffer, std::int64_t position) {
  return ((static_cast<const std::uint8_t*>(buffer)[position / 8] >> (position % 8)) & 1) != 0;
}

template <class T>
T value_at(const void* buffer, std::int64_t position) {
  T value;
  std::memcpy(&value, static_cast<const char*>(buffer) + position * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
  return value;
}

}  // namespace

ArrowColumn::ArrowColumn(const ArrowSchema& schema, const ArrowArray& array) : array_(&array) {
  const std::string_view format = schema.format;
  if (schema.dictionary == nullptr) {
    if (format == "u") {
      kind_ = Kind::text;
      return;
    }
    if (format == "U") {
      kind_ = Kind::large_text;
      return;
    }
    if (format == "c") {
      kind_ = Kind::int8;
      return;
    }
    if (format == "s") {
      kind_ = Kind::int16;
      return;
    }
    if (format == "i") {
      kind_ = Kind::int32;
      return;
    }
    if (format == "l") {
      kind_ = Kind::int64;
      return;
    }
    if (format == "f") {
      kind_ = Kind::real32;
      return;
    }
    if (format == "g") {
      kind_ = Kind::real64;
      return;
    }
    if (format == "b") {
      kind_ = Kind::boolean;
      return;
    }
  }
  throw Error(ErrorKind::usage,
              std::string("column ") + schema.name + " holds neither text nor numbers; make it one of them");
}

bool ArrowColumn::missing(std::int64_t row) const {
  return array_->null_count != 0 && array_->buffers[0] != nullptr && !bit(array_->buffers[0], row + array_->offset);
}

std::int64_t ArrowColumn::whole(std::int64_t row) const {
  const std::int64_t at = row + array_->offset;
  switch (kind_) {
    case Kind::int8:
      return value_at<std::int8_t>(array_->buffers[1], at);
    case Kind::int16:
      return value_at<std::int16_t>(array_->buffers[1], at);
    case Kind::int32:
      return value_at<std::int32_t>(array_->buffers[1], at);
    case Kind::int64:
      return value_at<std::int64_t>(array_->buffers[1], at);
    default:
      return bit(array_->buffers[1], at) ? 1 : 0;
  }
}

double ArrowColumn::real(std::int64_t row) const {
  const std::int64_t at = row + array_->offset;
  if (kind_ == Kind::real32) return value_at<float>(array_->buffers[1], at);
  if (kind_ == Kind::real64) return value_at<double>(array_->buffers[1], at);
  return static_cast<double>(whole(row));
}

std::string_view ArrowColumn::text(std::int64_t row, std::string& scratch) const {
  if (missing(row)) return {};
  const std::int64_t at = row + array_->offset;
  const char* bytes = array_->n_buffers > 2 ? static_cast<const char*>(array_->buffers[2]) : nullptr;
  if (kind_ == Kind::text) {
    const auto begin = value_at<std::int32_t>(array_->buffers[1], at);
    const auto end = value_at<std::int32_t>(array_->buffers[1], at + 1);
    return end > begin ? std::string_view(bytes + begin, static_cast<std::size_t>(end - begin)) : std::string_view();
  }
  if (kind_ == Kind::large_text) {
    const auto begin = value_at<std::int64_t>(array_->buffers[1], at);
    const auto end = value_at<std::int64_t>(array_->buffers[1], at + 1);
    return end > begin ? std::string_view(bytes + begin, static_cast<std::size_t>(end - begin)) : std::string_view();
  }
  if (kind_ == Kind::real32 || kind_ == Kind::real64) {
    const double value = real(row);
    const bool exact = value == std::floor(value) && std::fabs(value) < 9007199254740992.0;
    scratch = exact ? std::to_string(static_cast<std::int64_t>(value)) : number_text(value);
    return scratch;
  }
  std::array<char, 24> digits{};
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), whole(row));
  scratch.assign(digits.data(), result.ptr);
  return scratch;
}

std::optional<double> ArrowColumn::number(std::int64_t row) const {
  if (is_text()) {
    std::string unused;
    return parse_number(trimmed(text(row, unused)));
  }
  return real(row);
}

}  // namespace fairdraw
