#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/frame/strata.h"

#include <vector>

namespace fairdraw {

/// How an area comes into its stratum's main sample.
struct Selection {
  double any = 0;      ///< the chance that it does
  double hits = 0;     ///< how often; `any` but where large areas may be hit several times
  double spread = 0;   ///< the variance of how often
  double inverse = 0;  ///< by this the squares of its households' weights count in expectation: 1 / any, but where
                       ///< weights hang on how often an area was hit, or on what it was drawn from
};

/// Whether areas come in otherwise than n size / total: by hits, or by a method with probabilities of its own.
bool selects_otherwise(const AreasStage& areas);

/// How each area of a stratum that is not certain comes in; certain ones do with 1.
///
/// With hits of minimum replacement an area is hit as often as is expected, rounded down or up; with replacement hits
/// are binomial; weights divide by `any` and by the hits. Of random groups (Rao, Hartley and Cochran) an area of size s
/// in a group of size G is drawn with s / G, by which weights divide: the mean of s / G is the integral of s exp(-t s)
/// E exp(-t (G - s)) over t > 0, that of its inverse is E(G) / s. Murthy's probabilities are exact. Source: Chromy
/// (1979), Proceedings of the ASA Section on Survey Research Methods, 401-406, for minimum replacement; Rao, Hartley
/// and Cochran (1962), Journal of the Royal Statistical Society B 24(2), 482-491.
std::vector<Selection> selection_of(const Stratum& stratum, const StratumDesign& design, const AreasStage& areas);

}  // namespace fairdraw
