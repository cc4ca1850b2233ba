#pragma once

#include "planner/base/json.h"

#include <string>

namespace fairdraw {

/// Prints a command's result on stdout, which nothing else does.
void print_result(const std::string& text);

/// The same as JSON.
void print_result(const Json& json);

}  // namespace fairdraw
