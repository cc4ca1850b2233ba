#include "planner/field/teams.h"

#include <algorithm>

namespace fairdraw {

std::vector<std::size_t> field_order(const Plan& plan) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < plan.psus.size(); ++i)
    if (plan.psus[i].release) order.push_back(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return *plan.psus[a].release < *plan.psus[b].release; });
  return order;
}

namespace {

/// Deals PSUs out in runs: each goes by the middle of its work, on a line of all work cut into equal lengths.
void deal_out(const Plan& plan, const std::vector<std::size_t>& psus, std::vector<std::vector<std::size_t>>& into) {
  const auto work = [&](std::size_t psu) { return std::max<std::uint64_t>(1, plan.psus[psu].take); };
  std::uint64_t total = 0;
  for (const std::size_t psu : psus) total += work(psu);
  const std::uint64_t count = std::min<std::uint64_t>(into.size(), psus.size());
  std::uint64_t before = 0;
  for (const std::size_t psu : psus) {
    const std::uint64_t middle = 2 * before + work(psu);
    into[std::min(count - 1, middle * count / (2 * total))].push_back(psu);
    before += work(psu);
  }
}

}  // namespace

std::vector<Team> assign_teams(const Plan& plan, std::uint32_t teams) {
  const std::vector<std::size_t> order = field_order(plan);
  std::vector<std::vector<std::size_t>> dealt(std::min<std::size_t>(teams, order.size()));
  for (auto begin = order.begin(); begin != order.end();) {
    const auto release = plan.psus[*begin].release;
    const auto end =
        std::find_if(begin, order.end(), [&](std::size_t psu) { return plan.psus[psu].release != release; });
    deal_out(plan, {begin, end}, dealt);
    begin = end;
  }
  std::vector<Team> out;
  for (std::vector<std::size_t>& psus : dealt)
    if (!psus.empty()) out.push_back({static_cast<std::uint32_t>(out.size() + 1), std::move(psus)});
  return out;
}

std::uint32_t days_needed(const Plan& plan, const Psu& psu, const FieldWork& field) {
  const std::uint32_t per_day = field.interviewers * field.interviews_per_day;
  return (plan.mode == "listing" ? 1 : 0) + (psu.take + per_day - 1) / per_day;
}

}  // namespace fairdraw
