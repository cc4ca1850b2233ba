#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// A value of an enum and how files and messages call it.
template <class E>
struct Named {
  E value;
  std::string_view name;
};
template <class E>
Named(E, std::string_view) -> Named<E>;  // which Clang 14 does not find by itself

/// The names of an enum's values, in the order in which they are listed. Each enum that is read or written has its own,
/// beside it:
///
///     enum class Side { left, right };
///     template <>
///     inline constexpr auto kNames<Side> = std::array{Named{Side::left, "left"}, Named{Side::right, "right"}};
template <class E>
inline constexpr std::array<Named<E>, 0> kNames{};

/// @throws std::bad_optional_access for a value without a name, which a test of the names finds before anyone else
template <class E>
constexpr std::string_view name_of(E value) {
  const auto found =
      std::find_if(kNames<E>.begin(), kNames<E>.end(), [&](const Named<E>& each) { return each.value == value; });
  return found == kNames<E>.end() ? std::optional<std::string_view>().value() : found->name;
}

/// The value of this name; nothing where none has it.
template <class E>
constexpr std::optional<E> value_named(std::string_view name) {
  const auto found =
      std::find_if(kNames<E>.begin(), kNames<E>.end(), [&](const Named<E>& each) { return each.name == name; });
  return found == kNames<E>.end() ? std::nullopt : std::optional(found->value);
}

/// All names, in their order.
template <class E>
std::vector<std::string> names_of() {
  std::vector<std::string> out;
  for (const Named<E>& each : kNames<E>) out.emplace_back(each.name);
  return out;
}

/// Names as messages list them: "a", "b", "c".
inline std::string quoted(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "\"" : ", \"") + name + "\"";
  return out;
}

/// All names of an enum, so listed.
template <class E>
std::string quoted_names() {
  return quoted(names_of<E>());
}

}  // namespace fairdraw
