#pragma once

#include <array>
#include <string_view>

namespace fairdraw {

/// What a visit can end in, as interviewers write it down.
struct ResultCode {
  int code;
  std::string_view word;  ///< key of the text that says what it means
};

/// Every result code, ascending; forms and workbooks take these and no other.
inline constexpr std::array kResultCodes = {
    ResultCode{1, "result_1"}, ResultCode{2, "result_2"}, ResultCode{3, "result_3"},
    ResultCode{4, "result_4"}, ResultCode{5, "result_5"}, ResultCode{6, "result_6"},
    ResultCode{7, "result_7"}, ResultCode{8, "result_8"}, ResultCode{9, "result_9"}};

}  // namespace fairdraw
