#pragma once

#include "planner/cli/command.h"
#include "planner/record/write_plan.h"

#include <string>

namespace fairdraw {

/// Options of the commands that draw a plan again: where what it was drawn from is now.
void add_again(Command& command, AgainOptions& into);

/// update_plan(), its progress shown and its remarks told.
Updated update(const std::string& plan, const AgainOptions& options, const Change& change);

}  // namespace fairdraw
