#include "planner/stages/releases.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>
#include <string>

namespace fairdraw {

std::uint32_t release_level(std::string_view stratum, std::span<const Release> releases) {
  std::uint32_t level = 0;
  for (const Release& release : releases)
    if (release.stratum.empty() || release.stratum == stratum) level = std::max(level, release.replicate);
  return level;
}

namespace {

/// Whether the replicate is the next one, in the stratum or somewhere.
void check_order(const Plan& plan, const Release& release, Complaints& complaints) {
  const std::string number = std::to_string(release.replicate);
  bool opens = false;
  bool known = false;
  for (const StratumResult& each : plan.strata) {
    if (!release.stratum.empty() && each.stratum != release.stratum) continue;
    known = true;
    const std::uint32_t next = release_level(each.stratum, plan.releases) + 1;
    if (next < release.replicate)
      complaints.add("stratum \"" + printable(each.stratum) + "\": replicate " + std::to_string(next) +
                     " is still closed, and replicates are opened in their order");
    opens = opens || next <= release.replicate;
  }
  if (!known)
    complaints.add("the plan has no stratum \"" + printable(release.stratum) + "\"");
  else if (!opens)
    complaints.add("replicate " + number + " is open already" +
                   (release.stratum.empty() ? "" : " in stratum \"" + printable(release.stratum) + "\""));
}

}  // namespace

void check_release(const Plan& plan, const Release& release) {
  Complaints complaints;
  if (release.why.empty()) complaints.add("a release needs its reason: --why TEXT");
  if (release.replicate == 0)
    complaints.add("replicate 0 is the main sample, which is in the field already");
  else if (plan.reserve_replicates == 0)
    complaints.add("the plan has no reserve: areas.reserve_replicates is 0");
  else if (release.replicate > plan.reserve_replicates)
    complaints.add("the plan has no replicate " + std::to_string(release.replicate) + "; its reserve goes up to " +
                   std::to_string(plan.reserve_replicates));
  else
    check_order(plan, release, complaints);
  for (const std::string& id : release.unreachable)
    if (std::none_of(plan.psus.begin(), plan.psus.end(), [&](const Psu& psu) { return psu.id == id && psu.release; }))
      complaints.add("PSU " + printable(id) + " is not one that is in the field");
  complaints.throw_if_any(ErrorKind::usage);
}

void apply_releases(AreaDraw& draw, const Strata& strata, const std::vector<Release>& releases) {
  for (std::uint32_t h = 0; h < strata.size(); ++h) draw.level[h] = release_level(strata[h].name, releases);
  for (DrawnArea& area : draw.sample) {
    if (draw.level[area.stratum] == 0) continue;
    area.inclusion_probability = draw.released(area.stratum)[area.unit];
    area.certainty = area.inclusion_probability == 1;
    for (std::uint32_t k = 0; k < releases.size() && !area.release; ++k)
      if (release_level(strata[area.stratum].name, std::span(releases).first(k + 1)) >= area.replicate)
        area.release = k + 1;
  }
}

}  // namespace fairdraw
