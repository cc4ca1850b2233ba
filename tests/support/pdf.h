#pragma once

#include "tests/support/temp_folder.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace fairdraw::test {

/// What pdftotext reads of a file.
/// @param options  such as "-layout", "-raw -f 3 -l 3"
std::string text_of_pdf(const TempFolder& folder, const std::filesystem::path& pdf,
                        const std::string& options = "-layout");

/// The same text without spaces, line breaks and places where a line may break.
std::string letters_of(const std::string& text);

/// A picture in grey.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> dots;  ///< row by row

  std::uint8_t at(int x, int y) const {
    return dots[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
};

/// A page of a PDF as pdftoppm draws it.
Picture page_picture(const TempFolder& folder, const std::filesystem::path& pdf, int page, int dots_per_inch);

/// How much of a picture looks otherwise than another: the share of cells of 6 by 6 dots whose grey differs by more
/// than a tenth of the way from black to white, wherever a dot or two is another because of other hinting; 1 where
/// their sizes differ.
double share_that_differs(const Picture& a, const Picture& b);

/// Compares a page with the approved picture tests/data/pictures/NAME.png; with FAIRDRAW_APPROVE=1 in the environment
/// it writes that picture in place of comparing. Where they differ, the page is left in the temporary folder.
void check_looks_as_approved(const TempFolder& folder, const std::filesystem::path& pdf, int page,
                             const std::string& name);

}  // namespace fairdraw::test
