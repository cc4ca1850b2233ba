#include "planner/audit/prepared_draw.h"

#include "geo/read/places.h"
#include "planner/sampling/methods.h"

#include <utility>

namespace fairdraw {

PreparedDraw prepare_draw(const Survey& asked, const SettledDesign* settled,
                          const std::shared_ptr<const GridFrame>& known) {
  PreparedDraw out;
  out.read = read_drawable_frame(asked, known);
  const Frame& frame = out.read.frame;
  out.auxiliary = make_auxiliary(frame, asked, needs_places(asked) ? read_places(asked, frame) : AreaPlaces());
  out.strata = build_strata(frame);
  if (find_method(asked.areas.method)->equal) make_sizes_equal(out.strata);
  if (asked.frame.hilbert_order) order_along_curve(out.strata, out.auxiliary);
  out.survey = asked;
  if (needs_settling(asked)) {
    out.settled =
        settled != nullptr ? *settled : settle(DesignProblem(frame, out.strata, asked, read_earlier_survey(asked)));
    out.survey = with_settled(asked, *out.settled);
  }
  out.design = make_design(out.strata, out.survey);
  return out;
}

}  // namespace fairdraw
