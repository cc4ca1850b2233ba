#pragma once

#include "planner/values/frame.h"

namespace fairdraw {

/// The kind of note that tells notes below a table.
inline constexpr const char* kNoteRow = "note-row";

/// A frame without the rows of its file that are no areas: those in which nothing stands of what the survey reads, and
/// notes below the table, in which the id's column alone has a text, and to which nothing
/// is joined. What was left out goes into Frame::notes. A frame
/// of which nothing but id and size is read keeps its last rows, as notes can't be told from areas without a size.
/// @param frame  as its file has it, in the file's order
Frame without_notes(Frame frame);

}  // namespace fairdraw
