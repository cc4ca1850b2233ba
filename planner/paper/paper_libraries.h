#pragma once

#include <map>
#include <string>

namespace fairdraw {

/// What pages hang on beside this program: the libraries that set and draw them, and the fonts that are at hand for
/// texts of a language (BCP 47), each with its version. The same texts with the same of these give the same pages.
std::map<std::string, std::string> paper_libraries(const std::string& language);

}  // namespace fairdraw
