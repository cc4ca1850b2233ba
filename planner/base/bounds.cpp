#include "planner/base/bounds.h"

#include <array>

namespace fairdraw {
namespace {

static_assert(kLongestCsvRow == 64U << 20U && kMostUnpackedCsv == std::size_t{4} << 30U &&
              kMostUnpackedSheet == 512U << 20U && kMostStatisticsCells == 50'000'000 &&
              kMostRasterCells == 10'000'000'000 && kLongestCondition == 10'000 && kDeepestCondition == 50 &&
              kDeepestNesting == 32 && kLongestId == 255 && kLongestDetail == 1000 && kMostChildren == 15 &&
              kMostContacts == 10'000);  // else the texts below are to be mended

constexpr std::array kBounds = {
    Bound{"a row of a CSV file", "64 MB"},
    Bound{"a CSV file packed by gzip, unpacked", "4 GB"},
    Bound{"the texts of a column", "4 GB"},
    Bound{"a spreadsheet (.xlsx, .ods), unpacked", "512 MB"},
    Bound{"a file of Stata or SPSS", "50 million cells"},
    Bound{"a GeoPackage without geometry and its tables", "1 GB"},
    Bound{"a raster of people, or a picture of the ground", "10 thousand million cells"},
    Bound{"the survey file", "32 brackets within each other"},
    Bound{"`frame.exclude`", "10,000 bytes, 50 parentheses within each other"},
    Bound{"a measure of size", "1e9"},
    Bound{"an id", "255 bytes, on one line"},
    Bound{"eligible children of a household in a listing", "15"},
    Bound{"a text that a listing has of a household", "1,000 bytes"},
    Bound{"contacts of a walk, however small the yields", "10,000"},
    Bound{"groups of a column that are to have a margin", "500"},
    Bound{"variables that a sample is balanced on", "60"},
    Bound{"columns that a sample is spread over", "8"},
    Bound{"tiles of an offline map", "200,000"},
    Bound{"sheets of a PSU at `maps.sheet_scale`", "30; then the scale is smaller"},
};

}  // namespace

std::span<const Bound> bounds() {
  return kBounds;
}

}  // namespace fairdraw
