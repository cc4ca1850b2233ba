#pragma once

#include "config/key.h"

namespace fairdraw {

// One file each; keys.cpp puts them together.
extern const KeySection kSurveyKeys;
extern const KeySection kTargetKeys;
extern const KeySection kYieldsKeys;
extern const KeySection kFrameKeys;
extern const KeySection kBoundariesKeys;
extern const KeySection kAreasKeys;
extern const KeySection kHouseholdsKeys;
extern const KeySection kRespondentsKeys;
extern const KeySection kFieldKeys;
extern const KeySection kCostsKeys;
extern const KeySection kMapsKeys;
extern const KeySection kDocumentsKeys;

}  // namespace fairdraw
