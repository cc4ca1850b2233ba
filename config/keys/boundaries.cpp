#include "config/keys/sections.h"

#include <array>

namespace fairdraw {
namespace {

/// The place of a value of boundaries, of which a survey has none before it names one.
template <std::string BoundarySource::*kMember>
std::string& of_boundaries(Survey& survey) {
  if (!survey.boundaries) survey.boundaries.emplace();
  return (*survey.boundaries).*kMember;
}

std::string wrong_boundaries_file(const Survey& survey) {
  return survey.boundaries ? missing(survey, "boundaries.file", "the file of administrative borders") : "";
}

std::string wrong_boundaries_id(const Survey& survey) {
  return survey.boundaries ? missing(survey, "boundaries.id", "the column that the borders and the frame share") : "";
}

std::string wrong_frame_id(const Survey& survey) {
  return only_with(survey, "boundaries.frame_id", survey.boundaries && !survey.frame.is_raster(),
                   "boundaries of a frame that is no raster");
}

constexpr std::array kBoundariesRows = {
    Key{"boundaries.file", TextKey{of_boundaries<&BoundarySource::file>}, "as for the frame", "none",
        wrong_boundaries_file},
    Key{"boundaries.layer", TextKey{of_boundaries<&BoundarySource::layer>}, "layer or table", "the only one"},
    Key{"boundaries.id", TextKey{of_boundaries<&BoundarySource::id>}, "column that borders and frame share",
        "required with a file", wrong_boundaries_id},
    Key{"boundaries.frame_id", TextKey{of_boundaries<&BoundarySource::frame_id>},
        "the frame's column with the same, where it has another name there", "as `id`", wrong_frame_id},
    Key{"boundaries.name", TextKey{of_boundaries<&BoundarySource::name>}, "column to print", "the id"},
    Key{"boundaries.total", TextKey{of_boundaries<&BoundarySource::total>},
        "column to compare with the frame's sums of size", "not compared"},
};

}  // namespace

const KeySection kBoundariesKeys = {
    "boundaries",
    "For maps, and for `check` (areas outside their boundary, totals that disagree by more than half a per cent).",
    kBoundariesRows};

}  // namespace fairdraw
