#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <boost/random/mersenne_twister.hpp>

namespace fairdraw {

/// Answers a draw's questions in place of random numbers: this is how a test walks through every outcome of a method.
class Decider {
 public:
  virtual bool happens(double probability) = 0;
  virtual std::uint64_t below(std::uint64_t limit) = 0;
  virtual std::size_t choose(std::span<const double> cumulative) = 0;

 protected:
  ~Decider() = default;
};

/// The random decisions of one draw, taken from 64-bit numbers of the Mersenne twister.
class Stream {
 public:
  using Engine = boost::random::mt19937_64;

  explicit Stream(const Engine& engine) : engine_(engine) {}
  explicit Stream(Decider& decider) : decider_(&decider) {}

  /// The engine's next 64 bits: with these a stream serves the distributions of Boost.Random.
  using result_type = std::uint64_t;
  std::uint64_t operator()() { return engine_(); }
  static constexpr std::uint64_t min() { return 0; }
  static constexpr std::uint64_t max() { return ~std::uint64_t{0}; }

  /// True with this probability: where the next 64 bits are below floor(probability 2^64), so that no chance is off by
  /// more than 2^-64. What is certain (0 or less, 1 or more) takes no number.
  bool happens(double probability) {
    if (!(probability > 0)) return false;
    if (probability >= 1) return true;
    if (decider_ != nullptr) [[unlikely]]
      return decider_->happens(probability);
    return engine_() < static_cast<std::uint64_t>(probability * 18446744073709551616.0);
  }

  /// A whole number from 0 to `limit` - 1, each as likely as the others (boost::random::uniform_int_distribution: by
  /// rejection, without bias). A limit of 1 takes no number.
  std::uint64_t below(std::uint64_t limit);

  /// True with the chance part / whole, exactly. What is certain takes no number.
  bool happens(std::uint64_t part, std::uint64_t whole);

  /// A position in `cumulative`, i with a chance proportional to cumulative[i] - cumulative[i - 1]; never one whose
  /// chance is 0. One number of 53 bits. The last sum is above 0.
  std::size_t choose(std::span<const double> cumulative);

 private:
  Engine engine_;
  Decider* decider_ = nullptr;
};

/// Puts values in random order, every order as likely as any other.
/// Source: Fisher and Yates (1938), as Durstenfeld (1964), Communications of the ACM 7(7), 420, wrote it for a
/// computer.
template <class Value>
void put_in_random_order(std::span<Value> values, Stream& stream) {
  for (std::size_t left = values.size(); left > 1; --left) std::swap(values[left - 1], values[stream.below(left)]);
}

/// What every stream of one draw has in common.
struct SeedKey {
  std::string seed;
  std::string country;
};

/// Names a stream: which method and version, of which stage, for which stratum or parent unit.
struct StreamName {
  std::string_view algorithm;  ///< "systematic-pps 1"
  std::string_view stage;
  std::string_view parent;  ///< stratum, or id of the unit that is drawn from
};

/// A stream of its own for each name: the SHA-256 of the netstrings "fairdraw", algorithm, seed, country, stage,
/// parent, as eight big-endian 32-bit words, through seed_seq into mt19937_64.
Stream make_stream(const SeedKey& key, const StreamName& name);

/// A unit's permanent random number: the first 53 bits of the SHA-256 of the same parts and its id. Divide by 2^53 for
/// a number in [0, 1). Source: Ohlsson (1995), in Cox et al., Business Survey Methods, chapter 9, for the use.
std::uint64_t permanent_number(const SeedKey& key, const StreamName& name, std::string_view id);

/// A whole number from 0 to `limit` - 1 out of a permanent number, as floor(number * limit / 2^53). `limit` is below
/// 2^20, so no value's probability is off by more than 2^-33 of itself.
std::uint32_t permanent_below(std::uint64_t permanent, std::uint32_t limit);

}  // namespace fairdraw
