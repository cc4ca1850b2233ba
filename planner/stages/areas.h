#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/frame/strata.h"
#include "planner/sampling/methods.h"
#include "planner/sampling/replicate_size.h"
#include "planner/sampling/stream.h"
#include "planner/stages/auxiliary.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fairdraw {

class Coordination;

/// The stream of permanent random numbers: the same for every method, stratum and survey with the seed.
inline constexpr std::string_view kPermanentNumber = "permanent-number 1";

/// What every stage of one draw goes by; what it refers to outlives it.
struct DrawBasis {
  const Frame& frame;
  const Strata& strata;
  const Design& design;
  const Survey& survey;
  SeedKey key;
};

/// An area that the first stage drew.
struct DrawnArea {
  std::uint32_t stratum = 0;  ///< position in Strata
  std::uint32_t area = 0;     ///< row of the frame
  std::uint32_t replicate = 0;
  std::optional<std::uint32_t> release = 0;  ///< as Psu::release
  std::uint32_t draw_order = 0;              ///< from 1: replicate after replicate, each along the stratum's order
  std::uint32_t hits = 1;
  std::uint32_t unit = 0;            ///< position in the stratum
  bool certainty = false;            ///< certain to be in what is released
  bool take_by_size = false;         ///< certain to be in the main sample: a self-weighting take goes by its size
  double draw_probability = 0;       ///< to be drawn at all, reserve and all; in (0, 1]
  double inclusion_probability = 0;  ///< to be in what is released; in (0, 1]
};

/// All drawn areas, stratum by stratum, in draw order.
using AreaSample = std::vector<DrawnArea>;

/// One stratum as a method sees it: sizes (0 for areas that are certain, which keep their place) and what else it
/// needs, unit by unit of the stratum.
struct StratumInput {
  std::vector<std::uint64_t> sizes;
  std::uint32_t n = 0;  ///< areas of the main sample to draw at random
  std::vector<double> probabilities;
  Levels levels;  ///< the probability asked for of every area to be in the main sample with the replicates up to k;
                  ///< 1 for those that are certain at that level. Of a method that keeps them nearly, those of the
                  ///< main sample are exact where `exact` says so
  bool exact = false;
  Positions positions, plane;
  Balance balance;
  std::vector<double> uniforms;

  DrawInput view() const { return {sizes, n, probabilities, &positions, &plane, &balance, uniforms}; }
};

/// A first stage that was drawn, and what it was drawn from.
struct AreaDraw {
  AreaSample sample;
  std::vector<StratumInput> inputs;  ///< one per stratum
  std::vector<std::uint32_t> level;  ///< per stratum: up to which replicate it is released; 0: the main sample alone

  /// The probabilities asked for of a stratum's areas to be in what is released.
  const std::vector<double>& released(std::size_t stratum) const { return inputs[stratum].levels[level[stratum]]; }
};

/// What the survey's method draws from: sizes, probabilities, positions and balance of every stratum.
/// @param independent  whether permanent random numbers are, as they are not where another draw's are taken
/// @throws Error(usage) where a method for two areas finds more to draw
std::vector<StratumInput> area_inputs(const Strata& strata, const Design& design, const Auxiliary& auxiliary,
                                      const Survey& survey, bool independent = true);

/// Gives the inputs of a method that draws by permanent random numbers those of this key; leaves others as they are.
/// @param coordination  another draw whose numbers they are to be; nullptr: none
void give_permanent_numbers(std::vector<StratumInput>& inputs, const DrawBasis& basis,
                            const Coordination* coordination = nullptr);

/// Draws the first stage: in each stratum the certainty units, then by the survey's method from the rest. That is the
/// main sample, and the same whether or not there is a reserve. Then each replicate of the reserve is drawn by the
/// method from what is left (see ReplicateInput). Each stratum has its own streams (but a method that draws across
/// strata has one).
///
/// Of the m areas that the main sample and the replicates up to k are to have, c are certain; an area of size s among
/// the others, of size S together, is in them with probability s (m - c) / S. A method with probabilities of its own
/// (Method::keeps) has no reserve.
AreaSample draw_areas(const Strata& strata, const Design& design, const std::vector<StratumInput>& inputs,
                      const Survey& survey, const SeedKey& key);

/// The probability that was asked for of every area to be in the main sample with replicates up to a level of its
/// stratum, row by row of the frame.
std::vector<double> level_probabilities(const Strata& strata, const std::vector<StratumInput>& inputs,
                                        const std::vector<std::uint32_t>& level);

/// The same of the main sample.
std::vector<double> main_probabilities(const Strata& strata, const std::vector<StratumInput>& inputs);

/// All of the above: one first stage, and what it was drawn from.
AreaDraw draw_areas(const DrawBasis& basis, const Auxiliary& auxiliary, const Coordination* coordination = nullptr);

}  // namespace fairdraw
