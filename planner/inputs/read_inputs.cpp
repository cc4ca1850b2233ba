#include "planner/inputs/read_inputs.h"

#include "geo/read/footprints.h"
#include "geo/read/frame_reader.h"
#include "geo/read/ground_lines.h"
#include "geo/read/places.h"
#include "geo/read/population.h"
#include "geo/read/shapes.h"
#include "planner/frame/canonical.h"
#include "planner/inputs/input_files.h"

namespace fairdraw {
namespace {

/// The ground as the survey's files have it.
class GroundOfFiles : public Ground {
 public:
  explicit GroundOfFiles(Survey survey) : survey_(std::move(survey)) {}

  std::vector<Shape> shapes(const Frame& frame, const std::vector<std::uint32_t>& rows) const override {
    return read_shapes(survey_, frame, rows);
  }

  AreaPlaces places(const Frame& frame) const override { return read_places(survey_, frame); }

  std::vector<GroundPoints> buildings(const std::vector<Shape>& areas) const override {
    const Footprints found = read_footprints(survey_, areas);
    std::vector<GroundPoints> out(areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i)
      for (const Place& place : found.in_area[i]) out[i].push_back({place, 1, {}});
    return out;
  }

  std::vector<GroundPoints> population(const std::vector<Shape>& areas) const override {
    return read_population(survey_, areas);
  }

  std::vector<std::vector<GroundLine>> lines(const std::vector<Shape>& areas) const override {
    return read_ground_lines(survey_, areas);
  }

 private:
  Survey survey_;
};

}  // namespace

Inputs read_inputs(const Survey& survey, const ReadOptions& options) {
  const bool see_geometry = options.see_geometry || survey.frame.on_missing_geometry != OnGround::keep;
  Inputs out;
  out.frame = canonical(read_frame(survey, see_geometry, options.known));
  out.ground = std::make_shared<GroundOfFiles>(survey);
  if (!survey.areas.strata.empty()) out.stratum_table = read_named_file(survey, survey.areas.strata, "areas.strata");
  if (options.see_earlier_survey && !survey.rho.file.empty())
    out.earlier_survey = read_named_file(survey, survey.rho.file, "costs.rho").text;
  return out;
}

DrawRun run_draw(const Survey& survey, const std::string& seed, const DrawExtras& extras,
                 const SettledDesign* settled) {
  const Inputs inputs =
      read_inputs(survey, {.see_earlier_survey = settled == nullptr || extras.expected,
                           .known = extras.coordination != nullptr ? extras.coordination->grid : nullptr});
  return draw_plan(prepare(survey, inputs, {.settled = settled}), inputs, seed, extras);
}

}  // namespace fairdraw
