#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/frame/strata.h"
#include "planner/sampling/methods.h"
#include "planner/sampling/stream.h"
#include "planner/stages/auxiliary.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fairdraw {

struct Coordination;

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
  std::uint32_t draw_order = 0;              ///< from 1, along the stratum's order
  std::uint32_t hits = 1;
  std::uint32_t unit = 0;  ///< position in the stratum
  bool certainty = false;
  double draw_probability = 0;       ///< in the whole draw, reserve and all; in (0, 1]
  double inclusion_probability = 0;  ///< in what is released; in (0, 1]
};

/// All drawn areas, stratum by stratum, in draw order.
using AreaSample = std::vector<DrawnArea>;

/// One stratum as a method sees it: sizes (0 for areas that are certain, which keep their place) and what else it
/// needs, unit by unit of the stratum.
struct StratumInput {
  std::vector<std::uint64_t> sizes;
  std::uint64_t total = 0;
  std::uint32_t n = 0;  ///< areas to draw at random, reserve and all
  std::vector<double> probabilities;
  Positions positions, plane;
  Balance balance;
  std::vector<double> uniforms;

  DrawInput view() const { return {sizes, n, probabilities, &positions, &plane, &balance, uniforms}; }
};

/// A first stage that was drawn, and what it was drawn from.
struct AreaDraw {
  AreaSample sample;
  std::vector<StratumInput> inputs;     ///< one per stratum
  std::vector<std::uint32_t> released;  ///< per stratum: places of the random draw that are in the field
};

/// What the survey's method draws from: sizes, probabilities, positions and balance of every stratum.
/// @throws Error(usage) where a method for two areas finds more to draw
std::vector<StratumInput> area_inputs(const Strata& strata, const Design& design, const Auxiliary& auxiliary,
                                      const Survey& survey);

/// Gives the inputs of a method that draws by permanent random numbers those of this key; leaves others as they are.
/// @param coordination  another draw whose numbers they are to be; nullptr: none
void give_permanent_numbers(std::vector<StratumInput>& inputs, const DrawBasis& basis,
                            const Coordination* coordination = nullptr);

/// Draws the first stage: in each stratum the certainty units, then by the survey's method from the rest, parted at
/// random into replicates. Each stratum has its own streams (but a method that draws across strata has one).
///
/// An area of size s that is not certain has draw_probability s (m - c) / S and inclusion_probability s (n - c) / S,
/// with S the size of what is not certain, c certainty units, n allocated and m drawn in all: the random part makes
/// each of the m - c belong to the main sample with chance (n - c) / (m - c). A method with probabilities of its own
/// (Method::keeps) has those in place of s (m - c) / S.
AreaSample draw_areas(const Strata& strata, const Design& design, const std::vector<StratumInput>& inputs,
                      const Survey& survey, const SeedKey& key);

/// The probability that was asked for of every unit of a stratum to be in the whole draw, reserve and all.
std::vector<double> draw_probabilities(const StratumInput& input, const StratumDesign& design);

/// The probability that was asked for of every area to be in the main sample, row by row of the frame.
std::vector<double> main_probabilities(const Strata& strata, const Design& design,
                                       const std::vector<StratumInput>& inputs, const Survey& survey);

/// All of the above: one first stage, and what it was drawn from.
AreaDraw draw_areas(const DrawBasis& basis, const Auxiliary& auxiliary, const Coordination* coordination = nullptr);

}  // namespace fairdraw
