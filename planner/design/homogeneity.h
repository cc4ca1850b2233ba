#pragma once

#include "config/survey.h"
#include "planner/frame/strata.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// How alike the people of one area are within strata, and what the strata themselves explain.
struct Homogeneity {
  double rho = 0.05;         ///< intraclass correlation between people of one area, within strata
  double within_strata = 1;  ///< variance within strata over the whole variance
  std::string source;        ///< where it is known from, in words
};

/// One-way analysis of variance of people in areas in strata.
struct AreaVariance {
  double between_squares = 0;  ///< sum of squares between areas of a stratum
  double within_squares = 0;   ///< and within areas
  double strata_squares = 0;   ///< and between strata
  double people = 0;
  double areas = 0;
  double strata = 0;
  double squares_of_people = 0;  ///< sum over strata of (sum of squared people per area) / (people of the stratum)

  double mean_square_between() const { return between_squares / (areas - strata); }
  double mean_square_within() const { return within_squares / (people - areas); }

  /// People per area, as the analysis of variance counts them: (people - squares_of_people) / (areas - strata).
  double people_per_area() const { return (people - squares_of_people) / (areas - strata); }

  /// The intraclass correlation (MSB - MSW) / (MSB + (m - 1) MSW). Where the sample's is below 0, this is too.
  /// Source: Donner (1986), International Statistical Review 54(1), 67-82, equation 2.1, with strata taken out.
  double rho() const;

  /// Within-strata share of the variance, from the sums of squares.
  double within_strata() const;
};

/// The analysis of a characteristic that people have or have not, where areas' numbers are known: each area's people
/// and how many of them have it.
/// @param stratum_of  numbers from 0
AreaVariance variance_of_counts(std::span<const double> having, std::span<const double> people,
                                std::span<const std::uint32_t> stratum_of);

/// The analysis of single answers.
/// @param area_of     number of each answer's area, from 0
/// @param stratum_of  number of each area's stratum, from 0
AreaVariance variance_of_answers(std::span<const double> answers, std::span<const std::uint32_t> area_of,
                                 std::span<const std::uint32_t> stratum_of);

/// Homogeneity as the survey file says: a number, a column of the frame, or an earlier survey.
/// @param earlier  text of the earlier survey's CSV, where the survey names one
/// @throws Error(usage) where the column or file does not hold what is needed
Homogeneity homogeneity_of(const Survey& survey, const Frame& frame, const Strata& strata, std::string_view earlier);

}  // namespace fairdraw
