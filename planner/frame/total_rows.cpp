#include "planner/frame/total_rows.h"

#include "planner/frame/strata_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fairdraw {
namespace {

constexpr std::uint64_t kRowsAbove = 5;
constexpr std::uint64_t kOthers = 3;

/// Whether a size is that sum; fractions are added up with rounding.
bool equals(double size, double sum) {
  return size > 0 && std::fabs(size - sum) <= 1e-12 * sum;
}

/// A sum that goes on from row to row.
struct Running {
  double sum = 0;
  std::uint64_t rows = 0;

  void add(double size) {
    sum += size;
    ++rows;
  }
};

class Finder {
 public:
  Finder(const Frame& frame, const std::vector<std::uint32_t>& areas) : frame_(frame), left_(areas) {
    const auto before = [&](std::uint32_t a, std::uint32_t b) { return frame.feature[a] < frame.feature[b]; };
    if (!std::is_sorted(left_.begin(), left_.end(), before)) std::stable_sort(left_.begin(), left_.end(), before);
  }

  std::vector<TotalRow> find() {
    above();
    for (auto& [name, of_stratum] : rows_by_stratum(frame_, left_))
      of_all(std::move(of_stratum), "all others of its stratum");
    drop_found();
    of_all(left_, "all others of the frame");
    std::sort(found_.begin(), found_.end(), [](const TotalRow& a, const TotalRow& b) { return a.area < b.area; });
    return std::move(found_);
  }

 private:
  bool same_stratum(std::uint32_t a, std::uint32_t b) const {
    return std::all_of(frame_.strata.begin(), frame_.strata.end(),
                       [&](std::size_t c) { return frame_.columns[c][a] == frame_.columns[c][b]; });
  }

  void above() {
    Running since_total, since_stratum;
    for (std::size_t i = 0; i < left_.size(); ++i) {
      const double size = frame_.size[left_[i]];
      if (i > 0 && !same_stratum(left_[i], left_[i - 1])) since_stratum = {};
      const Running* sum = nullptr;
      for (const Running* each : {&since_stratum, &since_total})
        if (sum == nullptr && each->rows >= kRowsAbove && equals(size, each->sum)) sum = each;
      if (sum != nullptr) {
        found_.push_back({left_[i], "the " + std::to_string(sum->rows) + " rows above it"});
        since_total = since_stratum = {};
        continue;
      }
      since_total.add(size);
      since_stratum.add(size);
    }
    drop_found();
  }

  /// Whether the largest of these could be what all others come to: added up in any order, sums differ by less.
  bool may_be_sum(const std::vector<std::uint32_t>& areas) const {
    double sum = 0;
    double largest = 0;
    for (const std::uint32_t area : areas) {
      sum += frame_.size[area];
      largest = std::max(largest, frame_.size[area]);
    }
    return std::fabs(2 * largest - sum) <= 1e-6 * sum;
  }

  /// Among these, the largest is taken away as long as it is what all others come to.
  void of_all(std::vector<std::uint32_t> areas, const std::string& what) {
    if (!may_be_sum(areas)) return;
    std::sort(areas.begin(), areas.end(),
              [&](std::uint32_t a, std::uint32_t b) { return frame_.size[a] < frame_.size[b]; });
    double others = std::accumulate(areas.begin(), areas.end(), 0.0,
                                    [&](double sum, std::uint32_t area) { return sum + frame_.size[area]; });
    while (areas.size() > kOthers) {
      const double largest = frame_.size[areas.back()];
      others -= largest;
      if (!equals(largest, others)) break;
      found_.push_back({areas.back(), what});
      areas.pop_back();
    }
  }

  void drop_found() {
    std::vector<bool> is_total(frame_.areas(), false);
    for (const TotalRow& row : found_) is_total[row.area] = true;
    std::erase_if(left_, [&](std::uint32_t area) { return is_total[area]; });
  }

  const Frame& frame_;
  std::vector<std::uint32_t> left_;  ///< areas not found to be totals, as in the file
  std::vector<TotalRow> found_;
};

}  // namespace

std::vector<TotalRow> total_rows(const Frame& frame, const std::vector<std::uint32_t>& areas) {
  return Finder(frame, areas).find();
}

}  // namespace fairdraw
