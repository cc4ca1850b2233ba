#include "tests/bench/memory.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>

#include <malloc.h>

// Every allocation of the benchmark program is counted, so that a draw's own can be told.

namespace {

std::atomic<std::size_t> allocated{0};
std::atomic<std::size_t> most{0};
std::atomic<std::size_t> before{0};

void* counted(std::size_t bytes, std::size_t alignment) {
  void* memory = alignment > alignof(std::max_align_t)
                     ? std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment)
                     : std::malloc(bytes);
  if (memory == nullptr) throw std::bad_alloc();
  const std::size_t now = allocated += malloc_usable_size(memory);
  std::size_t seen = most;
  while (now > seen && !most.compare_exchange_weak(seen, now)) {
  }
  return memory;
}

void uncounted(void* memory) {
  allocated -= malloc_usable_size(memory);
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t bytes) {
  return counted(bytes, 1);
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return counted(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept {
  uncounted(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  uncounted(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  uncounted(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  uncounted(memory);
}

namespace fairdraw::bench {

void PeakMemory::begin() {
  before = allocated.load();
  most = allocated.load();
}

void PeakMemory::end() {
  peak_ = std::max(peak_, most - before);
}

}  // namespace fairdraw::bench
