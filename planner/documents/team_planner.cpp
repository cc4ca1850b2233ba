#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/documents/assignment.h"
#include "planner/documents/bases.h"
#include "planner/documents/teams.h"
#include "planner/stages/route.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace fairdraw {
namespace {

constexpr std::size_t kKept = 4096;  ///< places between which all ways are kept
constexpr std::size_t kNear = 12;    ///< neighbours of a PSU to whose teams it may be moved
constexpr int kRounds = 40;          ///< of moving and swapping
constexpr int kMiddles = 20;         ///< of finding the middles of groups
constexpr double kLongJourney = 4;   ///< hours that fit in beside a day's work
constexpr double kDay = 8;           ///< hours

/// What it takes to go between PSUs and bases: PSUs by their position in Plan::psus, then the bases.
class Ways {
 public:
  Ways(const Plan& plan, const std::vector<Base>& bases, const Survey& survey)
      : speed_(survey.field.speed), times_(read_travel_times(survey)), ground_(places(plan, bases)) {
    for (const Psu& psu : plan.psus) names_.push_back(psu.id);
    for (const Base& base : bases) names_.push_back(base.team);
    const std::size_t n = names_.size();
    if (n > kKept) return;
    seconds_.reserve(n * n);
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b) seconds_.push_back(static_cast<std::uint32_t>(work_out(a, b)));
  }

  std::int64_t operator()(std::size_t a, std::size_t b) const {
    return seconds_.empty() ? work_out(a, b) : seconds_[a * names_.size() + b];
  }

  double kilometres(std::size_t a, std::size_t b) const { return static_cast<double>(ground_(a, b)) / 1e6; }
  double hours(std::size_t a, std::size_t b) const { return static_cast<double>((*this)(a, b)) / 3600; }

 private:
  static std::vector<Place> places(const Plan& plan, const std::vector<Base>& bases) {
    std::vector<Place> out;
    for (const Psu& psu : plan.psus) out.push_back(psu.position.value_or(Place{}));
    for (const Base& base : bases) out.push_back(base.place.value_or(Place{}));
    return out;
  }

  std::int64_t work_out(std::size_t a, std::size_t b) const {
    if (!times_.empty())
      if (const auto given = times_.find({names_[a], names_[b]}); given != times_.end())
        return static_cast<std::int64_t>(given->second * 3600 + 0.5);
    return static_cast<std::int64_t>(static_cast<double>(ground_(a, b)) * 0.0036 / speed_ + 0.5);
  }

  double speed_;
  TravelTimes times_;
  GroundDistance ground_;
  std::vector<std::string> names_;
  std::vector<std::uint32_t> seconds_;
};

/// Gives PSUs to teams release by release.
class TeamPlanner {
 public:
  TeamPlanner(const Plan& plan, const Survey& survey)
      : plan_(plan), survey_(survey), bases_(read_bases(survey)), ways_(plan, bases_, survey) {
    const auto column = std::find(plan.carried.begin(), plan.carried.end(), survey.field.language);
    if (!survey.field.language.empty() && column != plan.carried.end())
      language_ = static_cast<std::size_t>(column - plan.carried.begin());
    routes_.resize(bases_.size());
    loads_.resize(bases_.size(), 0);
  }

  /// Takes over what an earlier plan of teams gave out.
  void keep(const TeamPlan& before) {
    for (const Team& team : before.teams) {
      const auto base = std::find_if(bases_.begin(), bases_.end(), [&](const Base& b) { return b.team == team.name; });
      if (base == bases_.end())
        throw Error(ErrorKind::usage, "team " + printable(team.name) +
                                          " has PSUs of this plan, and field.bases does not know it any more");
      const auto t = static_cast<std::size_t>(base - bases_.begin());
      routes_[t] = team.psus();
      for (const std::size_t psu : routes_[t]) loads_[t] += load(psu);
    }
  }

