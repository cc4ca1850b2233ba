#include "planner/field/teams.h"

#include <algorithm>

namespace fairdraw {

std::vector<std::size_t> field_order(const Plan& plan) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < plan.psus.size(); ++i)
    if (plan.psus[i].replicate == 0) order.push_back(i);
  return order;
}

std::vector<Team> assign_teams(const Plan& plan, std::uint32_t teams) {
  const std::vector<std::size_t> order = field_order(plan);
  const auto work = [&](std::size_t psu) { return std::max<std::uint64_t>(1, plan.psus[psu].take); };
  std::uint64_t total = 0;
  for (const std::size_t psu : order) total += work(psu);
  const std::uint64_t count = std::min<std::uint64_t>(teams, order.size());
  std::vector<Team> out(count);
  for (std::uint32_t t = 0; t < count; ++t) out[t].number = t + 1;
  std::uint64_t before = 0;
  for (const std::size_t psu : order) {  // by the middle of its work, on a line of all work cut into equal lengths
    const std::uint64_t middle = 2 * before + work(psu);
    out[std::min(count - 1, middle * count / (2 * total))].psus.push_back(psu);
    before += work(psu);
  }
  std::erase_if(out, [](const Team& team) { return team.psus.empty(); });
  for (std::uint32_t t = 0; t < out.size(); ++t) out[t].number = t + 1;
  return out;
}

std::uint32_t days_needed(const Plan& plan, const Psu& psu, const FieldWork& field) {
  const std::uint32_t per_day = field.interviewers * field.interviews_per_day;
  return (plan.mode == "listing" ? 1 : 0) + (psu.take + per_day - 1) / per_day;
}

}  // namespace fairdraw
