#include "planner/cli/results.h"

#include <cstdio>

namespace fairdraw {

void print_result(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void print_result(const Json& json) {
  print_result(json.pretty() + "\n");
}

}  // namespace fairdraw
