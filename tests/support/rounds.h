#pragma once

#include <cstddef>

namespace fairdraw::test {

/// How often a random experiment is repeated: a tenth as often under a sanitizer, which looks for other faults than the
/// experiment does and takes ten times as long.
constexpr std::size_t rounds(std::size_t number) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return number / 10;
#else
  return number;
#endif
}

}  // namespace fairdraw::test
