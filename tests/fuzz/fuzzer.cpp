// The program that libFuzzer drives; FAIRDRAW_FUZZ_TARGET names the target.
#include "tests/fuzz/targets.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

const fairdraw::test::FuzzTarget* chosen = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  const char* name = std::getenv("FAIRDRAW_FUZZ_TARGET");
  for (const fairdraw::test::FuzzTarget& target : fairdraw::test::fuzz_targets())
    if (name != nullptr && target.name == name) chosen = &target;
  if (chosen == nullptr) {
    std::fprintf(stderr, "FAIRDRAW_FUZZ_TARGET should be a folder of tests/data/fuzz\n");
    std::exit(2);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fairdraw::test::fuzz(*chosen, std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
