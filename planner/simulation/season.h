#pragma once

#include "planner/design/field_model.h"
#include "planner/design/takes.h"
#include "planner/sampling/stream.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace fairdraw {

/// Field work as a game of chance: the model that `design` computes with, played out.
///
/// Each yield takes one rank in the whole country. In an area with M households, beta-binomial(M, eligible) are
/// eligible, as many as are wanted of them are drawn, and beta-binomial of these give an interview. A walk makes
/// contact after contact, each an interview with the area's chance, until the take is reached or its list is used up. A
/// household has 1, 2, ... children with the shares of `respondents.children`, and one of them is interviewed.
///
/// Typical usage:
///   const FieldGame game = make_field_game(model, take, survey.respondents.children);
///   const SeasonYields yields = draw_yields(model, stream);
///   for (const DrawnArea& area : sample) interviews += visit_area(game, yields, area.area, area.hits,
///   stream).interviews;
struct FieldGame {
  const FieldModel* model = nullptr;
  std::uint32_t take = 0;
  std::optional<Takes> takes;           ///< not of walks
  std::vector<std::uint32_t> contacts;  ///< of walks, per kind of area: how many are on the list of one hit
  std::vector<double> children;         ///< shares of households with at most 1, 2, ... children; empty: not counted

  bool self_weighting() const { return takes && takes->self_weighting(); }
};

/// @param model     outlives the game
/// @param children  respondents.children
FieldGame make_field_game(const FieldModel& model, std::uint32_t take, const std::vector<double>& children);

/// What the yields turn out to be in one season, in each kind of area.
struct SeasonYields {
  std::vector<double> eligible;
  std::vector<double> response;  ///< household x child
  std::vector<double> caregiver;
};

/// Draws the yields of a season, each by one rank.
SeasonYields draw_yields(const FieldModel& model, Stream& stream);

/// What one area brought home.
struct AreaVisit {
  std::uint32_t visited = 0;  ///< households visited, or contacts made
  std::uint32_t interviews = 0;
  std::uint32_t caregivers = 0;
  double weights = 0;          ///< sum over the interviews of 1 / probability within the area
  double weights_squared = 0;  ///< sum of its squares
};

/// Plays the work in one area.
/// @param row   of the frame
/// @param hits  how often the area was drawn: its take counts as often; see Takes::of()
AreaVisit visit_area(const FieldGame& game, const SeasonYields& yields, std::uint32_t row, double hits, Stream& stream);

}  // namespace fairdraw
