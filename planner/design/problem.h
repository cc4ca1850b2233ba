#pragma once

#include "config/survey.h"
#include "planner/design/field_model.h"
#include "planner/design/homogeneity.h"
#include "planner/design/interviews.h"
#include "planner/design/multivariate.h"
#include "planner/design/precision.h"
#include "planner/design/proposal.h"
#include "planner/frame/strata.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// How fine the grid over uncertain yields is: points for each. The search uses the coarser one.
inline constexpr std::size_t kSearchPoints = 8;
inline constexpr std::size_t kFinalPoints = 24;

/// A survey's design before it is decided: what it is judged by.
struct DesignProblem {
  const Frame* frame = nullptr;
  const Strata* strata = nullptr;
  const Survey* survey = nullptr;
  FieldModel model;
  Precision precision;
  std::vector<double> row_cost;   ///< per row of the frame: what it costs to reach the area and work there
  std::vector<double> area_cost;  ///< per stratum: the same of an area drawn PPS
  std::vector<double> variable;   ///< variable_variance()
  std::string earlier;            ///< text of the earlier survey that costs.rho names; empty where it names none

  /// @throws Error(usage) where beliefs, costs or columns can't be what they are said to be
  DesignProblem(const Frame& frame, const Strata& strata, const Survey& survey, std::string earlier);
  DesignProblem(const DesignProblem&) = delete;
  DesignProblem& operator=(const DesignProblem&) = delete;
};

/// A problem with one take: what does not depend on how many areas there are.
class TakeProblem {
 public:
  /// @param points  of the grid over uncertain yields, for each: kSearchPoints or kFinalPoints
  TakeProblem(const DesignProblem& problem, std::uint32_t take, std::size_t points);
  TakeProblem(const TakeProblem&) = delete;  // its parts point to each other
  TakeProblem& operator=(const TakeProblem&) = delete;

  std::uint32_t take() const { return take_; }
  std::size_t points() const { return points_; }

  /// The survey's allocation of so many areas.
  /// @throws Error(usage) where there is none
  std::vector<std::uint32_t> share_out_areas(std::uint32_t count) const;

  /// For `allocation = "multivariate"`: the cheapest whole allocation that meets every margin that is wanted, all of
  /// them narrowed by the factor `tightening` (1: as wanted).
  MultivariateProblem margins(double tightening) const;

  /// What the allocation leads to, but for the chances, and which margins it misses.
  Proposal describe(const std::vector<std::uint32_t>& allocated) const;

  /// Adds the chances, and what they fall short by.
  void add_chance(Proposal& proposal) const;

  InterviewRange range(const Proposal& proposal, Counted counted) const;

 private:
  /// What areas of a stratum need whatever is drawn in them, over all draws.
  struct AreasOnce {
    double listed = 0;  ///< households to list
    double cost = 0;    ///< of reaching and working there
  };
  AreasOnce areas_once(const Design& design, std::size_t stratum) const;
  AllocationBasis basis() const;

  const DesignProblem* problem_;
  std::uint32_t take_;
  std::size_t points_;
  FieldSeason season_;
  TakePrecision precision_;
  FieldSeason::Expectations one_area_;  ///< of each stratum, none certain
};

/// Kish's optimum: with costs `area` of an area and `interview` of an interview there,
/// the square root of area / interview x (1 - rho) / rho interviews per area are the most precise for their cost.
/// @return 0 where it has no finite value: no cost of an interview, or rho 0
/// Source: Kish (1965), Survey Sampling, equation 8.3.7.
double optimal_take(double area, double interview, double rho);

}  // namespace fairdraw
