#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace fairdraw::test {

/// A folder with what `make` puts into the folder it is given. It is made once for this build of the program and kept
/// for every test, also of other processes, that names the same `content`; nobody may change it.
std::filesystem::path made_once(const std::string& content,
                                const std::function<void(const std::filesystem::path& folder)>& make);

}  // namespace fairdraw::test
