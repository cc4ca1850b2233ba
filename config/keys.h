#pragma once

#include "config/key.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// Every table of the survey file with its keys, in the order of the file. Reader, draft, help and documentation all go
/// through it.
std::span<const KeySection> key_sections();

/// The paths of all keys.
std::vector<std::string_view> key_paths();

/// @return nullptr where there is none of that path
const Key* find_key(std::string_view path);

/// What a key means, in a few words: the first clause of its text.
/// @param path  of a key that there is
std::string meaning_of(std::string_view path);

/// The other values of a choice, apart by commas.
/// @param path    of a key whose value is a choice or a name
/// @param chosen  which is not listed
std::string alternatives_to(std::string_view path, std::string_view chosen);

/// What holds where a survey file does not have the key.
std::string fallback_of(const Key& key);

/// The keys as tables in Markdown, for config/README.md; a test compares.
std::string keys_in_markdown();

}  // namespace fairdraw
