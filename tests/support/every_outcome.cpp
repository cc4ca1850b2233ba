#include "tests/support/every_outcome.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace fairdraw::test {
namespace {

/// Walks the tree of decisions depth first: repeats the decisions of `path_`, then takes the first branch of each new
/// one. advance() moves the last decision that has branches left to its next branch.
class Walker final : public Decider {
 public:
  bool happens(double probability) override { return decide({probability, 1 - probability}) == 0; }

  std::uint64_t below(std::uint64_t limit) override {
    return decide(std::vector<double>(limit, 1 / static_cast<double>(limit)));
  }

  std::size_t choose(std::span<const double> cumulative) override {
    std::vector<double> chances;
    double before = 0;
    for (const double sum : cumulative) {
      chances.push_back((sum - before) / cumulative.back());
      before = sum;
    }
    return decide(std::move(chances));
  }

  void restart() { depth_ = 0; }

  bool advance() {
    path_.resize(depth_);
    while (!path_.empty()) {
      Decision& last = path_.back();
      do ++last.branch;
      while (last.branch < last.chances.size() && last.chances[last.branch] <= 0);
      if (last.branch < last.chances.size()) return true;
      path_.pop_back();
    }
    return false;
  }

  long double probability() const {
    long double product = 1;
    for (std::size_t k = 0; k < depth_; ++k) product *= path_[k].chances[path_[k].branch];
    return product;
  }

 private:
  struct Decision {
    std::vector<double> chances;
    std::size_t branch = 0;
  };

  std::size_t decide(std::vector<double> chances) {
    if (depth_ == path_.size()) {
      Decision next{std::move(chances), 0};
      while (next.chances.at(next.branch) <= 0) ++next.branch;
      path_.push_back(std::move(next));
    }
    return path_[depth_++].branch;
  }

  std::vector<Decision> path_;
  std::size_t depth_ = 0;
};

}  // namespace

Outcomes every_outcome(const std::function<Sample(Stream&)>& draw) {
  Walker walker;
  std::map<Sample, long double> sums;
  do {
    walker.restart();
    Stream stream(walker);
    const Sample sample = draw(stream);
    sums[sample] += walker.probability();
  } while (walker.advance());
  Outcomes outcomes;
  for (const auto& [sample, probability] : sums) outcomes[sample] = static_cast<double>(probability);
  return outcomes;
}

std::vector<double> first_order(const Outcomes& outcomes, std::size_t units) {
  std::vector<double> sums(units, 0.0);
  for (const auto& [sample, probability] : outcomes)
    for (const std::uint32_t unit : sample) sums.at(unit) += probability;
  return sums;
}

std::vector<double> second_order(const Outcomes& outcomes, std::size_t units) {
  std::vector<double> sums(units * units, 0.0);
  for (const auto& [sample, probability] : outcomes)
    for (std::size_t a = 0; a < sample.size(); ++a)
      for (std::size_t b = 0; b < sample.size(); ++b) sums.at(sample[a] * units + sample[b]) += probability;
  return sums;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) throw std::invalid_argument("lists of different lengths");
  double largest = 0;
  for (std::size_t k = 0; k < a.size(); ++k) largest = std::max(largest, std::abs(a[k] - b[k]));
  return largest;
}

}  // namespace fairdraw::test