  /// Gives out PSUs that came with one release.
  void give_out(const std::vector<std::size_t>& psus) {
    if (psus.empty()) return;
    movable_ = psus;
    std::vector<std::vector<std::size_t>> given;
    if (!placed()) {
      given = dealt_out(psus);
    } else if (bases_.front().place || begun()) {
      given = improved(flow(psus, [&](std::size_t psu, std::size_t team) { return to_team(psu, team); }));
    } else {
      given = improved(around_middles(dealt_out(psus)));
      std::vector<std::vector<std::size_t>> other = improved(around_middles(far_apart(psus)));
      if (cost_of(other) < cost_of(given)) given = std::move(other);
    }
    for (std::size_t t = 0; t < given.size(); ++t) {
      if (given[t].empty()) continue;
      given[t] = short_route(given[t], ends(t), way());
      for (const std::size_t psu : given[t]) loads_[t] += load(psu);
      routes_[t].insert(routes_[t].end(), given[t].begin(), given[t].end());
    }
  }

  TeamPlan finish() const {
    TeamPlan out;
    for (std::size_t t = 0; t < bases_.size(); ++t)
      if (!routes_[t].empty()) out.teams.push_back(team(t, static_cast<std::uint32_t>(out.teams.size() + 1)));
    if (placed()) out.kilometres_by_region = by_region();
    return out;
  }

 private:
  using Groups = std::vector<std::vector<std::size_t>>;

  TravelCost way() const {
    return [this](std::size_t a, std::size_t b) { return ways_(a, b); };
  }

  std::uint32_t load(std::size_t psu) const { return std::max(1U, plan_.psus[psu].take); }

  std::size_t base(std::size_t team) const { return plan_.psus.size() + team; }

  bool begun() const {
    return std::any_of(routes_.begin(), routes_.end(), [](const auto& route) { return !route.empty(); });
  }

  /// Whether it is known where all PSUs of the field are.
  bool placed() const {
    return std::all_of(plan_.psus.begin(), plan_.psus.end(),
                       [](const Psu& psu) { return !psu.release || psu.position.has_value(); });
  }

  bool may_go(std::size_t psu, std::size_t team) const {
    if (!language_ || bases_[team].languages.empty()) return true;
    const std::string& wanted = plan_.psus[psu].carried[*language_];
    const std::vector<std::string>& spoken = bases_[team].languages;
    return wanted.empty() || std::find(spoken.begin(), spoken.end(), wanted) != spoken.end();
  }

  /// A team's next route begins where it is, and ends at its base.
  RouteEnds ends(std::size_t team) const {
    RouteEnds out;
    if (bases_[team].place) out.last = base(team);
    if (!routes_[team].empty())
      out.first = routes_[team].back();
    else
      out.first = out.last;
    return out;
  }

  /// From where a team is anyhow: its base, or the nearest PSU that it has.
  std::int64_t to_team(std::size_t psu, std::size_t team) const {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    if (bases_[team].place) least = ways_(base(team), psu);
    for (const std::size_t other : routes_[team]) least = std::min(least, ways_(other, psu));
    return least == std::numeric_limits<std::int64_t>::max() ? 0 : least;
  }

  /// In runs of neighbours on the list: each PSU goes by the middle of its work, on a line of all work cut into equal
  /// lengths.
  Groups dealt_out(const std::vector<std::size_t>& psus) const {
    Groups out(bases_.size());
    std::uint64_t total = 0;
    for (const std::size_t psu : psus) total += load(psu);
    const std::uint64_t count = std::min<std::uint64_t>(out.size(), psus.size());
    std::uint64_t before = 0;
    for (const std::size_t psu : psus) {
      const std::uint64_t middle = 2 * before + load(psu);
      out[std::min(count - 1, middle * count / (2 * total))].push_back(psu);
      before += load(psu);
    }
    return out;
  }

