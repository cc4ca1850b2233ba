#pragma once

#include "tests/support/temp_folder.h"

#include <filesystem>
#include <string>

namespace fairdraw::test {

/// Opens a page in headless Chromium.
/// @param what  an option such as --dump-dom
/// @return what it printed
std::string in_chromium(const TempFolder& folder, const std::filesystem::path& page, const std::string& what,
                        const std::string& window = "1100,900");

/// What a script finds out in the page, as it writes it to the title.
std::string found_by(const TempFolder& folder, const std::filesystem::path& page, const std::string& script);

/// Whether it is installed; where it is not, says that the rest of the test is skipped.
bool have_chromium();

}  // namespace fairdraw::test
