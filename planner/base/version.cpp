#include "planner/base/version.h"

namespace fairdraw {

std::string_view version() {
  return FAIRDRAW_VERSION;
}

}  // namespace fairdraw
