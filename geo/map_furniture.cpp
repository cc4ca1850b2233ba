#include "geo/map_furniture.h"

#include "planner/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace fairdraw {
namespace {

/// The smallest round number (two digits at most) that is at least `value`.
double round_up(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0})
    if (step * power >= value * (1 - 1e-12)) return step * power;
  return 10 * power;
}

/// The largest of 1, 2, 5 times a power of ten that is at most `value`.
double round_down(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  return (value >= 5 * power ? 5 : value >= 2 * power ? 2 : 1) * power;
}

std::string with_spaces(long long number) {
  std::string text = std::to_string(number);
  for (int i = static_cast<int>(text.size()) - 3; i > 0; i -= 3) text.insert(static_cast<std::size_t>(i), "\u202f");
  return text;
}

std::string ground_length(double metres) {
  if (metres >= 1000) return number_text(metres / 1000) + " km";
  return number_text(metres) + " m";
}

}  // namespace

Spot MapFrame::spot(Metres position) const {
  return {area.x + (position.east - low.east) / (high.east - low.east) * area.width,
          area.y + (high.north - position.north) / (high.north - low.north) * area.height};
}

MapFrame frame_ground(const Area2d& area, Metres low, Metres high, double margin) {
  MapFrame frame;
  frame.area = area;
  const double width = std::max(high.east - low.east, 50.0) * (1 + 2 * margin);
  const double height = std::max(high.north - low.north, 50.0) * (1 + 2 * margin);
  frame.scale = round_up(std::max(width / (area.width / 1000), height / (area.height / 1000)));
  const Metres middle{(low.east + high.east) / 2, (low.north + high.north) / 2};
  const double half_width = area.width / 1000 * frame.scale / 2;
  const double half_height = area.height / 1000 * frame.scale / 2;
  frame.low = {middle.east - half_width, middle.north - half_height};
  frame.high = {middle.east + half_width, middle.north + half_height};
  return frame;
}

std::string scale_text(double scale) {
  return "1:" + with_spaces(std::llround(scale));
}

void draw_scale_bar(Paper& paper, Spot at, double most, double scale) {
  const double length = round_down(most / 1000 * scale);
  const double width = length / scale * 1000;
  for (int part = 0; part < 4; ++part) {
    const Area2d piece{at.x + width * part / 4, at.y + 4, width / 4, 1.6};
    if (part % 2 == 0) paper.fill(piece, kBlack);
    paper.rectangle(piece, 0.15);
  }
  const TextStyle small{7, false, Align::centre};
  paper.text({at.x - 10, at.y}, 20, "0", small);
  paper.text({at.x + width / 2 - 15, at.y}, 30, ground_length(length / 2), small);
  paper.text({at.x + width - 15, at.y}, 30, ground_length(length), small);
  paper.text({at.x, at.y + 6.4}, 60, "Scale " + scale_text(scale), {8, true});
}

void draw_north(Paper& paper, Spot top) {
  paper.fill({top.x - 5, top.y - 1, 10, 17}, kWhite);
  paper.rectangle({top.x - 5, top.y - 1, 10, 17}, 0.15, kGrey);
  paper.text({top.x - 5, top.y - 0.6}, 10, "N", {9, true, Align::centre});
  paper.polygon({{{top.x, top.y + 4}, {top.x + 3, top.y + 14.5}, {top.x, top.y + 12}}}, kBlack);
  paper.lines({{{top.x, top.y + 4}, {top.x - 3, top.y + 14.5}, {top.x, top.y + 12}, {top.x, top.y + 4}}}, 0.25, kBlack);
}

namespace {

/// Decimals that tell multiples of a step apart.
std::string degrees_text(double value, double step, const char* positive, const char* negative) {
  const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f°%s", decimals, std::fabs(value), value < 0 ? negative : positive);
  return text.data();
}

}  // namespace

