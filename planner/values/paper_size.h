#pragma once

namespace fairdraw {

/// What documents are printed on.
enum class PaperSize { a4, letter };

}  // namespace fairdraw
