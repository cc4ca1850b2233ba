#include "geo/read/area_features.h"

#include "geo/open/feature_shape.h"
#include "planner/base/error.h"
#include "planner/base/parallel.h"

#include <algorithm>
#include <future>
#include <thread>
#include <utility>
#include <vector>

namespace fairdraw {
namespace {

constexpr std::size_t kBatch = 4096;  ///< features that are held at a time, twice

/// Numbers of features that have an area's ground, with its row, as they ascend.
std::vector<std::pair<std::int64_t, std::uint32_t>> areas_by_feature(const Frame& frame) {
  std::vector<std::pair<std::int64_t, std::uint32_t>> out;
  out.reserve(frame.areas());
  for (std::uint32_t area = 0; area < frame.areas(); ++area) out.emplace_back(frame.ground_of(area), area);
  if (!std::is_sorted(out.begin(), out.end())) std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

void visit_area_features(const Source& source, const Frame& frame,
                         const std::function<void(std::uint32_t, const OGRFeature&, const Shape&)>& visit) {
  const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
  const std::vector<FeatureShape> shape_of(threads, FeatureShape(source));
  read_ground_and(source);
  const std::vector<std::pair<std::int64_t, std::uint32_t>> area_of = areas_by_feature(frame);
  const auto work = [&](const std::vector<OGRFeatureUniquePtr>& batch) {
    in_parallel(threads, 0, [&](std::size_t part) {
      auto at = area_of.end();  // behind the last one found, where mostly the next one stands
      for (std::size_t i = batch.size() * part / threads; i < batch.size() * (part + 1) / threads; ++i) {
        const std::int64_t number = batch[i]->GetFID();
        if (at == area_of.end() || at->first != number)
          at = std::lower_bound(area_of.begin(), area_of.end(), std::pair{number, std::uint32_t{0}});
        for (; at != area_of.end() && at->first == number; ++at)
          visit(at->second, *batch[i], shape_of[part](*batch[i]));
      }
    });
  };
  std::future<void> at_work;  // while the next features are read
  source.each_batch(kBatch, [&](std::vector<OGRFeatureUniquePtr> batch) {
    if (at_work.valid()) at_work.get();
    at_work = std::async(std::launch::async, [&work, held = std::move(batch)] { work(held); });
  });
  if (at_work.valid()) at_work.get();
}

}  // namespace fairdraw
