#include "geo/open/local_projection.h"

#include "geo/open/to_wgs84.h"
#include "planner/base/error.h"

#include <array>
#include <cstdio>

#include <ogr_geometry.h>
#include <ogr_spatialref.h>

namespace fairdraw {

struct LocalProjection::State {
  Transformation forward;
  Transformation back;
  std::string wkt;
};

LocalProjection::LocalProjection(Place middle) : state_(std::make_unique<State>()) {
  OGRSpatialReference earth = wgs84();
  OGRSpatialReference local;
  local.SetWellKnownGeogCS("WGS84");
  local.SetTM(middle.latitude_degrees(), middle.longitude_degrees(), 1.0, 0, 0);
  local.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  char* wkt = nullptr;
  local.exportToWkt(&wkt);
  state_->wkt = wkt;
  CPLFree(wkt);
  state_->forward.reset(OGRCreateCoordinateTransformation(&earth, &local));
  state_->back.reset(OGRCreateCoordinateTransformation(&local, &earth));
  if (!state_->forward || !state_->back) throw Error(ErrorKind::system, "PROJ knows no transverse Mercator projection");
}

LocalProjection::~LocalProjection() = default;

Metres LocalProjection::operator()(double longitude, double latitude) const {
  state_->forward->Transform(1, &longitude, &latitude);
  return {longitude, latitude};
}

Place LocalProjection::inverse(Metres position) const {
  state_->back->Transform(1, &position.east, &position.north);
  return place_at(position.east, position.north);
}

const std::string& LocalProjection::wkt() const {
  return state_->wkt;
}

bool LocalProjection::project(OGRGeometry& geometry) const {
  return geometry.transform(state_->forward.get()) == OGRERR_NONE;
}

}  // namespace fairdraw
