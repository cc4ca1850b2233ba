#pragma once

#include <map>
#include <string>

namespace fairdraw {

/// Names and versions of the libraries that read and place geometry.
std::map<std::string, std::string> library_versions();

}  // namespace fairdraw
