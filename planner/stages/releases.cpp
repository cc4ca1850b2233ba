#include "planner/stages/releases.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>

namespace fairdraw {

void check_release(const Plan& plan, const Release& release) {
  Complaints complaints;
  if (release.why.empty()) complaints.add("a release needs its reason: --why TEXT");
  if (release.replicate == 0) complaints.add("replicate 0 is the main sample, which is in the field already");
  std::map<std::string, std::set<std::uint32_t>> reserve;  // replicates that are still closed, by stratum
  std::set<std::uint32_t> all;
  for (const Psu& psu : plan.psus) {
    all.insert(psu.replicate);
    if (!psu.release) reserve[psu.stratum].insert(psu.replicate);
  }
  const std::string number = std::to_string(release.replicate);
  const bool known = std::any_of(plan.strata.begin(), plan.strata.end(),
                                 [&](const StratumResult& each) { return each.stratum == release.stratum; });
  if (!release.stratum.empty() && !known)
    complaints.add("the plan has no stratum \"" + printable(release.stratum) + "\"");
  else if (!all.contains(release.replicate))
    complaints.add("the plan has no replicate " + number + "; its reserve goes up to " +
                   std::to_string(all.empty() ? 0 : *all.rbegin()));
  else if (release.replicate > 0) {
    bool opens = false;
    for (const auto& [stratum, closed] : reserve) {
      if (!release.stratum.empty() && stratum != release.stratum) continue;
      if (!closed.contains(release.replicate)) continue;
      opens = true;
      if (*closed.begin() < release.replicate)
        complaints.add("stratum \"" + printable(stratum) + "\": replicate " + std::to_string(*closed.begin()) +
                       " is still closed, and replicates are opened in their order");
    }
    if (!opens)
      complaints.add("replicate " + number + " is open already" +
                     (release.stratum.empty() ? "" : " in stratum \"" + printable(release.stratum) + "\"") +
                     ", or has no PSU there");
  }
  for (const std::string& id : release.unreachable)
    if (std::none_of(plan.psus.begin(), plan.psus.end(), [&](const Psu& psu) { return psu.id == id && psu.release; }))
      complaints.add("PSU " + printable(id) + " is not one that is in the field");
  complaints.throw_if_any(ErrorKind::usage);
}

void apply_releases(AreaDraw& draw, const Strata& strata, const Design& design, const std::vector<Release>& releases) {
  for (std::uint32_t h = 0; h < strata.size(); ++h) {
    const std::vector<std::uint32_t>& parts = design.strata[h].parts;
    std::vector<std::uint32_t> opened(parts.size(), 0);  // by which release; 0: none, or the main sample
    for (std::uint32_t k = 0; k < releases.size(); ++k) {
      const Release& release = releases[k];
      if (!release.stratum.empty() && release.stratum != strata[h].name) continue;
      if (release.replicate < parts.size() && opened[release.replicate] == 0) opened[release.replicate] = k + 1;
    }
    std::uint32_t places = parts[0];
    for (std::size_t r = 1; r < parts.size(); ++r) places += opened[r] > 0 ? parts[r] : 0;
    draw.released[h] = places;
    if (places == parts[0]) continue;
    const double all = design.strata[h].drawn_at_random();
    for (DrawnArea& area : draw.sample) {
      if (area.stratum != h || area.certainty) continue;
      area.inclusion_probability = places == all ? area.draw_probability : area.draw_probability * places / all;
      if (area.replicate > 0 && opened[area.replicate] > 0) area.release = opened[area.replicate];
    }
  }
}

}  // namespace fairdraw
