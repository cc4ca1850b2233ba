#include "planner/study/study.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/design/design.h"
#include "planner/draw/prepare.h"
#include "planner/frame/strata.h"
#include "planner/inputs/columns.h"
#include "planner/inputs/read_inputs.h"
#include "planner/stages/auxiliary.h"
#include "planner/study/bound.h"
#include "planner/study/replication.h"

#include <algorithm>
#include <optional>

namespace fairdraw {
namespace {

constexpr std::uint32_t kFewestDraws = 100;
constexpr std::uint32_t kSpreadDraws = 100;

/// A method as it is to be tried: the survey that asks for it.
struct Candidate {
  const Method* method = nullptr;
  Survey survey;
};

Survey asking_for(const Survey& survey, const Method& method) {
  Survey out = survey;
  out.areas.method = method.name;
  out.areas.certainty = method.must_repeat ? CertaintyRule::hits : CertaintyRule::once;
  out.areas.reserve_replicates = 0;  // of which the main sample does not know
  return out;
}

void check_options(const StudyOptions& options) {
  Complaints complaints;
  if (options.draws < kFewestDraws)
    complaints.add("--draws " + std::to_string(options.draws) + ": a study takes at least " +
                   std::to_string(kFewestDraws));
  for (const std::string& name : options.methods)
    if (find_method(name) == nullptr)
      complaints.add("--method " + printable(name) + ": there is no such method; fairdraw draw --help lists them");
  complaints.throw_if_any(ErrorKind::usage);
}

/// Positions where every area has one, and balance where the survey names columns.
Auxiliary auxiliary_for(const Frame& frame, const Survey& survey, const Ground& ground,
                        std::vector<std::string>& remarks) {
  const bool columns = !spread_columns(survey).empty();
  AreaPlaces places;
  bool placed = columns;
  if (!columns) {
    places = ground.places(frame);
    const auto without = std::count(places.places.begin(), places.places.end(), std::nullopt);
    placed = without == 0;
    if (!frame.spatial)
      remarks.emplace_back("the frame has no geometry: methods that spread over the ground are left out");
    else if (!placed)
      remarks.push_back(std::to_string(without) +
                        " areas have no place: methods that spread over the ground are left out; "
                        "frame.on_missing_geometry = \"exclude\" leaves such areas out instead");
  }
  // Whatever method needs positions makes them be read, for all that do.
  const auto spreads = std::find_if(methods().begin(), methods().end(),
                                    [&](const Method& method) { return placed && method.needs_positions; });
  return make_auxiliary(frame, asking_for(survey, spreads == methods().end() ? baseline() : *spreads), places);
}

/// Why the method can't be tried; nothing where it can.
std::optional<std::string> obstacle(const Method& method, const Auxiliary& auxiliary, const Strata& strata,
                                    const Survey& survey) {
  if (method.needs_balance && auxiliary.balance.variables == 0) return "the survey has no areas.balance";
  if (method.needs_positions && auxiliary.positions.coordinates.empty()) return "positions are not known";
  if (method.needs_plane && auxiliary.plane.coordinates.empty()) return "positions are not on a plane";
  if (method.takes_two) {
    const Design design = make_design(strata, survey);
    for (const StratumDesign& stratum : design.strata)
      if (stratum.at_random > 2) return "it draws two areas per stratum, and a stratum asks for more";
  }
  return std::nullopt;
}

std::vector<Candidate> candidates_of(const Survey& survey, const StudyOptions& options, const Auxiliary& auxiliary,
                                     const Strata& strata, std::vector<std::string>& remarks) {
  std::vector<Candidate> out;
  for (const Method& method : methods()) {
    const auto& wanted = options.methods;
    const bool asked = wanted.empty() || std::find(wanted.begin(), wanted.end(), method.name) != wanted.end();
    if (!asked && &method != &baseline()) continue;
    Survey own = asking_for(survey, method);
    if (const auto why = obstacle(method, auxiliary, strata, own)) {
      remarks.push_back("method " + std::string(method.name) + " is left out: " + *why);
      continue;
    }
    out.push_back({&method, std::move(own)});
  }
  return out;
}

double sum(const std::vector<double>& values) {
  double out = 0;
  for (const double x : values) out += x;
  return out;
}

/// Bounds for designs with the probabilities that were asked for.
void add_bounds(const Frame& frame, const Candidate& baseline, const MethodFigures& figures, const Strata& strata,
                const Auxiliary& auxiliary, Study& study) {
  const Design design = make_design(strata, baseline.survey);
  const std::vector<double> probabilities =
      main_probabilities(strata, area_inputs(strata, design, auxiliary, baseline.survey));
  for (const StratumDesign& stratum : design.strata) study.psus += stratum.allocated;
  BoundModel model = design_cells(frame, strata, study.psus);
  model.balance = &auxiliary.balance;
  model.plane = &auxiliary.plane;
  for (std::size_t c = 0; c < study.columns.size(); ++c) {
    study.bounds.push_back(godambe_joshi_bound(probabilities, study.columns[c], model));
    const double variance = sum(figures.variances[c]);
    study.bound_ratios.push_back(variance > 0 ? sum(study.bounds[c]) / variance : 0.0);
  }
  study.model_cells = model.cell_columns;
  study.model_variables = auxiliary.balance_names;
  study.model_places = !auxiliary.plane.coordinates.empty();
}

}  // namespace

Study run_study(const Survey& survey, const StudyOptions& options,
                const std::function<void(std::size_t, std::size_t)>& progress) {
  check_options(options);
  const std::vector<std::string> names = columns_to_study(survey, options.totals, options.balance);
  Survey wide = survey;
  if (!options.balance.empty()) wide.areas.balance = options.balance;
  wide = reading(wide, names);
  const Inputs inputs = read_inputs(wide);
  const Preparation preparation = prepare(wide, inputs, {.threads = options.threads});
  const Prepared& prepared = require_fit(preparation);
  const Frame& frame = prepared.frame;

  Study study;
  study.draws = options.draws;
  study.seed = options.seed;
  study.frame = frame.source;
  study.frame_content = prepared.frame_content;
  study.areas = frame.areas();
  study.columns = study_columns(frame, prepared.survey, names, study.remarks);
  const Auxiliary auxiliary = auxiliary_for(frame, prepared.survey, *inputs.ground, study.remarks);
  const Strata strata = build_strata(frame);
  study.strata = strata.size();
  const std::vector<Candidate> candidates = candidates_of(prepared.survey, options, auxiliary, strata, study.remarks);

  std::vector<const Method*> tried;
  std::vector<Replicated> replicated;
  for (const Candidate& candidate : candidates) {
    if (progress) progress(replicated.size(), candidates.size());
    const Strata own = strata_to_draw(frame, candidate.survey, auxiliary);
    const Design design = make_design(own, candidate.survey);
    const Replication what{&frame,         &own,         &design,       &auxiliary,   &candidate.survey,
                           &study.columns, options.seed, options.draws, kSpreadDraws, options.threads};
    replicated.push_back(replicate(what));
    tried.push_back(candidate.method);
  }
  study.methods = summarise(study.columns, tried, replicated);
  for (std::size_t m = 0; m < candidates.size(); ++m) {
    if (candidates[m].method != &baseline()) continue;
    add_bounds(frame, candidates[m], study.methods[m], strata, auxiliary, study);
  }
  study.recommendation = recommend(study.methods);
  return study;
}

}  // namespace fairdraw
