#pragma once

#include <cstddef>
#include <functional>

namespace fairdraw {

/// Calls body(0), ..., body(count - 1), each once, on several threads at a time and in no order that can be relied on.
/// Comes back when all are done. Where one throws, those not begun are left out and the first exception is thrown on.
/// @param threads  at most so many; 0: as many as the machine has
///
/// Plain threads of the standard library: the thread sanitizer sees what they do, as it can't with oneTBB's.
void in_parallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& body);

}  // namespace fairdraw
