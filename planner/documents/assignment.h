#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace fairdraw {

/// What is to be assigned to whom.
struct AssignmentProblem {
  std::vector<std::uint32_t> loads;                   ///< of each job, 1 at least
  std::size_t workers = 0;                            ///< 1 at least
  std::vector<std::uint64_t> begun;                   ///< load that each worker has already; empty: none has any
  std::vector<std::optional<std::uint32_t>> most;     ///< jobs a worker can take at most; empty: no bounds
  std::function<bool(std::size_t, std::size_t)> can;  ///< whether a job can go to a worker
  std::function<std::int64_t(std::size_t, std::size_t)> cost;  ///< of a job at a worker, 0 at least
};

/// Gives every job to a worker at the least cost, loads being as equal as the bounds allow. It is a flow of least cost
/// in which a worker takes the mean of all loads, and more only at a price that no cost outweighs. Equal jobs are never
/// parted by it, so that the answer is the cheapest of all that share them equally; of others, about one a worker is,
/// and goes whole to whom has most of it.
/// @return the worker of each job; nothing where the bounds leave no way
/// Source: Ahuja, Magnanti and Orlin (1993), Network Flows, section 9.7 (successive shortest paths); Lenstra, Shmoys
/// and Tardos (1990), Mathematical Programming 46, 259-271, for the jobs that are parted.
std::optional<std::vector<std::size_t>> assign(const AssignmentProblem& problem);

}  // namespace fairdraw
