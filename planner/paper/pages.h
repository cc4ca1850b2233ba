#pragma once

#include "planner/paper/paper.h"

#include <cstddef>
#include <functional>
#include <string>

namespace fairdraw {

/// Draws the thing of this number, a page or more, each ended by next_page().
using Drawer = std::function<void(Paper&, std::size_t thing)>;

/// A document of many things, drawn on all cores.
struct Pages {
  PageSetup setup;
  std::size_t things = 0;
  std::function<Drawer()> drawer;  ///< makes one for a thread; it is called from several at a time
};

/// Called with things done and things in all, by one thread at a time.
using PageProgress = std::function<void(std::size_t, std::size_t)>;

/// The document as a PDF: parts of some things each are drawn on all cores and joined in their order. Parts depend on
/// the number of things alone, so that the bytes do not depend on the number of threads.
/// @param threads  at most so many; 0: as many as the machine has
std::string in_pdf(const Pages& pages, const PageProgress& progress = {}, unsigned threads = 0);

/// Every thing as a picture of its own, of the size of a page: `stem`-001.png, or .svg. Each thing should be of one
/// page.
void in_pictures(const Pages& pages, const std::filesystem::path& stem, const std::string& extension);

}  // namespace fairdraw
