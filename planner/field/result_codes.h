#pragma once

#include <array>
#include <string_view>

namespace fairdraw {

/// What a visit can end in, as interviewers write it down.
struct ResultCode {
  int code;
  std::string_view words;
};

inline constexpr std::array<ResultCode, 9> kResultCodes = {{{1, "completed"},
                                                            {2, "partly completed"},
                                                            {3, "nobody at home"},
                                                            {4, "household refused"},
                                                            {5, "caregiver refused"},
                                                            {6, "child refused"},
                                                            {7, "no eligible child"},
                                                            {8, "dwelling empty or not found"},
                                                            {9, "other (say which)"}}};

}  // namespace fairdraw
