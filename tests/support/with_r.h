#pragma once

#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

namespace fairdraw::test {

/// Runs a script of tests/support with R on a folder of tables, which it compares with what R's packages work out.
/// Says that it is skipped where there is no R.
inline void compare_with_r(const std::string& script, const std::string& folder) {
  if (std::system("Rscript --version > /dev/null 2>&1") != 0) {
    MESSAGE("skipped: there is no Rscript to compare with");
    return;
  }
  CHECK(std::system(("Rscript '" FAIRDRAW_SOURCE "/tests/support/" + script + "' '" + folder + "'").c_str()) == 0);
}

}  // namespace fairdraw::test
