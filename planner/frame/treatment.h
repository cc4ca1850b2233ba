#pragma once

#include "planner/base/named.h"
#include "planner/frame/findings.h"

#include <string>

namespace fairdraw {

/// How grave a finding is under the rule of its key (frame.on_...).
template <class Rule>
Severity severity_under(Rule rule) {
  return rule == Rule::error ? Severity::error : Severity::warning;
}

/// What becomes of areas by a rule; of those refused, what the rule could be else.
template <class Rule>
std::string treatment_under(Rule rule, const std::string& key) {
  if constexpr (requires { Rule::exclude; })
    if (rule == Rule::exclude) return "left out";
  if constexpr (requires { Rule::keep; })
    if (rule == Rule::keep) return "kept";
  std::string others;
  for (const Named<Rule>& each : kNames<Rule>)
    if (each.value != rule) others += (others.empty() ? "\"" : " or \"") + std::string(each.name) + "\"";
  return "refused (" + key + " can be " + others + ")";
}

}  // namespace fairdraw
