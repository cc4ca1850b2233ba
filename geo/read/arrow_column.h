#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <ogr_recordbatch.h>

namespace fairdraw {

/// One column of an Arrow record batch, read as text or as number.
/// Source: the Arrow C data interface, as GDAL delivers it (ogr_recordbatch.h).
class ArrowColumn {
 public:
  /// @throws Error(usage) where the column holds something else than texts, whole numbers, numbers or booleans
  ArrowColumn(const ArrowSchema& schema, const ArrowArray& array);

  bool missing(std::int64_t row) const;
  /// Whether numbers in it are written as texts.
  bool is_text() const { return kind_ == Kind::text || kind_ == Kind::large_text; }
  /// As text: numbers in their shortest form, whole ones without a point. Empty where missing.
  std::string_view text(std::int64_t row, std::string& scratch) const;
  /// Nothing where the text is no number. Must not be missing.
  std::optional<double> number(std::int64_t row) const;

 private:
  enum class Kind { text, large_text, int8, int16, int32, int64, real32, real64, boolean };
  std::int64_t whole(std::int64_t row) const;
  double real(std::int64_t row) const;

  const ArrowArray* array_;
  Kind kind_;
};

}  // namespace fairdraw
