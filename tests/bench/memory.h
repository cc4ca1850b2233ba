#pragma once

#include <cstddef>

namespace fairdraw::bench {

/// The most memory that was allocated at one time between begin() and end(), beyond what was there before.
class PeakMemory {
 public:
  void begin();
  void end();
  std::size_t peak() const { return peak_; }

 private:
  std::size_t peak_ = 0;
};

}  // namespace fairdraw::bench
