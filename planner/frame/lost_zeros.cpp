#include "planner/frame/lost_zeros.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>

namespace fairdraw {
namespace {

constexpr std::size_t kFewestAreas = 10;
constexpr std::size_t kShortestCode = 3;  ///< digits; fewer are rather counted than coded
constexpr double kSparse = 3;             ///< numbers from the first id to the last, for each area: more are codes

bool is_number(std::string_view id) {
  return !id.empty() && id.front() != '0' &&
         std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::vector<std::uint32_t> ids_without_zeros(const Frame& frame, const std::vector<std::uint32_t>& areas) {
  if (areas.size() < kFewestAreas) return {};
  std::size_t longest = 0;
  double first = HUGE_VAL;
  double last = 0;
  for (const std::uint32_t area : areas) {
    const std::string id(frame.id[area]);
    if (!is_number(id)) return {};
    longest = std::max(longest, id.size());
    first = std::min(first, std::strtod(id.c_str(), nullptr));
    last = std::max(last, std::strtod(id.c_str(), nullptr));
  }
  if (longest < kShortestCode || last - first < kSparse * static_cast<double>(areas.size())) return {};
  std::vector<std::uint32_t> out;
  for (const std::uint32_t area : areas)
    if (frame.id[area].size() < longest) out.push_back(area);
  return out;
}

}  // namespace fairdraw
