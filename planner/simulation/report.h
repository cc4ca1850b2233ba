#pragma once

#include "planner/base/json.h"
#include "planner/simulation/simulation.h"

#include <string>

namespace fairdraw {

/// The simulation as lines for a terminal.
std::string simulation_in_text(const Simulation& simulation);

/// Everything of it but the areas and the distributions, which are tables.
Json simulation_in_json(const Simulation& simulation);

/// One record per area: psu_id, stratum, inclusion_probability, drawn, share, standard_errors; and the same of the
/// whole draw: draw_probability, drawn_in_all, share_in_all, standard_errors_in_all.
std::string inclusion_in_csv(const Simulation& simulation);

/// One record per number of child interviews: interviews, and for the main sample and each further replicate released
/// the share of draws and the computed probability.
std::string interviews_in_csv(const Simulation& simulation);

/// One record per total: column, value, truth, mean, bias, bias_error, deviation, cv.
std::string totals_in_csv(const Simulation& simulation);

}  // namespace fairdraw
