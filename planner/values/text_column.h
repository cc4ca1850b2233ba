#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fairdraw {

/// A column of texts, one after another in one block of memory. Missing is the empty text.
class TextColumn {
 public:
  TextColumn() = default;
  explicit TextColumn(std::string name) : name_(std::move(name)) {}

  const std::string& name() const noexcept { return name_; }
  std::size_t size() const noexcept { return ends_.size(); }
  bool empty() const noexcept { return ends_.empty(); }

  std::string_view operator[](std::size_t i) const {
    const std::uint64_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(bytes_).substr(begin, ends_[i] - begin);
  }

  void push_back(std::string_view text) {
    bytes_ += text;
    ends_.push_back(bytes_.size());
  }

  void reserve(std::size_t texts, std::size_t bytes) {
    ends_.reserve(texts);
    bytes_.reserve(bytes);
  }

  /// The texts of these rows, in this order.
  TextColumn select(const std::vector<std::uint32_t>& rows) const {
    TextColumn out(name_);
    out.reserve(rows.size(), bytes_.size());
    for (const std::uint32_t row : rows) out.push_back((*this)[row]);
    return out;
  }

 private:
  std::string name_;
  std::string bytes_;
  std::vector<std::uint64_t> ends_;
};

}  // namespace fairdraw