void draw_grid(Paper& paper, const MapFrame& frame, const LocalProjection& projection) {
  const Place south_west = projection.inverse(frame.low);
  const Place north_east = projection.inverse(frame.high);
  const double west = south_west.longitude_degrees();
  const double east = north_east.longitude_degrees();
  const double south = south_west.latitude_degrees();
  const double north = north_east.latitude_degrees();
  const double step = round_down(std::max((east - west) / 3, (north - south) / 3.5));
  const TextStyle small{6.5, false, Align::centre, kGrey};
  constexpr Ink kGridInk{0.72, 0.72, 0.72};
  constexpr int kPieces = 8;
  std::vector<std::vector<Spot>> lines;
  for (auto k = std::llround(std::ceil(west / step)); static_cast<double>(k) * step <= east; ++k) {
    const double longitude = static_cast<double>(k) * step;
    std::vector<Spot> line;
    for (int i = -1; i <= kPieces + 1; ++i)
      line.push_back(frame.spot(projection(longitude, south + (north - south) * i / kPieces)));
    const double x = line[1].x;
    lines.push_back(std::move(line));
    if (x > frame.area.x + 8 && x < frame.area.x + frame.area.width - 8)
      paper.text({x - 15, frame.area.y + frame.area.height + 0.2}, 30, degrees_text(longitude, step, "E", "W"), small);
  }
  for (auto k = std::llround(std::ceil(south / step)); static_cast<double>(k) * step <= north; ++k) {
    const double latitude = static_cast<double>(k) * step;
    std::vector<Spot> line;
    for (int i = -1; i <= kPieces + 1; ++i)
      line.push_back(frame.spot(projection(west + (east - west) * i / kPieces, latitude)));
    const double y = line[1].y;
    lines.push_back(std::move(line));
    const std::string text = degrees_text(latitude, step, "N", "S");
    const double width = paper.text_width(text, small) + 2.5;
    if (y > frame.area.y + 4 && y < frame.area.y + frame.area.height - 4) {
      paper.fill({frame.area.x, y - 1.6, width, 3.2}, kWhite);
      paper.text({frame.area.x + 0.3, y - 1.6}, width, text, small);
    }
  }
  const auto inside = paper.clip(frame.area);
  paper.lines(lines, 0.12, kGridInk);
}

LegendEntry legend_of(const std::string& style, const std::string& text) {
  const auto middle = [](const Area2d& box) { return box.y + box.height / 2; };
  if (style == "psu-border")
    return {text, [](Paper& paper, const Area2d& box) {
              paper.fill(box, {1.0, 0.965, 0.81});
              paper.rectangle(box, 0.9);
            }};
  if (style == "neighbour")
    return {
        text, [=](Paper& paper, const Area2d& box) {
          for (int i = 0; i < 3; ++i)
            paper.line({box.x + 3.2 * i, middle(box)}, {box.x + 3.2 * i + 2, middle(box)}, 0.25, {0.54, 0.54, 0.54});
        }};
  if (style == "water")
    return {text, [=](Paper& paper, const Area2d& box) {
              paper.line({box.x, middle(box)}, {box.x + box.width, middle(box)}, 0.5, {0.3, 0.53, 0.69});
            }};
  if (style == "road")
    return {text, [=](Paper& paper, const Area2d& box) {
              paper.line({box.x, middle(box)}, {box.x + box.width, middle(box)}, 0.85, {0.36, 0.36, 0.36});
              paper.line({box.x, middle(box)}, {box.x + box.width, middle(box)}, 0.45, kWhite);
            }};
  if (style == "building")
    return {text, [=](Paper& paper, const Area2d& box) {
              paper.fill({box.x + 3, middle(box) - 1.2, 3, 2.4}, {0.61, 0.57, 0.53});
            }};
  if (style == "place")
    return {text, [=](Paper& paper, const Area2d& box) {
              paper.dot({box.x + 4.5, middle(box)}, 0.7, {0.13, 0.13, 0.13});
            }};
  return {text, [=](Paper& paper, const Area2d& box) {
            paper.line({box.x, middle(box)}, {box.x + box.width, middle(box)}, 0.5, {0.48, 0.36, 0.56});
          }};
}

void draw_legend(Paper& paper, Spot at, const std::vector<LegendEntry>& entries, std::size_t rows) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::size_t column = i / rows;
    const double x = at.x + 46 * static_cast<double>(column);
    const double y = at.y + 5 * static_cast<double>(i % rows);
    entries[i].sign(paper, {x, y + 0.4, 9, 3.2});
    paper.text({x + 11, y}, 34, entries[i].text, {7.5});
  }
}

namespace {

/// Everything but letters, digits and -._~ as %XX (RFC 3986, section 2.1).
std::string percent_encoded(const std::string& text) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
  return out;
}

}  // namespace

std::string code_text(const std::string& id, const std::optional<Place>& position) {
  if (!position) return id;
  return "geo:" + number_text(std::round(position->latitude_degrees() * 1e6) / 1e6) + "," +
         number_text(std::round(position->longitude_degrees() * 1e6) / 1e6) + "?q=" + percent_encoded(id);
}

}  // namespace fairdraw
