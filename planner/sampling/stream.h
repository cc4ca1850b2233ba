#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/random/mersenne_twister.hpp>

namespace fairdraw {

/// The random numbers of one draw.
using Stream = boost::random::mt19937_64;

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

/// A whole number from 0 to `limit` - 1, each as likely as the others (boost::random::uniform_int_distribution: by
/// rejection, without bias).
std::uint64_t uniform_below(Stream& stream, std::uint64_t limit);

/// A whole number from 0 to `limit` - 1 out of a permanent number, as floor(number * limit / 2^53). `limit` is below
/// 2^20, so no value's probability is off by more than 2^-33 of itself.
std::uint32_t permanent_below(std::uint64_t permanent, std::uint32_t limit);

}  // namespace fairdraw
