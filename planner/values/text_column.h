#pragma once

#include "planner/base/error.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fairdraw {

/// A column of texts, one after another in one block of memory, 4 GB at most. Missing is the empty text. Copies share
/// the texts until one of them is added to.
class TextColumn {
 public:
  TextColumn() = default;
  explicit TextColumn(std::string name) : name_(std::move(name)) {}

  const std::string& name() const noexcept { return name_; }
  std::size_t size() const noexcept { return texts_ ? texts_->ends.size() : 0; }
  bool empty() const noexcept { return size() == 0; }

  std::string_view operator[](std::size_t i) const {
    const std::uint32_t begin = i == 0 ? 0 : texts_->ends[i - 1];
    return std::string_view(texts_->bytes).substr(begin, texts_->ends[i] - begin);
  }

  /// @throws Error(usage) where the texts are more than 4 GB together
  void push_back(std::string_view text) {
    Texts& own = texts();
    if (text.size() > std::numeric_limits<std::uint32_t>::max() - own.bytes.size())
      throw Error(ErrorKind::usage, "column " + name_ + " holds more than 4 GB of text");
    own.bytes += text;
    own.ends.push_back(static_cast<std::uint32_t>(own.bytes.size()));
  }

  void reserve(std::size_t count, std::size_t bytes) {
    Texts& own = texts();
    own.ends.reserve(count);
    own.bytes.reserve(bytes);
  }

  /// Makes room for so many texts, of the length that those which are there have on average.
  void expect(std::size_t count) {
    if (empty() || count <= size()) return;
    reserve(count, texts_->bytes.size() / size() * count + count);
  }

  /// The texts of these rows, in this order.
  TextColumn select(const std::vector<std::uint32_t>& rows) const {
    TextColumn out(name_);
    out.reserve(rows.size(), texts_ ? texts_->bytes.size() : 0);
    for (const std::uint32_t row : rows) out.push_back((*this)[row]);
    return out;
  }

 private:
  struct Texts {
    std::string bytes;
    std::vector<std::uint32_t> ends;
  };

  /// The texts to be added to: this column's own.
  Texts& texts() {
    if (!texts_)
      texts_ = std::make_shared<Texts>();
    else if (texts_.use_count() > 1)
      texts_ = std::make_shared<Texts>(*texts_);
    return *texts_;
  }

  std::string name_;
  std::shared_ptr<Texts> texts_;
};

}  // namespace fairdraw
