#include "planner/base/json.h"

#include "planner/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace fairdraw {
namespace {

constexpr int kOnOneLine = -1;

/// Bytes that are no UTF-8 become the replacement character, so that whoever reads the text can.
void write_text(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const char first = text.front();
    if (length == 0) {
      out += "\uFFFD";
    } else if (first == '"' || first == '\\') {
      out += '\\';
      out += first;
    } else if (first == '\n') {
      out += "\\n";
    } else if (first == '\t') {
      out += "\\t";
    } else if (first == '\r') {
      out += "\\r";
    } else if (length == 1 && (static_cast<unsigned char>(first) < 0x20 || first == 0x7F)) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(first));
      out += escape.data();
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  out += '"';
}

/// A fraction stays one when it is whole, so that readers see one type in a column; what is no number is null.
void write_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  const std::string text = number_text(value);
  out += text;
  if (text.find_first_of(".e") == std::string::npos) out += ".0";
}

void new_line(std::string& out, int depth) {
  if (depth != kOnOneLine) out += '\n' + std::string(2 * static_cast<std::size_t>(depth), ' ');
}

/// Writes what stands between brackets.
/// @param write  writes one item, at its depth
template <class Items, class Write>
void write_items(std::string& out, std::string_view brackets, const Items& items, int depth, Write write) {
  const int inside = depth == kOnOneLine ? kOnOneLine : depth + 1;
  out += brackets[0];
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    new_line(out, inside);
    write(item, inside);
  }
  if (!first) new_line(out, depth);
  out += brackets[1];
}

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;  // Clang 14 does not find it by itself

}  // namespace

Json Json::array(std::initializer_list<Json> values) {
  Json out;
  out.value_ = List(values);
  return out;
}

Json Json::object() {
  Json out;
  out.value_ = Members();
  return out;
}

Json& Json::operator[](std::string_view name) {
  if (std::holds_alternative<std::monostate>(value_)) value_ = Members();
  Members& members = std::get<Members>(value_);
  const auto found = std::find(members.names.begin(), members.names.end(), name);
  if (found != members.names.end()) return members.values[static_cast<std::size_t>(found - members.names.begin())];
  members.names.emplace_back(name);
  return members.values.emplace_back();
}

void Json::push_back(Json value) {
  if (std::holds_alternative<std::monostate>(value_)) value_ = List();
  std::get<List>(value_).push_back(std::move(value));
}

void Json::add(const Json& other) {
  const Members& members = std::get<Members>(other.value_);
  for (std::size_t i = 0; i < members.names.size(); ++i) (*this)[members.names[i]] = members.values[i];
}

void Json::write(std::string& out, int depth) const {
  std::visit(Overloaded{[&](std::monostate) { out += "null"; }, [&](bool value) { out += value ? "true" : "false"; },
                        [&](std::int64_t value) { out += std::to_string(value); },
                        [&](std::uint64_t value) { out += std::to_string(value); },
                        [&](double value) { write_number(out, value); },
                        [&](const std::string& text) { write_text(out, text); },
                        [&](const List& values) {
                          write_items(out, "[]", values, depth,
                                      [&](const Json& value, int inside) { value.write(out, inside); });
                        },
                        [&](const Members& members) {
                          std::size_t at = 0;
                          write_items(out, "{}", members.values, depth, [&](const Json& value, int inside) {
                            write_text(out, members.names[at++]);
                            out += inside == kOnOneLine ? ":" : ": ";
                            value.write(out, inside);
                          });
                        }},
             value_);
}

std::string Json::pretty() const {
  std::string out;
  write(out, 0);
  return out;
}

std::string Json::line() const {
  std::string out;
  write(out, kOnOneLine);
  return out;
}

}  // namespace fairdraw
