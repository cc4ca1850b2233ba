#include "geo/maps/map_grid.h"

#include "geo/open/to_wgs84.h"
#include "planner/base/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

#include <ogr_spatialref.h>

namespace fairdraw {
namespace {

constexpr Ink kGridInk{0.72, 0.72, 0.72};
constexpr int kPieces = 12;

/// The largest of 1, 2, 5 times a power of ten that is at most `value`.
double round_down(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  return (value >= 5 * power ? 5 : value >= 2 * power ? 2 : 1) * power;
}

/// Coordinates whose lines are drawn: across (longitude, easting) and up (latitude, northing).
struct Coordinates {
  double west, east, south, north;                    ///< of the frame
  std::function<Spot(double, double)> spot;           ///< where a pair of them is on the page
  std::function<std::string(double, double)> across;  ///< the text of a value, at this step
  std::function<std::string(double, double)> up;
};

std::string degrees_text(double value, double step, const char* positive, const char* negative) {
  const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f°%s", decimals, std::fabs(value), value < 0 ? negative : positive);
  return text.data();
}

std::string metres_text(double value) {
  std::string text = std::to_string(std::llround(value));
  if (text.size() > 3) text.insert(text.size() - 3, "\u202f");
  return text;
}

/// Where a line first crosses an edge of the frame: the lower (true) or the left one.
std::optional<Spot> crossing(const std::vector<Spot>& line, const Area2d& area, bool lower) {
  const double edge = lower ? area.y + area.height : area.x;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double a = lower ? line[i - 1].y : line[i - 1].x;
    const double b = lower ? line[i].y : line[i].x;
    if ((a < edge) == (b < edge)) continue;
    const double share = (edge - a) / (b - a);
    return Spot{line[i - 1].x + share * (line[i].x - line[i - 1].x),
                line[i - 1].y + share * (line[i].y - line[i - 1].y)};
  }
  return std::nullopt;
}

void draw(Paper& paper, const MapFrame& frame, const Coordinates& of, MapTexts& names) {
  const TextStyle small{6.5, false, Align::centre, kGrey};
  const Area2d& area = frame.area;
  const double step = round_down(std::max((of.east - of.west) / 3, (of.north - of.south) / 3.5));
  struct Value {
    Spot at;
    std::string text;
    bool lower;  ///< along the lower edge, else the left one
  };
  std::vector<std::vector<Spot>> lines;
  std::vector<Value> values;
  for (const bool meridians : {true, false}) {
    const double from = meridians ? of.west : of.south;
    const double to = meridians ? of.east : of.north;
    const double begin = meridians ? of.south : of.west;
    const double end = meridians ? of.north : of.east;
    for (auto k = std::llround(std::ceil(from / step)); static_cast<double>(k) * step <= to; ++k) {
      const double value = static_cast<double>(k) * step;
      std::vector<Spot> line;
      for (int i = -1; i <= kPieces + 1; ++i) {
        const double other = begin + (end - begin) * i / kPieces;
        line.push_back(meridians ? of.spot(value, other) : of.spot(other, value));
      }
      if (const auto at = crossing(line, area, meridians))
        values.push_back({*at, meridians ? of.across(value, step) : of.up(value, step), meridians});
      lines.push_back(std::move(line));
    }
  }
  {
    const auto inside = paper.clip(area);
    paper.lines(lines, 0.12, kGridInk);
  }
  for (const Value& value : values) {
    const Spot& at = value.at;
    if (value.lower) {
      if (at.x > area.x + 8 && at.x < area.x + area.width - 8)
        paper.text({at.x - 15, area.y + area.height + 0.2}, 30, value.text, small);
    } else if (at.y > area.y + 4 && at.y < area.y + area.height - 4) {
      const double width = paper.text_width(value.text, small) + 1.5;
      paper.fill({area.x, at.y - 1.6, width, 3.2}, kWhite, 0.8);
      paper.text({area.x + 0.5, at.y - 1.6}, width, value.text, small);
      names.keep_free({area.x, at.y - 1.6, width + 0.5, 3.2});
    }
  }
}

}  // namespace

std::string utm_zone(double longitude, double latitude) {
  longitude -= 360 * std::floor((longitude + 180) / 360);
  int zone = std::min(60, static_cast<int>(std::floor((longitude + 180) / 6)) + 1);
  if (latitude >= 56 && latitude < 64 && longitude >= 3 && longitude < 12) zone = 32;
  if (latitude >= 72 && latitude < 84 && longitude >= 0 && longitude < 42)
    zone = longitude < 9 ? 31 : longitude < 21 ? 33 : longitude < 33 ? 35 : 37;
  return std::to_string(zone) + (latitude < 0 ? "S" : "N");
}

void draw_grid(Paper& paper, const MapFrame& frame, const LocalProjection& projection, MapGrid grid, MapTexts& names) {
  const Box box = ground_box(frame, projection);
  if (grid == MapGrid::degrees) {
    const auto east_text = [](double value, double step) {
      return degrees_text(value > 180 ? value - 360 : value, step, "E", "W");
    };
    draw(paper, frame,
         {box.low.longitude_degrees(), box.high.longitude_degrees(), box.low.latitude_degrees(),
          box.high.latitude_degrees(),
          [&](double longitude, double latitude) { return frame.spot(projection(longitude, latitude)); }, east_text,
          [](double value, double step) { return degrees_text(value, step, "N", "S"); }},
         names);
    return;
  }
  const Place middle =
      projection.inverse({(frame.low.east + frame.high.east) / 2, (frame.low.north + frame.high.north) / 2});
  const std::string zone = utm_zone(middle.longitude_degrees(), middle.latitude_degrees());
  OGRSpatialReference earth = wgs84();
  OGRSpatialReference utm;
  utm.SetWellKnownGeogCS("WGS84");
  utm.SetUTM(std::stoi(zone), zone.back() == 'N' ? TRUE : FALSE);
  utm.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const Transformation forward(OGRCreateCoordinateTransformation(&earth, &utm));
  const Transformation back(OGRCreateCoordinateTransformation(&utm, &earth));
  if (!forward || !back) throw Error(ErrorKind::system, "PROJ knows no UTM projection");
  Coordinates of{1e30,
                 -1e30,
                 1e30,
                 -1e30,
                 [&](double easting, double northing) {
                   back->Transform(1, &easting, &northing);
                   return frame.spot(projection(easting, northing));
                 },
                 [](double value, double) { return metres_text(value) + " E"; },
                 [](double value, double) { return metres_text(value) + " N"; }};
  for (const double east : {frame.low.east, frame.high.east})
    for (const double north : {frame.low.north, frame.high.north}) {
      const Place corner = projection.inverse({east, north});
      double x = corner.longitude_degrees();
      double y = corner.latitude_degrees();
      forward->Transform(1, &x, &y);
      of.west = std::min(of.west, x);
      of.east = std::max(of.east, x);
      of.south = std::min(of.south, y);
      of.north = std::max(of.north, y);
    }
  draw(paper, frame, of, names);
  paper.text({frame.area.x + frame.area.width - 60, frame.area.y + frame.area.height + 2.8}, 60, "UTM " + zone,
             {6.5, false, Align::right, kGrey});
}

}  // namespace fairdraw
