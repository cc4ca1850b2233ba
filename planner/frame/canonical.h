#pragma once

#include "planner/values/frame.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// Puts the areas in the order of their ids' bytes; areas that share an id, in that of their whole content. So nothing
/// that follows depends on the order of the rows in the file.
Frame canonical(Frame frame);

/// Sorts rows of a frame the canonical way.
void sort_canonical(const Frame& frame, std::vector<std::uint32_t>& rows);

/// SHA-256 of a canonical frame's content: the names of its columns and, area by area, id, name, size and columns, each
/// as a netstring; numbers as number_text. It depends on neither row order nor file format. Geometry is not part of it.
std::string content_digest(const Frame& canonical_frame);

}  // namespace fairdraw