  /// One PSU a team, each as far as can be from those before.
  Groups far_apart(const std::vector<std::size_t>& psus) const {
    Groups out(bases_.size());
    std::vector<std::int64_t> nearest(psus.size(), std::numeric_limits<std::int64_t>::max());
    std::size_t next = 0;
    for (std::size_t t = 0; t < std::min(out.size(), psus.size()); ++t) {
      out[t].push_back(psus[next]);
      for (std::size_t i = 0; i < psus.size(); ++i) nearest[i] = std::min(nearest[i], ways_(psus[next], psus[i]));
      next = static_cast<std::size_t>(std::max_element(nearest.begin(), nearest.end()) - nearest.begin());
    }
    return out;
  }

  /// Around the PSU of each group from which the others are nearest, again and again.
  Groups around_middles(Groups groups) const {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    Groups best;
    for (int round = 0; round < kMiddles; ++round) {
      std::vector<std::optional<std::size_t>> middles;
      for (const std::vector<std::size_t>& group : groups) middles.push_back(middle_of(group));
      const auto to_middle = [&](std::size_t psu, std::size_t t) { return middles[t] ? ways_(*middles[t], psu) : 0; };
      groups = flow(movable_, to_middle);
      std::int64_t sum = 0;
      for (std::size_t t = 0; t < groups.size(); ++t)
        for (const std::size_t psu : groups[t]) sum += to_middle(psu, t);
      if (sum >= least) break;
      least = sum;
      best = groups;
    }
    return best;
  }

  std::optional<std::size_t> middle_of(const std::vector<std::size_t>& group) const {
    std::optional<std::size_t> best;
    std::int64_t least = 0;
    for (const std::size_t candidate : group) {
      std::int64_t sum = 0;
      for (const std::size_t psu : group) sum += ways_(candidate, psu);
      if (best && sum >= least) continue;
      best = candidate;
      least = sum;
    }
    return best;
  }

  Groups flow(const std::vector<std::size_t>& psus,
              const std::function<std::int64_t(std::size_t, std::size_t)>& cost) const {
    AssignmentProblem problem;
    for (const std::size_t psu : psus) problem.loads.push_back(load(psu));
    problem.workers = bases_.size();
    problem.begun = loads_;
    for (std::size_t t = 0; t < bases_.size(); ++t) problem.most.push_back(room(t));
    problem.can = [&](std::size_t job, std::size_t team) { return may_go(psus[job], team); };
    problem.cost = [&](std::size_t job, std::size_t team) { return cost(psus[job], team); };
    const auto assigned = assign(problem);
    if (!assigned) nobody(psus);
    Groups out(bases_.size());
    for (std::size_t job = 0; job < psus.size(); ++job) out[(*assigned)[job]].push_back(psus[job]);
    return out;
  }

  std::optional<std::uint32_t> room(std::size_t team) const {
    if (!bases_[team].most) return std::nullopt;
    const auto has = static_cast<std::uint32_t>(routes_[team].size());
    return *bases_[team].most > has ? *bases_[team].most - has : 0;
  }

  [[noreturn]] void nobody(const std::vector<std::size_t>& psus) const {
    Complaints complaints;
    for (const std::size_t psu : psus) {
      bool any = false;
      for (std::size_t t = 0; t < bases_.size(); ++t) any = any || may_go(psu, t);
      if (!any)
        complaints.add("PSU " + printable(plan_.psus[psu].id) + ": no team of field.bases speaks \"" +
                       printable(plan_.psus[psu].carried[*language_], 40) + "\"");
    }
    complaints.throw_if_any(ErrorKind::usage);
    throw Error(ErrorKind::usage, "field.bases: the teams' psus leave no room for the " + std::to_string(psus.size()) +
                                      " PSUs that are to be given out; raise psus, or add teams");
  }

  std::int64_t cost_of(const Groups& groups) const {
    std::int64_t sum = 0;
    for (std::size_t t = 0; t < groups.size(); ++t) sum += route_cost(groups[t], ends(t), way());
    return sum;
  }

