#include "planner/stages/blocks.h"

#include "planner/sampling/spread/positions.h"
#include "planner/values/cells.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <utility>

namespace fairdraw {
namespace {

constexpr std::uint32_t kOpen = std::numeric_limits<std::uint32_t>::max();      ///< no block yet
constexpr std::uint32_t kLine = std::numeric_limits<std::uint32_t>::max() - 1;  ///< a line goes through

bool apart(const Box& box, Place a, Place b) {
  return std::max(a.longitude, b.longitude) < box.low.longitude ||
         std::min(a.longitude, b.longitude) > box.high.longitude ||
         std::max(a.latitude, b.latitude) < box.low.latitude || std::min(a.latitude, b.latitude) > box.high.latitude;
}

bool within(const Box& box, Place a) {
  return a.longitude >= box.low.longitude && a.longitude <= box.high.longitude && a.latitude >= box.low.latitude &&
         a.latitude <= box.high.latitude;
}

}  // namespace

Blocks::Blocks(const Shape& area, const GroundPoints& points, const std::vector<GroundLine>& lines)
    : box_(bounds(area)) {
  // A degree of longitude is shorter than one of latitude, but for a place at a pole by no more than a hundred times.
  const double shrink =
      std::max(0.01, sine_cosine((box_.low.latitude_degrees() + box_.high.latitude_degrees()) / 2).cosine);
  const double east = static_cast<double>(box_.high.longitude - box_.low.longitude) * shrink;
  const double north = static_cast<double>(box_.high.latitude - box_.low.latitude);
  const double side = std::max(1.0, std::max(east, north) / kSide);
  width_ = static_cast<std::int64_t>(side / shrink) + 1;
  height_ = static_cast<std::int64_t>(side) + 1;
  columns_ = (box_.high.longitude - box_.low.longitude) / width_ + 1;
  rows_ = (box_.high.latitude - box_.low.latitude) / height_ + 1;
  block_.assign(static_cast<std::size_t>(columns_ * rows_), kOpen);
  for (const Polygon& polygon : area.polygons)
    for (const Ring& ring : polygon.rings)
      for (std::size_t i = 1; i < ring.size(); ++i) draw(ring[i - 1], ring[i]);
  for (const GroundLine& line : lines)
    for (std::size_t i = 1; i < line.size(); ++i) draw(line[i - 1], line[i]);
  fill();
  spread();  // so that people whose cell is a line's are known to live in a block
  keep_inhabited(points);
  spread();
}

std::size_t Blocks::cell_at(Place place) const {
  const std::int64_t column =
      std::clamp<std::int64_t>((place.longitude - box_.low.longitude) / width_, 0, columns_ - 1);
  const std::int64_t row = std::clamp<std::int64_t>((place.latitude - box_.low.latitude) / height_, 0, rows_ - 1);
  return static_cast<std::size_t>(row * columns_ + column);
}

Place Blocks::middle(std::size_t cell) const {
  const auto at = static_cast<std::int64_t>(cell);
  return {box_.low.longitude + at % columns_ * width_ + width_ / 2,
          box_.low.latitude + at / columns_ * height_ + height_ / 2};
}

std::uint32_t Blocks::block_at(Place place) const {
  return block_[cell_at(place)];
}

/// Halves what reaches out of the net until each piece is in it or out of it.
void Blocks::draw(Place from, Place to) {
  if (apart(box_, from, to)) return;
  if (within(box_, from) && within(box_, to)) return mark_between(from, to);
  if (std::abs(to.longitude - from.longitude) <= 1 && std::abs(to.latitude - from.latitude) <= 1) {
    for (const Place end : {from, to})
      if (within(box_, end)) mark_between(end, end);
    return;
  }
  const Place half{from.longitude + (to.longitude - from.longitude) / 2,
                   from.latitude + (to.latitude - from.latitude) / 2};
  draw(from, half);
  draw(half, to);
}

/// Source: Bresenham (1965), IBM Systems Journal 4(1), 25-30: a chain of cells that touch at least by their corners,
/// through which no chain of cells that touch by their sides can pass.
void Blocks::mark_between(Place from, Place to) {
  auto at = static_cast<std::int64_t>(cell_at(from));
  const auto end = static_cast<std::int64_t>(cell_at(to));
  const std::int64_t across = std::abs(end % columns_ - at % columns_);
  const std::int64_t up = -std::abs(end / columns_ - at / columns_);
  const std::int64_t step_across = end % columns_ > at % columns_ ? 1 : -1;
  const std::int64_t step_up = end / columns_ > at / columns_ ? columns_ : -columns_;
  std::int64_t off = across + up;
  while (true) {
    block_[static_cast<std::size_t>(at)] = kLine;
    if (at == end) return;
    const std::int64_t twice = 2 * off;
    if (twice >= up) {
      off += up;
      at += step_across;
    }
    if (twice <= across) {
      off += across;
      at += step_up;
    }
  }
}

template <class Visit>
void Blocks::each_neighbour(std::size_t cell, Visit visit) const {
  const auto columns = static_cast<std::size_t>(columns_);
  const std::size_t column = cell % columns;
  if (column > 0) visit(cell - 1);
  if (column + 1 < columns) visit(cell + 1);
  if (cell >= columns) visit(cell - columns);
  if (cell + columns < block_.size()) visit(cell + columns);
}

void Blocks::fill() {
  std::vector<std::size_t> waiting;
  for (std::size_t first = 0; first < block_.size(); ++first) {
    if (block_[first] != kOpen) continue;
    block_[first] = count_;
    waiting.push_back(first);
    while (!waiting.empty()) {
      const std::size_t cell = waiting.back();
      waiting.pop_back();
      each_neighbour(cell, [&](std::size_t next) {
        if (block_[next] != kOpen) return;
        block_[next] = count_;
        waiting.push_back(next);
      });
    }
    ++count_;
  }
  if (count_ > 0) return;
  std::fill(block_.begin(), block_.end(), 0U);  // lines everywhere part nothing
  count_ = 1;
}

/// Blocks where nobody lives become open ground; the others are numbered anew.
void Blocks::keep_inhabited(const GroundPoints& points) {
  std::vector<std::uint32_t> becomes(count_, kOpen);
  for (const GroundPoint& point : points) becomes[block_at(point.place)] = 0;
  std::uint32_t kept = 0;
  for (std::uint32_t& number : becomes)
    if (number == 0) number = kept++;
  for (std::uint32_t& block : block_) block = becomes[block];
  count_ = kept;
}

/// Gives every cell without a block the nearest one's, ring by ring.
void Blocks::spread() {
  std::vector<std::size_t> reached;
  for (std::size_t cell = 0; cell < block_.size(); ++cell)
    if (block_[cell] < count_) reached.push_back(cell);
  for (std::size_t k = 0; k < reached.size(); ++k)
    each_neighbour(reached[k], [&](std::size_t next) {
      if (block_[next] < count_) return;
      block_[next] = block_[reached[k]];
      reached.push_back(next);
    });
}

void Blocks::split(std::uint32_t block, const std::vector<Box>& boxes) {
  for (std::size_t cell = 0; cell < block_.size(); ++cell) {
    if (block_[cell] != block) continue;
    const auto in = std::find_if(boxes.begin(), boxes.end(), [&](const Box& box) { return inside(box, middle(cell)); });
    block_[cell] = count_ + static_cast<std::uint32_t>(in - boxes.begin());
  }
  count_ += static_cast<std::uint32_t>(boxes.size());
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> Blocks::neighbours() const {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  for (std::size_t cell = 0; cell < block_.size(); ++cell)
    each_neighbour(cell, [&](std::size_t next) {
      if (block_[cell] >= block_[next]) return;
      const std::pair pair(block_[cell], block_[next]);
      if (out.empty() || out.back() != pair) out.push_back(pair);
    });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Shape Blocks::ground(const std::vector<bool>& wanted) const {
  std::vector<GridCell> cells;
  for (std::size_t cell = 0; cell < block_.size(); ++cell)
    if (wanted[block_[cell]])
      cells.push_back({static_cast<std::uint32_t>(cell / static_cast<std::size_t>(columns_)),
                       static_cast<std::uint32_t>(cell % static_cast<std::size_t>(columns_))});
  Shape out;
  std::vector<Ring> holes;
  for (const std::vector<CellCorner>& corners : outlines(std::move(cells))) {
    Ring ring;
    for (const CellCorner& corner : corners)
      ring.push_back({box_.low.longitude + corner.column * width_, box_.low.latitude + corner.row * height_});
    ring.push_back(ring.front());
    if (twice_area(corners) > 0)
      out.polygons.push_back({{std::move(ring)}});
    else
      holes.push_back(std::move(ring));
  }
  for (Ring& hole : holes) {
    // Just inside the hole's lowest corner towards the north-east lies ground that is in the polygon's outer ring.
    const Place corner = *std::min_element(hole.begin(), hole.end(), [](const Place& a, const Place& b) {
      return std::pair(a.latitude, a.longitude) < std::pair(b.latitude, b.longitude);
    });
    const Place in{corner.longitude + width_ / 2, corner.latitude + height_ / 2};
    Polygon* around = nullptr;
    Box least{};
    for (Polygon& polygon : out.polygons) {
      const Shape outer{{{{polygon.rings.front()}}}, std::nullopt};
      if (!contains(outer, in)) continue;
      const Box box = bounds(outer);
      if (around != nullptr && box.high.longitude - box.low.longitude >= least.high.longitude - least.low.longitude)
        continue;  // rings that enclose one another get wider outwards
      around = &polygon;
      least = box;
    }
    if (around != nullptr) around->rings.push_back(std::move(hole));
  }
  return out;
}

}  // namespace fairdraw
