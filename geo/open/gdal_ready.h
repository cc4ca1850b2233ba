#pragma once

#include <string>

namespace fairdraw {

/// Takes what steers GDAL and PROJ from outside (GDAL_*, OGR_*, CPL_*, PROJ_* and their like) out of the environment,
/// so that equal inputs give equal outputs whosever shell it is, and no foreign library is loaded. Call it before any
/// thread starts.
void forget_outside_settings();

/// Registers the drivers, once, with everything closed that leads out of this machine: no plug-ins, no settings from
/// files, no requests, no network file systems, no drivers of services, no grids from PROJ's network. Every use of GDAL
/// begins here.
void ready_gdal();

/// The address that GDAL last wanted to ask on this thread and was refused, and forgets it; empty where it asked
/// nothing.
std::string take_refused_request();

}  // namespace fairdraw
