#pragma once

#include "planner/design/problem.h"
#include "planner/design/proposal.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace fairdraw {

/// The least level at which everything is met, levels being numbers of areas, or steps by which margins are narrowed. A
/// proposal of a higher level is expected to do better in everything.
class LevelSearch {
 public:
  using Allocation = std::function<std::vector<std::uint32_t>(std::uint32_t level)>;

  LevelSearch(const TakeProblem& problem, const Target& target, Allocation allocation)
      : problem_(problem), target_(target), allocation_(std::move(allocation)) {}

  /// @return the proposal of that level; where no level does, that of `high`, which says what it falls short by
  Proposal least(std::uint32_t low, std::uint32_t high) const;

 private:
  Proposal at(std::uint32_t level, bool with_chance) const;
  Proposal reach_chance(std::uint32_t low, std::uint32_t high) const;

  const TakeProblem& problem_;
  const Target& target_;
  Allocation allocation_;
};

}  // namespace fairdraw
