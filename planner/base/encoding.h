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

/// What a text was before UTF-8 was read as ISO-8859-1 or windows-1252 ("SÃ©gou" was "Ségou"); empty where it does not
/// look so: letters beyond ASCII come in runs that are UTF-8 of others, and there is one such run at least.
std::string before_misreading(std::string_view text);

/// Whether there is an encoding of that name.
bool is_encoding(const std::string& name);

}  // namespace fairdraw
