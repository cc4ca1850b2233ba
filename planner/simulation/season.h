#pragma once

#include "planner/design/field_model.h"
#include "planner/design/takes.h"
#include "planner/sampling/stream.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace fairdraw {

/// What one area brought home.
struct AreaVisit {
  std::uint32_t visited = 0;  ///< households visited, or contacts made
  std::uint32_t interviews = 0;
  std::uint32_t caregivers = 0;
  double weights = 0;          ///< sum over the interviews of 1 / probability within the area
  double weights_squared = 0;  ///< sum of its squares
};

/// Field work as a game of chance: the model that `design` computes with, played out.
///
/// Each yield takes one rank in the whole country. In an area with M households, beta-binomial(M, eligible) are
/// eligible, as many as are wanted of them are drawn, and beta-binomial of these give an interview. A walk makes
/// contact after contact, each an interview with the area's chance, until the take is reached or its list is used up. A
/// household has 1, 2, ... children with the shares of `respondents.children`, and one of them is interviewed.
class FieldGame {
 public:
  /// @param children  respondents.children
  FieldGame(const FieldModel& model, std::uint32_t take, std::vector<double> children);

  /// What the yields turn out to be, in each kind of area.
  struct Season {
    std::vector<double> eligible, response, caregiver;
  };
  Season season(Stream& stream) const;

  /// @param row   of the frame
  /// @param hits  how often the area was drawn: its take counts as often; see Takes::of()
  AreaVisit visit(std::uint32_t row, double hits, const Season& season, Stream& stream) const;

  bool self_weighting() const { return takes_ && takes_->self_weighting(); }

 private:
  AreaVisit listed(const AreaGroup& area, double hits, const Season& season, Stream& stream) const;
  AreaVisit walked(const AreaGroup& area, double hits, const Season& season, Stream& stream) const;
  void weigh(AreaVisit& visit, double weight, Stream& stream) const;

  const FieldModel* model_;
  std::uint32_t take_;
  std::vector<double> children_;      ///< cumulated
  std::optional<Takes> takes_;        ///< not of walks
  std::vector<std::uint32_t> drawn_;  ///< per kind: contacts on a walk's list
};

}  // namespace fairdraw
