#pragma once

#include "config/survey.h"

#include <cstdint>
#include <memory>
#include <string>

#include <gdal_priv.h>

namespace fairdraw {

/// A frame made of a population raster: a layer with a row and a polygon for each PSU, and what was left out.
struct GridFrame {
  std::string made_of;  ///< the raster, the boundaries and frame.grid_size
  std::shared_ptr<GDALDataset> dataset;
  std::uint64_t outside_cells = 0;  ///< with people, in none of the boundaries
  double outside = 0;               ///< people there
};

/// Groups the cells of a population raster (GeoTIFF) into PSUs of about frame.grid_size people inside the survey's
/// boundaries. Cells are gone through once: in bands of 512 rows from the raster's first row, turning round at each
/// end, in a band by squares of 512 cells, in a square along Hilbert's curve. In each boundary, cells with people join
/// the PSU in hand until it would come nearer to grid_size by ending; what is left at the end joins the last one where
/// it is less than half. So a PSU lies together but where people do not live or a border is in between.
///
/// Columns: psu_id (row and column of its first cell), people, cells, and the boundaries' id column. The raster is read
/// band by band, each block once. How it is tiled or compressed is no matter.
/// Source for PSUs of grid cells: Thomson et al. (2017), International Journal of Health Geographics 16:25
/// (GridSample).
/// @throws Error(usage) where the raster can't be read, has no CRS, is turned, holds negative or infinite numbers of
/// people, or no cell with people lies in any boundary
/// @param known  is returned where it was made of the same; nullptr: nothing is known
std::shared_ptr<const GridFrame> make_grid_frame(const Survey& survey,
                                                 const std::shared_ptr<const GridFrame>& known = nullptr);

}  // namespace fairdraw
