#pragma once

#include <string>
#include <string_view>

namespace fairdraw {

/// UTF-16 with a byte order mark at its front, as spreadsheets save "Unicode text"; empty where there is no such mark.
std::string_view marked_encoding(std::string_view bytes);

/// A text in UTF-8, without a byte order mark.
/// @param encoding  a name of the IANA's list, such as "ISO-8859-1", "windows-1252" or "UTF-16LE"
/// @throws Error(usage) where there is no such encoding, or the bytes are none of its texts, with the byte's place
std::string to_utf8(std::string_view bytes, const std::string& encoding);

/// Whether there is an encoding of that name.
bool is_encoding(const std::string& name);

}  // namespace fairdraw
