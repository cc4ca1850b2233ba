#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace fairdraw {

// What input may be at most, so that nothing grows without bound: told where it is met, before memory goes.

inline constexpr std::size_t kLongestCsvRow = std::size_t{64} << 20U;           ///< bytes
inline constexpr std::size_t kMostUnpackedCsv = std::size_t{4} << 30U;          ///< bytes
inline constexpr std::uint64_t kMostUnpackedSheet = std::uint64_t{512} << 20U;  ///< bytes
inline constexpr std::int64_t kMostStatisticsCells = 50'000'000;
inline constexpr std::int64_t kMostRasterCells = 10'000'000'000;
inline constexpr std::size_t kLongestCondition = 10'000;  ///< bytes
inline constexpr std::size_t kDeepestCondition = 50;      ///< parentheses and NOTs within each other
inline constexpr std::size_t kDeepestNesting =
    32;                                         ///< brackets of a TOML text, and parts of a key; a survey needs four
inline constexpr std::size_t kLongestId = 255;  ///< bytes
inline constexpr std::size_t kLongestDetail = 1000;     ///< bytes of a text that a listing has of a household
inline constexpr std::uint32_t kMostChildren = 15;      ///< eligible ones of a household; more are a code or a mistake
inline constexpr std::uint32_t kMostContacts = 10'000;  ///< of a walk

/// A bound, for people.
struct Bound {
  std::string_view what;
  std::string_view limit;
};

/// All of them, and those of the rooms, as config/README.md lists them.
std::span<const Bound> bounds();

}  // namespace fairdraw
