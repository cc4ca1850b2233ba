#include "planner/sampling/list/rao_hartley_cochran.h"

#include "planner/base/error.h"
#include "planner/sampling/list/simple_random.h"

#include <algorithm>
#include <string>

namespace fairdraw {

std::vector<GroupDraw> rao_hartley_cochran(std::span<const std::uint64_t> sizes, std::uint32_t n, Stream& stream) {
  std::vector<std::uint32_t> units;
  for (std::uint32_t i = 0; i < sizes.size(); ++i)
    if (sizes[i] > 0) units.push_back(i);
  if (n > units.size())
    throw Error(ErrorKind::usage, "a draw of " + std::to_string(n) + " is asked of " + std::to_string(units.size()) +
                                      " units with a size above 0");
  if (n == 0) return {};
  const std::vector<std::uint32_t> order = random_order(static_cast<std::uint32_t>(units.size()), stream);
  std::vector<GroupDraw> drawn;
  drawn.reserve(n);
  std::size_t begin = 0;
  for (std::uint32_t group = 0; group < n; ++group) {
    const std::size_t end = begin + units.size() / n + (group < units.size() % n ? 1 : 0);
    GroupDraw draw;
    for (std::size_t k = begin; k < end; ++k) draw.group_size += sizes[units[order[k]]];
    std::uint64_t point = stream.below(draw.group_size);
    std::size_t k = begin;
    while (point >= sizes[units[order[k]]]) point -= sizes[units[order[k++]]];
    draw.unit = units[order[k]];
    drawn.push_back(draw);
    begin = end;
  }
  std::sort(drawn.begin(), drawn.end(), [](const GroupDraw& a, const GroupDraw& b) { return a.unit < b.unit; });
  return drawn;
}

}  // namespace fairdraw
