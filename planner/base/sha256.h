#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace fairdraw {

using Digest = std::array<std::uint8_t, 32>;

/// A running SHA-256 (FIPS 180-4), computed by OpenSSL.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  Sha256& add(std::string_view bytes);

  /// Adds a netstring (Bernstein 1997): length in decimal, colon, bytes, comma. So "ab","c" and "a","bc" differ.
  Sha256& add_part(std::string_view part);

  /// The digest of all that was added. Starts afresh for the next message.
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// 64 lower-case hexadecimal digits.
std::string hex(const Digest& digest);

std::string sha256_of(std::string_view bytes);

/// SHA-256 of a file's bytes as hexadecimal digits.
/// @throws Error(system) where it can't be read
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace fairdraw
