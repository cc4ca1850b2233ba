#include "geo/read/population.h"

#include "geo/grid/population_raster.h"
#include "geo/open/to_wgs84.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace fairdraw {
namespace {

constexpr std::uint32_t kRows = 256;  ///< read together

class Reader {
 public:
  explicit Reader(const Survey& survey)
      : raster_(survey.resolve(survey.households.population).string(), "households.population") {
    OGRSpatialReference earth = wgs84();
    OGRSpatialReference own = raster_.crs();
    own.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (own.IsSame(&earth) != 0) return;
    to_cells_.reset(OGRCreateCoordinateTransformation(&earth, &own));
    to_earth_.reset(OGRCreateCoordinateTransformation(&own, &earth));
    if (!to_cells_ || !to_earth_) raster_.fail("no way is known between its CRS and longitude and latitude");
  }

  [[noreturn]] void nowhere() const { raster_.fail("not one cell with people lies in any of the areas drawn"); }

  GroundPoints read(const Shape& area) const {
    GroundPoints out;
    const PopulationRaster::Window window = window_around(bounds(area));
    std::vector<float> people;
    for (std::uint32_t row = 0; row < window.rows; row += kRows) {
      const PopulationRaster::Window strip{window.row + row, window.column, std::min(kRows, window.rows - row),
                                           window.columns};
      raster_.read(strip, people);
      for (std::size_t i = 0; i < people.size(); ++i)
        if (people[i] != 0 && !std::isnan(people[i]))
          add(strip.row + static_cast<std::uint32_t>(i / strip.columns),
              strip.column + static_cast<std::uint32_t>(i % strip.columns), people[i], area, out);
    }
    std::sort(out.begin(), out.end(), by_place);
    return out;
  }

 private:
  /// The cells around a box, and one more on each side: its border, brought to the raster's CRS at 17 places a side,
  /// bends between them by less.
  PopulationRaster::Window window_around(const Box& box) const {
    constexpr int kPlaces = 16;
    double west = HUGE_VAL, east = -HUGE_VAL, top = HUGE_VAL, bottom = -HUGE_VAL;
    for (int i = 0; i <= kPlaces; ++i)
      for (int j = 0; j <= kPlaces; ++j) {
        if (i != 0 && i != kPlaces && j != 0 && j != kPlaces) continue;
        const auto along = [](double low, double high, int k) { return low + (high - low) * k / kPlaces; };
        double x = along(box.low.longitude_degrees(), box.high.longitude_degrees(), i);
        double y = along(box.low.latitude_degrees(), box.high.latitude_degrees(), j);
        if (to_cells_ && to_cells_->Transform(1, &x, &y) == 0) continue;
        west = std::min(west, raster_.column_at(x));
        east = std::max(east, raster_.column_at(x));
        top = std::min(top, raster_.row_at(y));
        bottom = std::max(bottom, raster_.row_at(y));
      }
    const auto first = [](double at, std::uint32_t all) {
      return static_cast<std::uint32_t>(std::clamp(std::floor(at) - 1, 0.0, static_cast<double>(all)));
    };
    const auto last = [](double at, std::uint32_t all) {
      return static_cast<std::uint32_t>(std::clamp(std::floor(at) + 2, 0.0, static_cast<double>(all)));
    };
    PopulationRaster::Window out;
    if (!(west <= east)) return out;
    out.column = first(west, raster_.columns());
    out.row = first(top, raster_.rows());
    out.columns = last(east, raster_.columns()) - out.column;
    out.rows = last(bottom, raster_.rows()) - out.row;
    if (out.columns == 0) out.rows = 0;
    return out;
  }

  /// Longitude and latitude of a place in cells.
  std::optional<std::pair<double, double>> on_earth(double row, double column) const {
    double x = raster_.x(column);
    double y = raster_.y(row);
    if (to_earth_ && to_earth_->Transform(1, &x, &y) == 0) return std::nullopt;
    return std::pair(x, y);
  }

  void add(std::uint32_t row, std::uint32_t column, float people, const Shape& area, GroundPoints& out) const {
    const auto middle = on_earth(row + 0.5, column + 0.5);
    if (!middle) return;
    GroundPoint point;
    point.place = place_at(middle->first, middle->second);
    if (!contains(area, point.place)) return;
    if (!(people > 0) || std::isinf(people))
      raster_.fail("row " + std::to_string(row) + ", column " + std::to_string(column) +
                   ": a negative or infinite number of people; is its value for no data set?");
    point.weight = static_cast<std::uint64_t>(std::llround(std::min(static_cast<double>(people), 1e9) * 1000));
    if (point.weight == 0) return;
    double wide = 0;
    double high = 0;
    for (const auto& [r, c] : std::array<std::pair<double, double>, 2>{{{row, column}, {row, column + 1.0}}}) {
      const auto corner = on_earth(r, c);
      if (!corner) return;
      wide = std::max(wide, std::abs(corner->first - middle->first));
      high = std::max(high, std::abs(corner->second - middle->second));
    }
    point.reach = place_at(std::min(wide, 1.0), std::min(high, 1.0));
    out.push_back(point);
  }

  PopulationRaster raster_;
  Transformation to_cells_, to_earth_;  ///< empty: the raster is in longitude and latitude
};

}  // namespace

std::vector<GroundPoints> read_population(const Survey& survey, const std::vector<Shape>& areas) {
  const Reader reader(survey);
  std::vector<GroundPoints> out(areas.size());
  bool any = false;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    if (areas[i].polygons.empty()) continue;
    out[i] = reader.read(areas[i]);
    any = any || !out[i].empty();
  }
  if (!any) reader.nowhere();
  return out;
}

}  // namespace fairdraw
