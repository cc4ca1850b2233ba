#pragma once

#include "planner/paper/paper.h"
#include "planner/values/plan.h"
#include "planner/words/words.h"

#include <cstddef>
#include <string>
#include <vector>

namespace fairdraw {

/// The pages that a team on one trip carries for one PSU: which households to take for every number of eligible ones
/// that its listing may bring, and which child in the household of each number. All of it was drawn in advance.
class OneTripPages {
 public:
  /// @param area  of each page, in millimetres
  OneTripPages(const Plan& plan, std::size_t psu, const Words& words, Paper& paper, const Area2d& area);

  std::size_t pages() const { return pages_.size(); }

  /// Draws one of the pages; headers and footers are the sheet's.
  void draw(std::size_t page) const;

 private:
  /// Rows of one of the two tables on one page.
  struct Page {
    bool households = true;  ///< else children
    std::size_t first = 0;
    std::size_t rows = 0;
  };

  std::size_t columns(bool households) const;
  void table(const Page& page, double y) const;
  void head(const Page& page, double x, double width, double y) const;

  const Words& words_;
  Paper& paper_;
  Area2d area_;
  bool kish_;
  double words_height_;  ///< above a table
  std::vector<const OneTripRow*> rows_;
  std::vector<Page> pages_;
};

}  // namespace fairdraw
