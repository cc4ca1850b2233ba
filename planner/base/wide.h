#pragma once

namespace fairdraw {

/// 128-bit integers: exact products of 64-bit sizes and counts (a GCC and Clang extension).
__extension__ using Wide = unsigned __int128;
__extension__ using SignedWide = __int128;

}  // namespace fairdraw
