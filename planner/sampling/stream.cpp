#include "planner/sampling/stream.h"

#include "planner/base/sha256.h"
#include "planner/base/wide.h"

#include <algorithm>
#include <array>

#include <boost/random/seed_seq.hpp>
#include <boost/random/uniform_int_distribution.hpp>

namespace fairdraw {
namespace {

Sha256 key_hash(const SeedKey& key, const StreamName& name) {
  Sha256 hash;
  hash.add_part("fairdraw").add_part(name.algorithm).add_part(key.seed).add_part(key.country);
  hash.add_part(name.stage).add_part(name.parent);
  return hash;
}

}  // namespace

Stream make_stream(const SeedKey& key, const StreamName& name) {
  const Digest digest = key_hash(key, name).finish();
  std::array<std::uint32_t, 8> words{};
  for (std::size_t i = 0; i < digest.size(); ++i) words[i / 4] = (words[i / 4] << 8) | digest[i];
  boost::random::seed_seq seeds(words.begin(), words.end());
  return Stream(Stream::Engine(seeds));
}

std::uint64_t Stream::below(std::uint64_t limit) {
  if (limit <= 1) return 0;
  if (decider_ != nullptr) [[unlikely]]
    return decider_->below(limit);
  return boost::random::uniform_int_distribution<std::uint64_t>(0, limit - 1)(engine_);
}

bool Stream::happens(std::uint64_t part, std::uint64_t whole) {
  if (part == 0 || part >= whole) return part > 0;
  if (decider_ != nullptr) [[unlikely]]
    return decider_->happens(static_cast<double>(part) / static_cast<double>(whole));
  return below(whole) < part;
}

std::size_t Stream::choose(std::span<const double> cumulative) {
  if (decider_ != nullptr) [[unlikely]]
    return decider_->choose(cumulative);
  const double point = static_cast<double>(engine_() >> 11) / 9007199254740992.0 * cumulative.back();
  // Rounding may bring the point up to the last sum itself: then it is the last unit that has a chance.
  auto found = std::upper_bound(cumulative.begin(), cumulative.end(), point);
  if (found == cumulative.end()) found = std::lower_bound(cumulative.begin(), cumulative.end(), cumulative.back());
  return static_cast<std::size_t>(found - cumulative.begin());
}

std::uint64_t permanent_number(const SeedKey& key, const StreamName& name, std::string_view id) {
  const Digest digest = key_hash(key, name).add_part(id).finish();
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits = (bits << 8) | digest[i];
  return bits >> 11;
}

std::uint32_t permanent_below(std::uint64_t permanent, std::uint32_t limit) {
  return static_cast<std::uint32_t>((static_cast<Wide>(permanent) * limit) >> 53);
}

}  // namespace fairdraw
