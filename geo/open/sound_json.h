#pragma once

#include <string>

namespace fairdraw {

/// Refuses a file that is not JSON throughout. GDAL reads what it can of such a file: of -4.915886.42 the first half.
/// @param what  the file as messages name it
/// @throws Error(usage) with the line, where it is no JSON (RFC 8259)
void require_sound_json(const std::string& file, const std::string& what);

}  // namespace fairdraw