  /// What a PSU costs more on a route where it fits best, which is before the place at `best`.
  std::int64_t to_fit_in(std::size_t psu, const std::vector<std::size_t>& route, const RouteEnds& ends,
                         std::optional<std::size_t> without, std::size_t& best) const {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::optional<std::size_t> before = ends.first;
    for (std::size_t at = 0; at <= route.size(); ++at) {
      if (at < route.size() && without == at) continue;
      const std::optional<std::size_t> after = at < route.size() ? std::optional(route[at]) : ends.last;
      const std::int64_t more = (before ? ways_(*before, psu) : 0) + (after ? ways_(psu, *after) : 0) -
                                (before && after ? ways_(*before, *after) : 0);
      if (more < least) {
        least = more;
        best = at;
      }
      before = after;
    }
    return least;
  }

  /// What a route costs less without the place at `at`.
  std::int64_t freed(const std::vector<std::size_t>& route, const RouteEnds& ends, std::size_t at) const {
    const std::optional<std::size_t> before = at > 0 ? std::optional(route[at - 1]) : ends.first;
    const std::optional<std::size_t> after = at + 1 < route.size() ? std::optional(route[at + 1]) : ends.last;
    return (before ? ways_(*before, route[at]) : 0) + (after ? ways_(route[at], *after) : 0) -
           (before && after ? ways_(*before, *after) : 0);
  }

  /// Moves and swaps PSUs between teams while that saves travel and leaves loads as equal as they are, or within one
  /// PSU.
  Groups improved(Groups groups) const {
    even_out(groups);
    for (std::size_t t = 0; t < groups.size(); ++t) groups[t] = short_route(groups[t], ends(t), way());
    Work work = work_with(groups);
    std::vector<std::uint64_t>& loads = work.loads;
    const auto spread = [&] {
      const auto [least, most] = std::minmax_element(loads.begin(), loads.end());
      return *most - *least;
    };
    const std::uint64_t allowed = std::max(work.largest, spread());
    const auto fair = [&](std::size_t from, std::size_t to, std::uint64_t goes, std::uint64_t comes) {
      loads[from] = loads[from] - goes + comes;
      loads[to] = loads[to] + goes - comes;
      const bool is = spread() <= allowed;
      if (!is) {
        loads[from] = loads[from] + goes - comes;
        loads[to] = loads[to] - goes + comes;
      }
      return is;
    };
    const std::vector<std::vector<std::size_t>> near = neighbours();
    bool cheaper = true;
    for (int round = 0; cheaper && round < kRounds; ++round) {
      cheaper = false;
      for (std::size_t i = 0; i < movable_.size(); ++i) {
        const std::size_t psu = movable_[i];
        const std::size_t from = team_of(groups, psu);
        for (const std::size_t to : teams_near(groups, near[i], from)) {
          if (!may_go(psu, to)) continue;
          if (!move(groups, psu, from, to, fair) && !swap(groups, psu, from, to, fair)) continue;
          cheaper = true;
          break;
        }
      }
      for (std::size_t t = 0; t < groups.size(); ++t) groups[t] = mended_route(groups[t], ends(t), way());
    }
    return groups;
  }

  struct Work {
    std::vector<std::uint64_t> loads;  ///< per team, with what it has for good
    std::uint64_t largest = 0;         ///< of the PSUs that are given out
  };

  Work work_with(const Groups& groups) const {
    Work out{loads_, 0};
    for (std::size_t t = 0; t < groups.size(); ++t)
      for (const std::size_t psu : groups[t]) {
        out.loads[t] += load(psu);
        out.largest = std::max<std::uint64_t>(out.largest, load(psu));
      }
    return out;
  }

