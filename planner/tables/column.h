#pragma once

#include "planner/values/shape.h"
#include "planner/values/table.h"

#include <concepts>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace fairdraw {

/// A column of rows of some kind: what it is, and how a row's value is written and read. A table is a list of these,
/// and all that is done with it goes over the list.
///
///     std::vector<Column<Member>> columns = {
///         column<Member>("member_id", &Member::id, "Id of the area in the frame"),
///         column<Member>("measure_of_size", &Member::size, "Its measure of size")};
///     columns[0].get(member);                       // a Cell
///     columns[0].set(member, Cell("EA-17"));        // "" or what is wrong with it
template <class Row>
struct Column : ColumnInfo {
  std::function<Cell(const Row&)> get;
  std::function<std::string(Row&, const Cell&)> set;  ///< none: it repeats what another table says

  /// The same, in the unit.
  Column in(std::string unit_of_values) && {
    unit = std::move(unit_of_values);
    return std::move(*this);
  }

  /// The same, of which no row lacks a value.
  Column always() && {
    required = true;
    return std::move(*this);
  }
};

namespace cells {

template <class T>
struct Optional : std::false_type {
  using Value = T;
};
template <class T>
struct Optional<std::optional<T>> : std::true_type {
  using Value = T;
};

template <class T>
constexpr ColumnType type_of() {
  using Value = typename Optional<T>::Value;
  if constexpr (std::same_as<Value, bool>)
    return ColumnType::flag;
  else if constexpr (std::unsigned_integral<Value>)
    return ColumnType::whole;
  else if constexpr (std::floating_point<Value>)
    return ColumnType::number;
  else
    return ColumnType::text;
}

/// A value as a cell; an enum by its name.
template <class T>
Cell cell_of(const T& value) {
  if constexpr (Optional<T>::value)
    return value ? cell_of(*value) : Cell();
  else if constexpr (std::is_enum_v<T>)
    return std::string(name_of(value));
  else if constexpr (std::same_as<T, bool>)
    return value;
  else if constexpr (std::unsigned_integral<T>)
    return static_cast<std::uint64_t>(value);
  else
    return value;
}

/// Takes a cell of the value's own type.
/// @return what is wrong with it; empty: nothing
template <class T>
std::string take(const Cell& cell, T& into) {
  if constexpr (Optional<T>::value) {
    if (std::holds_alternative<std::monostate>(cell)) {
      into.reset();
      return {};
    }
    return take(cell, into.emplace());
  } else if constexpr (std::is_enum_v<T>) {
    const auto* name = std::get_if<std::string>(&cell);
    const auto value = value_named<T>(name == nullptr ? std::string_view() : *name);
    if (value) into = *value;
    return value ? "" : "is none of " + quoted_names<T>();
  } else if constexpr (std::same_as<T, std::string>) {
    into = std::holds_alternative<std::monostate>(cell) ? "" : std::get<std::string>(cell);
    return {};
  } else if constexpr (std::same_as<T, bool>) {
    into = std::get<bool>(cell);
    return {};
  } else if constexpr (std::unsigned_integral<T>) {
    const std::uint64_t whole = std::get<std::uint64_t>(cell);
    into = static_cast<T>(whole);
    return whole <= std::numeric_limits<T>::max() ? "" : "is too large";
  } else {
    into = std::get<double>(cell);
    return {};
  }
}

}  // namespace cells

/// A column that holds a member of its rows. Only texts and what is optional may be missing.
template <class Row, class Owner, class T>
Column<Row> column(std::string name, T Owner::*member, std::string text) {
  Column<Row> out;
  out.name = std::move(name);
  out.type = cells::type_of<T>();
  out.text = std::move(text);
  out.required = !cells::Optional<T>::value && !std::same_as<T, std::string>;
  out.get = [member](const Row& row) { return cells::cell_of(row.*member); };
  out.set = [member](Row& row, const Cell& cell) { return cells::take(cell, row.*member); };
  return out;
}

/// A column that holds a member of its rows, and nothing where the member has this value.
template <class Row, class Owner, class T>
Column<Row> column_but_for(T none, std::string name, T Owner::*member, std::string text) {
  Column<Row> out = column<Row>(std::move(name), member, std::move(text));
  out.required = false;
  out.get = [member, none](const Row& row) { return row.*member == none ? Cell() : cells::cell_of(row.*member); };
  out.set = [member, none](Row& row, const Cell& cell) {
    if (!std::holds_alternative<std::monostate>(cell)) return cells::take(cell, row.*member);
    row.*member = none;
    return std::string();
  };
  return out;
}

/// A column that repeats what another table, or the survey file, says: it is written, and not read back.
/// @param get  from a row to a value, or a std::optional of one
template <class Row, class Get>
Column<Row> repeated(std::string name, Get get, std::string text) {
  using T = std::remove_cvref_t<std::invoke_result_t<Get, const Row&>>;
  Column<Row> out;
  out.name = std::move(name);
  out.type = cells::type_of<T>();
  out.text = std::move(text);
  out.required = !cells::Optional<T>::value;
  out.get = [get](const Row& row) { return cells::cell_of(get(row)); };
  return out;
}

/// Two columns with a place that rows may have.
/// @param before  of the columns' names: "start_" or nothing
/// @param what    that is there, for their texts
template <class Row>
std::vector<Column<Row>> place_columns(const std::string& before, std::optional<Place> Row::*place,
                                       const std::string& what) {
  Column<Row> longitude;
  longitude.name = before + "longitude";
  longitude.type = ColumnType::number;
  longitude.text = "Longitude of " + what + ", WGS 84; empty where it is not known";
  longitude.unit = "degrees";
  longitude.get = [place](const Row& row) { return row.*place ? Cell((row.*place)->longitude_degrees()) : Cell(); };
  longitude.set = [place](Row& row, const Cell& cell) {
    (row.*place).reset();
    if (const double* degrees = std::get_if<double>(&cell)) row.*place = place_at(*degrees, 0);
    return std::string();
  };
  Column<Row> latitude = longitude;
  latitude.name = before + "latitude";
  latitude.text = "Latitude of " + what + ", WGS 84; empty where it is not known";
  latitude.get = [place](const Row& row) { return row.*place ? Cell((row.*place)->latitude_degrees()) : Cell(); };
  latitude.set = [place](Row& row, const Cell& cell) {
    const double* degrees = std::get_if<double>(&cell);
    if (degrees != nullptr && row.*place)
      (row.*place)->latitude = place_at(0, *degrees).latitude;
    else
      (row.*place).reset();
    return std::string();
  };
  return {longitude, latitude};
}

/// Adds columns at the end.
template <class Row>
void add(std::vector<Column<Row>>& columns, std::vector<Column<Row>> more) {
  for (Column<Row>& each : more) columns.push_back(std::move(each));
}

}  // namespace fairdraw
