#pragma once

#include <array>

namespace fairdraw {

/// What a visit can end in, as interviewers write it down; the texts `result_1` and so on say what each means.
inline constexpr std::array<int, 9> kResultCodes = {1, 2, 3, 4, 5, 6, 7, 8, 9};

}  // namespace fairdraw
