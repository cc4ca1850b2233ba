#include "planner/values/cells.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fairdraw {
namespace {

constexpr std::array<std::pair<int, int>, 4> kSteps = {{{0, 1}, {1, 0}, {0, -1}, {-1, 0}}};  // row, column: clockwise

struct Side {
  std::uint64_t from = 0;  ///< corner, row first
  std::uint32_t way = 0;   ///< of kSteps
  bool used = false;
};

std::uint64_t key(std::uint32_t row, std::uint32_t column) {
  return (static_cast<std::uint64_t>(row) << 32U) | column;
}

std::uint64_t stepped(std::uint64_t from, std::uint32_t way) {
  const auto row = static_cast<std::int64_t>(from >> 32U) + kSteps[way].first;
  const auto column = static_cast<std::int64_t>(from & 0xFFFFFFFFU) + kSteps[way].second;
  return key(static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column));
}

/// The sides between a cell of the set and one that is not, each along its cell the way of the clock.
std::vector<Side> sides_of(const std::vector<std::uint64_t>& cells) {
  std::vector<Side> sides;
  std::size_t above = 0;  // first cell not before the one above the cell in hand
  std::size_t below = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto row = static_cast<std::uint32_t>(cells[i] >> 32U);
    const auto column = static_cast<std::uint32_t>(cells[i] & 0xFFFFFFFFU);
    const bool left = i > 0 && column > 0 && cells[i - 1] == cells[i] - 1;
    const bool right = i + 1 < cells.size() && cells[i + 1] == cells[i] + 1;
    bool up = false;
    if (row > 0) {
      while (above < cells.size() && cells[above] < key(row - 1, column)) ++above;
      up = above < cells.size() && cells[above] == key(row - 1, column);
    }
    while (below < cells.size() && cells[below] < key(row + 1, column)) ++below;
    const bool down = below < cells.size() && cells[below] == key(row + 1, column);
    if (!up) sides.push_back({key(row, column), 0});
    if (!right) sides.push_back({key(row, column + 1), 1});
    if (!down) sides.push_back({key(row + 1, column + 1), 2});
    if (!left) sides.push_back({key(row + 1, column), 3});
  }
  std::sort(sides.begin(), sides.end(),
            [](const Side& a, const Side& b) { return std::pair(a.from, a.way) < std::pair(b.from, b.way); });
  return sides;
}

}  // namespace

std::vector<std::vector<CellCorner>> outlines(std::vector<GridCell> cells) {
  std::vector<std::uint64_t> keys;
  keys.reserve(cells.size());
  for (const GridCell& cell : cells) keys.push_back(key(cell.row, cell.column));
  std::sort(keys.begin(), keys.end());
  std::vector<Side> sides = sides_of(keys);
  std::vector<std::vector<CellCorner>> rings;
  for (Side& first : sides) {
    if (first.used) continue;
    std::vector<CellCorner> ring;
    Side* side = &first;
    while (!side->used) {
      side->used = true;
      const std::uint64_t to = stepped(side->from, side->way);
      // Of two sides that leave a corner, the one to the right keeps to the same cells.
      auto next =
          std::lower_bound(sides.begin(), sides.end(), to, [](const Side& a, std::uint64_t b) { return a.from < b; });
      if (next + 1 < sides.end() && (next + 1)->from == to && next->way != (side->way + 1) % 4) ++next;
      if (next->way != side->way)
        ring.push_back({static_cast<std::uint32_t>(to >> 32U), static_cast<std::uint32_t>(to & 0xFFFFFFFFU)});
      side = &*next;
    }
    rings.push_back(std::move(ring));
  }
  return rings;
}

std::int64_t twice_area(const std::vector<CellCorner>& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const CellCorner& a = ring[i];
    const CellCorner& b = ring[(i + 1) % ring.size()];
    sum += static_cast<std::int64_t>(a.column) * b.row - static_cast<std::int64_t>(b.column) * a.row;
  }
  return sum;
}

}  // namespace fairdraw
