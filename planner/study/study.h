#pragma once

#include "config/survey.h"
#include "planner/draw/totals.h"
#include "planner/study/comparison.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace fairdraw {

/// What a study is asked for.
struct StudyOptions {
  std::uint32_t draws = 5000;
  std::string seed = "1";
  std::vector<std::string> totals;   ///< columns to study; empty: every column of the frame but id and name
  std::vector<std::string> balance;  ///< columns to balance on; empty: the survey's
  std::vector<std::string> methods;  ///< names of the table of methods; empty: all that fit
  unsigned threads = 0;              ///< 0: as many as the machine has
};

/// Methods of selection compared on one frame.
struct Study {
  std::uint32_t draws = 0;
  std::string seed;
  std::string frame;          ///< file and layer
  std::string frame_content;  ///< digest of the frame's content
  std::uint64_t areas = 0;    ///< that can be drawn
  std::uint64_t strata = 0;
  std::uint64_t psus = 0;  ///< of the main sample
  std::vector<StudyColumn> columns;
  std::vector<std::vector<double>> bounds;   ///< Godambe-Joshi, per column and total
  std::vector<double> bound_ratios;          ///< per column: sum of bounds over the baseline's sum of variances
  std::vector<std::string> model_cells;      ///< columns that make the cells of the bound's model
  std::vector<std::string> model_variables;  ///< its balancing variables
  bool model_places = false;                 ///< the bound's model has a surface over the ground
  std::vector<MethodFigures> methods;        ///< in the order of the table of methods
  Recommendation recommendation;
  std::vector<std::string> remarks;  ///< columns and methods that were left out, and why
};

/// Draws many times by every method that fits the survey and compares what comes out. The survey's design stays: its
/// strata, allocation, certainty units and reserve; methods of equal probabilities take every area's size as 1, and
/// with-replacement may hit an area several times. The result is a function of frame, survey, seed and draws, not of
/// the number of threads.
/// @param progress  called with methods done and in all
/// @throws Error(usage) where the survey's frame can't be drawn from, or an option names what is not there
Study run_study(const Survey& survey, const StudyOptions& options,
                const std::function<void(std::size_t, std::size_t)>& progress = {});

}  // namespace fairdraw
