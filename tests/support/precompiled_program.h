// The same for tests of the program.
#pragma once

#include "tests/support/precompiled.h"

#include <nlohmann/json.hpp>
