#pragma once

#include <functional>
#include <string>

#include <benchmark/benchmark.h>

namespace fairdraw::bench {

/// Times two pieces of work in turn and reports the first one's time, and how many times the second's it is
/// (times_bare): machines are shared, so only a ratio out of one run says anything.
/// @param prepare  done before each `bare`, not timed
void side_by_side(
    benchmark::State& state, const std::function<void()>& ours, const std::function<void()>& bare,
    const std::function<void()>& prepare = [] {});

/// The made-up country of a million areas, made on first use below the temporary folder (FAIRDRAW_BENCH_DATA
/// elsewhere).
std::string million();

}  // namespace fairdraw::bench