  /// Moves PSUs from teams with more work to teams with less, the one that costs least first, while two differ by more
  /// than the largest PSU: what a flow that parts PSUs may leave. Each move brings the two nearer, so there is an end.
  void even_out(Groups& groups) const {
    auto [loads, largest] = work_with(groups);
    while (true) {
      struct Move {
        std::int64_t cost = 0;
        std::size_t from = 0, at = 0, to = 0, before = 0;
      };
      std::optional<Move> best;
      for (std::size_t from = 0; from < groups.size(); ++from)
        for (std::size_t to = 0; to < groups.size(); ++to) {
          if (loads[from] <= loads[to] + largest || (room(to) && groups[to].size() >= *room(to))) continue;
          for (std::size_t at = 0; at < groups[from].size(); ++at) {
            if (!may_go(groups[from][at], to)) continue;
            Move move{0, from, at, to, 0};
            move.cost = to_fit_in(groups[from][at], groups[to], ends(to), std::nullopt, move.before) -
                        freed(groups[from], ends(from), at);
            if (!best || move.cost < best->cost) best = move;
          }
        }
      if (!best) return;
      const std::size_t psu = groups[best->from][best->at];
      loads[best->from] -= load(psu);
      loads[best->to] += load(psu);
      groups[best->from].erase(groups[best->from].begin() + static_cast<std::ptrdiff_t>(best->at));
      groups[best->to].insert(groups[best->to].begin() + static_cast<std::ptrdiff_t>(best->before), psu);
    }
  }

  std::vector<std::vector<std::size_t>> neighbours() const {
    std::vector<std::vector<std::size_t>> out;
    for (const std::size_t psu : movable_) {
      std::vector<std::size_t> others = movable_;
      const std::size_t count = std::min(others.size(), kNear + 1);
      std::partial_sort(
          others.begin(), others.begin() + static_cast<std::ptrdiff_t>(count), others.end(),
          [&](std::size_t a, std::size_t b) { return std::pair(ways_(psu, a), a) < std::pair(ways_(psu, b), b); });
      others.resize(count);
      out.push_back(std::move(others));
    }
    return out;
  }

  static std::size_t team_of(const Groups& groups, std::size_t psu) {
    std::size_t t = 0;
    while (std::find(groups[t].begin(), groups[t].end(), psu) == groups[t].end()) ++t;
    return t;
  }

  static std::vector<std::size_t> teams_near(const Groups& groups, const std::vector<std::size_t>& near,
                                             std::size_t except) {
    std::vector<std::size_t> out;
    for (const std::size_t psu : near) {
      const std::size_t t = team_of(groups, psu);
      if (t != except && std::find(out.begin(), out.end(), t) == out.end()) out.push_back(t);
    }
    return out;
  }

  template <class Fair>
  bool move(Groups& groups, std::size_t psu, std::size_t from, std::size_t to, Fair fair) const {
    if (room(to) && groups[to].size() >= *room(to)) return false;
    const auto at =
        static_cast<std::size_t>(std::find(groups[from].begin(), groups[from].end(), psu) - groups[from].begin());
    std::size_t best = 0;
    const std::int64_t more = to_fit_in(psu, groups[to], ends(to), std::nullopt, best);
    if (more >= freed(groups[from], ends(from), at) || !fair(from, to, load(psu), 0)) return false;
    groups[from].erase(groups[from].begin() + static_cast<std::ptrdiff_t>(at));
    groups[to].insert(groups[to].begin() + static_cast<std::ptrdiff_t>(best), psu);
    return true;
  }

  template <class Fair>
  bool swap(Groups& groups, std::size_t psu, std::size_t from, std::size_t to, Fair fair) const {
    const auto at =
        static_cast<std::size_t>(std::find(groups[from].begin(), groups[from].end(), psu) - groups[from].begin());
    const std::int64_t gained = freed(groups[from], ends(from), at);
    for (std::size_t other = 0; other < groups[to].size(); ++other) {
      const std::size_t back = groups[to][other];
      if (!may_go(back, from)) continue;
      std::size_t there = 0;
      std::size_t here = 0;
      const std::int64_t more =
          to_fit_in(psu, groups[to], ends(to), other, there) + to_fit_in(back, groups[from], ends(from), at, here);
      if (more >= gained + freed(groups[to], ends(to), other) || !fair(from, to, load(psu), load(back))) continue;
      const auto put = [](std::vector<std::size_t>& route, std::size_t out, std::size_t in, std::size_t before) {
        route.insert(route.begin() + static_cast<std::ptrdiff_t>(before), in);
        route.erase(route.begin() + static_cast<std::ptrdiff_t>(out + (before <= out ? 1 : 0)));
      };
      put(groups[from], at, back, here);
      put(groups[to], other, psu, there);
      return true;
    }
    return false;
  }

