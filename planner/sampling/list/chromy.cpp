#include "planner/sampling/list/chromy.h"

#include "planner/base/wide.h"
#include "planner/sampling/list/with_replacement.h"
#include "planner/sampling/sizes.h"

#include <algorithm>

namespace fairdraw {

std::vector<std::uint32_t> chromy_from(std::span<const std::uint64_t> sizes, std::uint32_t n, std::uint32_t start,
                                       Stream& stream) {
  // Chromy's I(i) and F(i) are the whole part and the remainder of the running n C(i) / total, C being the running
  // size. The number drawn so far is I, or I + 1: then the draw is ahead. His three cases, with (was, is) = (F(i-1),
  // F(i)):
  //   is = 0         not ahead for sure
  //   is > was >= 0  stays ahead; gets ahead with (is - was) / (total - was)
  //   was >= is > 0  stays ahead with is / was; does not get ahead
  const std::uint64_t total = total_size(sizes);
  std::vector<std::uint32_t> drawn;
  drawn.reserve(n);
  Wide reached = 0;
  std::uint64_t was = 0;
  bool ahead = false;
  for (std::size_t k = 0; k < sizes.size(); ++k) {
    const std::size_t i = (start + k) % sizes.size();
    const auto before = static_cast<std::uint64_t>(reached / total) + (ahead ? 1 : 0);
    reached += static_cast<Wide>(sizes[i]) * n;
    const auto is = static_cast<std::uint64_t>(reached % total);
    if (is == 0)
      ahead = false;
    else if (is > was)
      ahead = ahead || stream.happens(is - was, total - was);
    else
      ahead = ahead && stream.happens(is, was);
    was = is;
    const auto after = static_cast<std::uint64_t>(reached / total) + (ahead ? 1 : 0);
    drawn.insert(drawn.end(), after - before, static_cast<std::uint32_t>(i));
  }
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

std::vector<std::uint32_t> chromy(std::span<const std::uint64_t> sizes, std::uint32_t n, Stream& stream) {
  if (n == 0) return {};
  return chromy_from(sizes, n, with_replacement(sizes, 1, stream).front(), stream);
}

}  // namespace fairdraw
