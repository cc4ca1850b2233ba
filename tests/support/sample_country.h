#pragma once

#include "tests/support/temp_folder.h"

#include <filesystem>
#include <string>

namespace fairdraw::test {

/// A made-up country of a few hundred areas and a survey file that draws from it, in a folder of its own.
struct SampleCountry {
  static constexpr const char* kListing = "mode = \"listing\"\ntake = 5\n";

  TempFolder folder;
  std::string survey;  ///< path of the survey file
  explicit SampleCountry(unsigned areas = 400, const std::string& households = kListing);
};

enum class Documents { none, all };

/// A country and the plan that is drawn from its survey file, in a folder of their own. They are made by the first test
/// that asks for them and copied for all others.
struct SamplePlan {
  SampleCountry country;
  std::filesystem::path plan;
  explicit SamplePlan(Documents documents, const std::string& households = SampleCountry::kListing);
};

}  // namespace fairdraw::test
