#include "planner/draw/outlook.h"

#include "planner/design/interviews.h"
#include "planner/design/problem.h"
#include "planner/design/solver.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {
namespace {

/// Where each area of the frame lies among the strata.
struct Whereabouts {
  std::uint32_t row = 0;
  std::uint32_t stratum = 0;
  std::uint32_t unit = 0;
};

std::map<std::string_view, Whereabouts> whereabouts(const DrawRun& run) {
  std::map<std::string_view, Whereabouts> out;
  for (std::uint32_t h = 0; h < run.prepared.strata.size(); ++h)
    for (std::uint32_t unit = 0; unit < run.prepared.strata[h].areas.size(); ++unit) {
      const std::uint32_t row = run.prepared.strata[h].areas[unit];
      out[run.prepared.frame.id[row]] = {row, h, unit};
    }
  return out;
}

/// What a plan's field work has met, and what it may meet.
class Field {
 public:
  explicit Field(const DrawRun& run)
      : run_(run),
        where_(whereabouts(run)),
        problem_(run.prepared.frame, run.prepared.strata, run.prepared.survey, run.prepared.earlier_survey),
        season_(problem_.model, run.prepared.survey.households.take, kFinalPoints) {
    for (const Household& household : run.plan.households) ++households_of_[household.psu];
  }

  Outlook after(std::size_t releases) const {
    std::set<std::string> unreachable;
    for (std::size_t k = 0; k < releases; ++k)
      unreachable.insert(run_.plan.releases[k].unreachable.begin(), run_.plan.releases[k].unreachable.end());
    Outlook out;
    std::vector<MetArea> areas;
    for (std::size_t i = 0; i < run_.plan.psus.size(); ++i) {
      const Psu& psu = run_.plan.psus[i];
      if (!psu.release || *psu.release > releases) continue;
      if (unreachable.contains(psu.id)) {
        ++out.unreachable;
        continue;
      }
      ++out.psus;
      out.listed += psu.listed ? 1 : 0;
      areas.push_back(met(i));
    }
    const Target& target = run_.prepared.survey.target;
    out.chance = season_.chance(areas, Counted::children, target.interviews);
    if (target.caregivers > 0)
      out.chance = std::min(out.chance, season_.chance(areas, Counted::caregivers, target.caregivers));
    return out;
  }

 private:
  MetArea met(std::size_t i) const {
    const Psu& psu = run_.plan.psus[i];
    const Whereabouts& at = where_.at(psu.id);
    MetArea area;
    area.row = at.row;
    const StratumDesign& design = run_.prepared.design.strata[at.stratum];
    const bool main_certainty =
        run_.prepared.survey.areas.certainty == CertaintyRule::hits
            ? psu.certainty
            : std::binary_search(design.certainty.begin(), design.certainty.end(), at.unit);  // a release adds others
    area.hits = main_certainty && run_.plan.self_weighting
                    ? hits_by_size(run_.prepared.strata[at.stratum], design, at.unit)
                    : psu.hits;
    if (psu.listed) {
      const auto visited = households_of_.find(i);
      area.listed =
          MetArea::Listed{*psu.listed, psu.listed_eligible, visited == households_of_.end() ? 0 : visited->second};
    }
    return area;
  }

  const DrawRun& run_;
  std::map<std::string_view, Whereabouts> where_;
  DesignProblem problem_;
  FieldSeason season_;
  std::map<std::size_t, std::uint32_t> households_of_;
};

}  // namespace

std::vector<Outlook> outlooks(const DrawRun& run, const std::vector<std::size_t>& releases) {
  const Field field(run);
  std::vector<Outlook> out;
  for (const std::size_t counted : releases) out.push_back(field.after(counted));
  return out;
}

}  // namespace fairdraw
