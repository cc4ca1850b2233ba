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

/// Gives scripted answers, and throws the first question beyond them.
class Script final : public Decider {
 public:
  struct Question {
    std::vector<double> chances;  ///< of the answers 0, 1, ...
    std::uint64_t limit = 0;      ///< or every number below this is as likely
  };

  explicit Script(const std::vector<std::uint64_t>& answers) : answers_(answers) {}

  bool happens(double probability) override { return ask({{1 - probability, probability}, 0}) == 1; }
  std::uint64_t below(std::uint64_t limit) override { return ask({{}, limit}); }
  std::size_t choose(std::span<const double> cumulative) override {
    Question question;
    double before = 0;
    for (const double sum : cumulative) {
      question.chances.push_back((sum - before) / cumulative.back());
      before = sum;
    }
    return ask(std::move(question));
  }

 private:
  std::uint64_t ask(Question question) {
    if (asked_ == answers_.size()) throw question;
    return answers_[asked_++];
  }

  const std::vector<std::uint64_t>& answers_;
  std::size_t asked_ = 0;
};

class Stretches {
 public:
  explicit Stretches(const std::function<Sample(Stream&)>& draw) : draw_(draw) {}

  Outcomes after(std::vector<std::uint64_t> answers) const {
    Script script(answers);
    Stream stream(script);
    try {
      return {{draw_(stream), 1.0}};
    } catch (const Script::Question& question) {
      answers.push_back(0);
      Outcomes out;
      const auto at = [&](std::uint64_t answer) {
        answers.back() = answer;
        return after(answers);
      };
      constexpr std::uint64_t kFew = 64;
      if (question.limit > kFew) {
        add_stretch(out, 0, at(0), question.limit - 1, at(question.limit - 1), static_cast<double>(question.limit), at);
      } else {
        const std::size_t branches = question.limit > 0 ? question.limit : question.chances.size();
        for (std::size_t k = 0; k < branches; ++k) {
          const double chance = question.limit > 0 ? 1 / static_cast<double>(question.limit) : question.chances[k];
          if (chance > 0) add(out, at(k), chance);
        }
      }
      return out;
    }
  }

 private:
  static void add(Outcomes& out, const Outcomes& other, double chance) {
    for (const auto& [sample, probability] : other) out[sample] += chance * probability;
  }

  template <class At>
  static void add_stretch(Outcomes& out, std::uint64_t first, const Outcomes& of_first, std::uint64_t last,
                          const Outcomes& of_last, double limit, const At& at) {
    if (of_first == of_last) {
      add(out, of_first, static_cast<double>(last - first + 1) / limit);
    } else if (last - first == 1) {
      add(out, of_first, 1 / limit);
      add(out, of_last, 1 / limit);
    } else {
      const std::uint64_t middle = first + (last - first) / 2;
      add_stretch(out, first, of_first, middle, at(middle), limit, at);
      add_stretch(out, middle + 1, at(middle + 1), last, of_last, limit, at);
    }
  }

  const std::function<Sample(Stream&)>& draw_;
};

}  // namespace

Outcomes every_outcome_by_stretches(const std::function<Sample(Stream&)>& draw) {
  return Stretches(draw).after({});
}

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
