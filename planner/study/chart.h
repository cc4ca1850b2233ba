#pragma once

#include "planner/study/study.h"

#include <string>

namespace fairdraw {

/// The study as a PDF: a row for each method, best first, and a panel for the mean and for each column, with the
/// ratio of variances on a logarithmic scale, two standard errors to each side, the baseline as a line and the
/// Godambe-Joshi bound as a dashed one.
std::string study_pdf(const Study& study, PaperSize size, const std::string& title, const std::string& date);

}  // namespace fairdraw
