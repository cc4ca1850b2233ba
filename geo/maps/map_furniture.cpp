#include "geo/maps/map_furniture.h"

#include "planner/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace fairdraw {
namespace {

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

std::string scale_text(double scale) {
  return "1:" + with_spaces(std::llround(scale));
}

void draw_scale_bar(Paper& paper, Spot at, double most, double scale, const Words& words) {
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
  paper.text({at.x, at.y + 6.4}, 70, words("scale", {{"scale", scale_text(scale)}}), {8, true});
}

void draw_north(Paper& paper, Spot top, const Words& words) {
  paper.fill({top.x - 5, top.y - 1, 10, 17}, kWhite);
  paper.rectangle({top.x - 5, top.y - 1, 10, 17}, 0.15, kGrey);
  paper.text({top.x - 5, top.y - 0.6}, 10, words("north"), {9, true, Align::centre});
  paper.polygon({{{top.x, top.y + 4}, {top.x + 3, top.y + 14.5}, {top.x, top.y + 12}}}, kBlack);
  paper.lines({{{top.x, top.y + 4}, {top.x - 3, top.y + 14.5}, {top.x, top.y + 12}, {top.x, top.y + 4}}}, 0.25, kBlack);
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

void draw_foot(Paper& paper, const Plan& plan, const std::string& middle, const std::string& right) {
  constexpr double kEdge = 10;
  const TextStyle small{7.5, false, Align::left, kGrey};
  const double y = paper.height() - 8;
  const double third = (paper.width() - 2 * kEdge) / 3;
  paper.text({kEdge, y}, third + 10, plan.title + (plan.date.empty() ? "" : ", " + plan.date), small);
  paper.text({kEdge + third, y}, third, middle, {small.size, false, Align::centre, kGrey});
  paper.text({kEdge + 2 * third, y}, third, right, {small.size, false, Align::right, kGrey});
}

std::string position_text(Place place) {
  return number_text(std::round(place.latitude_degrees() * 1e5) / 1e5) + ", " +
         number_text(std::round(place.longitude_degrees() * 1e5) / 1e5);
}

std::string code_text(const std::string& id, const std::optional<Place>& position) {
  if (!position) return id;
  return "geo:" + number_text(std::round(position->latitude_degrees() * 1e6) / 1e6) + "," +
         number_text(std::round(position->longitude_degrees() * 1e6) / 1e6) + "?q=" + percent_encoded(id);
}

}  // namespace fairdraw
