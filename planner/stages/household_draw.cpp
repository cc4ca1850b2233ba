#include "planner/stages/household_draw.h"

#include "planner/base/text.h"
#include "planner/design/takes.h"
#include "planner/sampling/list/systematic.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace fairdraw {

double households_by_frame(const Psu& psu, const FrameSource& frame) {
  return frame.households(psu.count()) * psu.segment_probability;
}

std::string visit_id(std::uint32_t number) {
  constexpr std::size_t kDigits = 3;  // at least
  return padded(number, kDigits);
}

double households_wanted(const Psu& psu, std::uint32_t eligible) {
  const AreaTake take = psu.sampling_rate > 0 ? AreaTake{psu.sampling_rate, psu.households_least, psu.households_most}
                                              : AreaTake{0, psu.households, psu.households};
  return take.wanted(eligible);
}

HouseholdDraw draw_households(const Psu& psu, std::uint32_t eligible, std::uint32_t run, Stream& stream) {
  HouseholdDraw out;
  if (eligible == 0) return out;
  const double wanted = households_wanted(psu, eligible);
  auto n = static_cast<std::uint32_t>(wanted);
  if (wanted > n && stream.happens(wanted - n)) ++n;
  out.probability = wanted / eligible;
  out.taken = run > 1 ? draw_in_runs(eligible, n, run, stream) : systematic_equal(eligible, n, stream);
  return out;
}

std::vector<std::uint32_t> draw_in_runs(std::uint32_t units, std::uint32_t n, std::uint32_t run, Stream& stream) {
  std::vector<std::uint32_t> out;
  if (n == 0) return out;
  const std::uint64_t runs = (n + run - 1) / run;
  const std::uint64_t turn = stream.below(units);
  const auto shared_out = [&](std::uint64_t whole, std::uint64_t k) { return whole * k / runs; };
  for (std::uint64_t k = 0; k < runs; ++k) {
    const std::uint64_t start = turn + shared_out(n, k) + shared_out(units - n, k);
    for (std::uint64_t i = 0; i < shared_out(n, k + 1) - shared_out(n, k); ++i)
      out.push_back(static_cast<std::uint32_t>((start + i) % units));
  }
  std::sort(out.begin(), out.end());
  return out;
}

HouseholdDraw one_trip_draw(const Psu& psu, std::uint32_t eligible, std::uint32_t run, const SeedKey& key) {
  Stream stream = make_stream(key, {kOneTrip, "households of " + std::to_string(eligible), psu.id});
  return draw_households(psu, eligible, run, stream);
}

std::uint32_t one_trip_rows(const Psu& psu, const FrameSource& frame) {
  return static_cast<std::uint32_t>(std::clamp(std::ceil(households_by_frame(psu, frame)), 20.0, 1000.0));
}

}  // namespace fairdraw