  Team team(std::size_t t, std::uint32_t number) const {
    Team out;
    out.number = number;
    out.name = bases_[t].team;
    out.base = bases_[t].place;
    std::optional<std::size_t> before;
    if (out.base) before = base(t);
    std::uint32_t day = 0;
    for (const std::size_t psu : routes_[t]) {
      Stop stop;
      stop.psu = psu;
      if (before && placed()) {
        stop.kilometres = ways_.kilometres(*before, psu);
        stop.hours = ways_.hours(*before, psu);
      }
      if (stop.hours > kLongJourney) day += std::max(1U, static_cast<std::uint32_t>(stop.hours / kDay + 0.5));
      stop.first_day = day + 1;
      day += days_needed(plan_, plan_.psus[psu], survey_.field);
      stop.last_day = day;
      out.stops.push_back(stop);
      before = psu;
    }
    if (out.base && placed()) {
      out.kilometres_back = ways_.kilometres(*before, base(t));
      out.hours_back = ways_.hours(*before, base(t));
    }
    return out;
  }

  /// Kilometres of short routes where PSUs are dealt out along the list, each run to the base from which it costs
  /// least.
  double by_region() const {
    const Groups runs = dealt_out(field_order(plan_));
    AssignmentProblem problem;
    problem.loads.assign(runs.size(), 1);
    problem.workers = bases_.size();
    problem.can = [](std::size_t, std::size_t) { return true; };
    struct Way {
      std::int64_t seconds = 0;
      double kilometres = 0;
    };
    std::vector<Way> ways;  // per run and team
    for (const std::vector<std::size_t>& run : runs)
      for (std::size_t t = 0; t < bases_.size(); ++t) {
        RouteEnds ends;
        if (bases_[t].place) ends = {base(t), base(t)};
        const std::vector<std::size_t> route = short_route(run, ends, way());
        const std::int64_t metres = route_cost(route, ends, [&](std::size_t a, std::size_t b) {
          return static_cast<std::int64_t>(ways_.kilometres(a, b) * 1000 + 0.5);
        });
        ways.push_back({route_cost(route, ends, way()), static_cast<double>(metres) / 1000});
      }
    problem.cost = [&](std::size_t run, std::size_t t) { return ways[run * bases_.size() + t].seconds; };
    const auto assigned = assign(problem);
    double sum = 0;
    for (std::size_t run = 0; run < runs.size(); ++run)
      sum += ways[run * bases_.size() + (assigned ? (*assigned)[run] : run)].kilometres;
    return sum;
  }

  const Plan& plan_;
  const Survey& survey_;
  std::vector<Base> bases_;
  Ways ways_;
  std::optional<std::size_t> language_;  ///< of Psu::carried
  Groups routes_;                        ///< per team, what is given out for good
  std::vector<std::uint64_t> loads_;     ///< of these
  std::vector<std::size_t> movable_;     ///< PSUs of the release that is given out
};

}  // namespace

TeamPlan plan_teams(const Plan& plan, const Survey& survey, const TeamPlan* before) {
  TeamPlanner planner(plan, survey);
  std::vector<bool> given(plan.psus.size(), false);
  if (before != nullptr) {
    planner.keep(*before);
    for (const Team& team : before->teams)
      for (const Stop& stop : team.stops) given[stop.psu] = true;
  }
  const std::vector<std::size_t> order = field_order(plan);
  for (auto begin = order.begin(); begin != order.end();) {
    const auto release = plan.psus[*begin].release;
    const auto end =
        std::find_if(begin, order.end(), [&](std::size_t psu) { return plan.psus[psu].release != release; });
    std::vector<std::size_t> fresh;
    std::copy_if(begin, end, std::back_inserter(fresh), [&](std::size_t psu) { return !given[psu]; });
    planner.give_out(fresh);
    begin = end;
  }
  return planner.finish();
}

}  // namespace fairdraw
