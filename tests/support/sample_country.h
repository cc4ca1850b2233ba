#pragma once

#include "tests/support/temp_folder.h"

#include <string>

namespace fairdraw::test {

/// Writes a made-up country of a few hundred areas and a survey file that draws from it.
struct SampleCountry {
  TempFolder folder;
  std::string survey;  ///< path of the survey file
  explicit SampleCountry(unsigned areas = 400, const std::string& households = "mode = \"listing\"\ntake = 5\n");
};

}  // namespace fairdraw::test
