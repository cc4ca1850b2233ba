#include "planner/values/manifest.h"

namespace fairdraw {

const InputRecord* Manifest::input(const std::string& role) const {
  for (const InputRecord& record : inputs)
    if (record.role == role) return &record;
  return nullptr;
}

}  // namespace fairdraw
