#pragma once

#include "config/survey.h"
#include "planner/values/plan.h"
#include "planner/words/words.h"

#include <cstddef>
#include <string>
#include <vector>

namespace fairdraw {

/// What a PSU's sheet asks of those who carry it there.
class SheetWords {
 public:
  SheetWords(const Plan& plan, const Survey& survey, const Words& words)
      : plan_(plan), survey_(survey), words_(words) {}

  /// What is to be done there, as one paragraph.
  /// @param households  its own, positions in Plan::households
  std::string instructions(const Psu& psu, const std::vector<std::size_t>& households) const;

  /// A line for each start of a walk.
  std::vector<std::string> starts(const std::vector<std::size_t>& households) const;

 private:
  std::string ages() const;
  std::string members(const Psu& psu) const;
  std::string visits(const Psu& psu, const std::vector<std::size_t>& households) const;
  std::string walk(const Psu& psu, const std::vector<std::size_t>& households) const;
  std::string quick_count(const Psu& psu) const;
  std::string listing(const Psu& psu) const;
  std::string child() const;
  std::string numbering() const;

  const Plan& plan_;
  const Survey& survey_;
  const Words& words_;
};

}  // namespace fairdraw
