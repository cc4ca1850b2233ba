#include "planner/stages/tables.h"

#include "planner/base/csv.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/stages/plan_builder.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <sstream>
#include <vector>

namespace fairdraw {
namespace {

const std::vector<std::string> kStrataHeader = {"country",
                                                "stratum",
                                                "areas",
                                                "size",
                                                "allocated",
                                                "drawn",
                                                "certainty",
                                                "reserve",
                                                "take",
                                                "households",
                                                "expected_interviews",
                                                "expected_interviews_low",
                                                "expected_interviews_high",
                                                "expected_caregivers"};
const std::vector<std::string> kPsusHeader = {"country",
                                              "stratum",
                                              "psu_id",
                                              "psu_name",
                                              "replicate",
                                              "draw_order",
                                              "hits",
                                              "measure_of_size",
                                              "stratum_size",
                                              "draw_probability",
                                              "inclusion_probability",
                                              "design_weight",
                                              "certainty",
                                              "take",
                                              "longitude",
                                              "latitude"};
constexpr std::string_view kPsuHouseholds = "households_to_draw";
constexpr std::string_view kPsuRelease = "release";
const std::vector<std::string> kSelfWeighting = {"sampling_rate", "households_least", "households_most"};
const std::vector<std::string> kMembersHeader = {"country",   "stratum",     "psu_id",
                                                 "member_id", "member_name", "measure_of_size"};
const std::vector<std::string> kHouseholdsHeader = {"country",
                                                    "stratum",
                                                    "psu_id",
                                                    "household_id",
                                                    "visit_order",
                                                    "eligible_children",
                                                    "household_probability",
                                                    "overall_probability",
                                                    "start",
                                                    "start_longitude",
                                                    "start_latitude",
                                                    "direction",
                                                    "side",
                                                    "interval"};
const std::vector<std::string> kRespondentsHeader = {"country",
                                                     "stratum",
                                                     "psu_id",
                                                     "household_id",
                                                     "method",
                                                     "table",
                                                     "select_1",
                                                     "select_2",
                                                     "select_3",
                                                     "select_4",
                                                     "select_5",
                                                     "select_6",
                                                     "select_7",
                                                     "select_8",
                                                     "child",
                                                     "child_probability",
                                                     "overall_probability",
                                                     "caregiver"};
const std::vector<std::string> kSegmented = {"segments", "segment", "segment_probability"};
const std::vector<std::string> kSegmentsHeader = {
    "country", "stratum", "psu_id", "how", "segments", "segment", "segment_probability", "households", "worked"};
const std::vector<std::string> kReleasesHeader = {"country", "release", "replicate",      "stratum",
                                                  "why",     "who",     "unreachable_psu"};
const std::vector<std::string> kListedChild = {"child_sex", "child_age"};
const std::vector<std::string> kListingHeader = {"psu_id", "household_id", "eligible_children"};
constexpr std::string_view kTaken = "taken";
constexpr std::string_view kSegmentsMade = "segments";
constexpr std::string_view kChildren = "children";
constexpr std::string_view kBatch = "batch";
const std::vector<std::string> kOneTripHeader = {
    "country",  "stratum",  "psu_id",   "number",   "household_probability",
    "take",     "table",    "select_1", "select_2", "select_3",
    "select_4", "select_5", "select_6", "select_7", "select_8"};
constexpr std::size_t kSelections = 8;
constexpr std::uint32_t kNoLimit = std::numeric_limits<std::uint32_t>::max();

template <class T>
void optional_number(CsvWriter& out, const std::optional<T>& value) {
  if (value)
    out.field(static_cast<double>(*value));
  else
    out.field("");
}

void place(CsvWriter& out, const std::optional<Place>& position) {
  out.field(position ? number_text(position->longitude_degrees()) : "");
  out.field(position ? number_text(position->latitude_degrees()) : "");
}

void selection(CsvWriter& out, const std::vector<std::uint32_t>& children) {
  for (std::size_t i = 0; i < kSelections; ++i) out.field(i < children.size() ? std::to_string(children[i]) : "");
}

std::string strata_csv(const Plan& plan) {
  CsvWriter out(kStrataHeader);
  for (const StratumResult& each : plan.strata) {
    out.field(plan.country).field(each.stratum).field(static_cast<double>(each.areas)).field(each.size);
    out.field(each.allocated).field(each.drawn).field(each.certainty).field(each.reserve).field(each.take);
    out.field(static_cast<double>(each.households)).field(each.expected_interviews).field(each.expected_low);
    out.field(each.expected_high).field(each.expected_caregivers);
    out.end_record();
  }
  return out.take();
}

std::vector<std::string> psus_header(const Plan& plan) {
  std::vector<std::string> header = kPsusHeader;
  header.insert(header.end(), plan.carried.begin(), plan.carried.end());
  header.emplace_back(kPsuHouseholds);
  header.emplace_back(kPsuRelease);
  if (plan.self_weighting) header.insert(header.end(), kSelfWeighting.begin(), kSelfWeighting.end());
  if (plan.segmented) header.insert(header.end(), kSegmented.begin(), kSegmented.end());
  return header;
}

std::string psus_csv(const Plan& plan) {
  CsvWriter out(psus_header(plan));
  for (const Psu& psu : plan.psus) {
    out.field(plan.country).field(psu.stratum).field(psu.id).field(psu.name).field(psu.replicate).field(psu.draw_order);
    out.field(psu.hits).field(psu.measure_of_size).field(psu.stratum_size).field(psu.draw_probability);
    out.field(psu.inclusion_probability).field(psu.design_weight).field(psu.certainty ? "1" : "0").field(psu.take);
    place(out, psu.position);
    for (const std::string& value : psu.carried) out.field(value);
    out.field(psu.households);
    optional_number(out, psu.release);
    if (plan.self_weighting) {
      out.field(psu.sampling_rate).field(psu.households_least);
      out.field(psu.households_most == kNoLimit ? "" : std::to_string(psu.households_most));
    }
    if (plan.segmented) out.field(psu.segments).field(psu.segment).field(psu.segment_probability);
    out.end_record();
  }
  return out.take();
}

std::string segments_csv(const Plan& plan) {
  CsvWriter out(kSegmentsHeader);
  for (const Segment& segment : plan.segments) {
    const Psu& psu = plan.psus[segment.psu];
    out.field(plan.country).field(psu.stratum).field(psu.id).field(psu.segments_by ? name_of(*psu.segments_by) : "");
    out.field(segment.segments).field(segment.number).field(segment.probability).field(segment.households);
    out.field(segment.worked ? "1" : "0").end_record();
  }
  return out.take();
}

std::string members_csv(const Plan& plan) {
  CsvWriter out(kMembersHeader);
  for (const Psu& psu : plan.psus)
    for (const Member& member : psu.members) {
      out.field(plan.country).field(psu.stratum).field(psu.id).field(member.id).field(member.name).field(member.size);
      out.end_record();
    }
  return out.take();
}

std::vector<std::string> households_header(const Plan& plan) {
  std::vector<std::string> header = kHouseholdsHeader;
  if (plan.mode == HouseholdMode::footprints) header.emplace_back(kBatch);
  return header;
}

std::string households_csv(const Plan& plan) {
  CsvWriter out(households_header(plan));
  for (const Household& household : plan.households) {
    const Psu& psu = plan.psus[household.psu];
    out.field(plan.country).field(psu.stratum).field(psu.id).field(household.id).field(household.visit_order);
    optional_number(out, household.eligible_children);
    optional_number(out, household.household_probability);
    optional_number(out, household.overall_probability);
    out.field(household.start == 0 ? "" : std::to_string(household.start));
    place(out, household.start_position);
    out.field(household.direction).field(household.side);
    out.field(household.interval == 0 ? "" : std::to_string(household.interval));
    if (plan.mode == HouseholdMode::footprints) out.field(household.batch);
    out.end_record();
  }
  return out.take();
}

std::string respondents_csv(const Plan& plan) {
  const bool listed = std::any_of(plan.respondents.begin(), plan.respondents.end(),
                                  [](const Respondent& each) { return each.listed.has_value(); });
  std::vector<std::string> header = kRespondentsHeader;
  if (listed) header.insert(header.end(), kListedChild.begin(), kListedChild.end());
  CsvWriter out(header);
  for (const Respondent& respondent : plan.respondents) {
    const Household& household = plan.households[respondent.household];
    const Psu& psu = plan.psus[household.psu];
    out.field(plan.country).field(psu.stratum).field(psu.id).field(household.id);
    out.field(name_of(plan.respondent_method)).field(respondent.table);
    selection(out, respondent.selection);
    optional_number(out, respondent.child);
    optional_number(out, respondent.child_probability);
    optional_number(out, respondent.overall_probability);
    out.field(name_of(respondent.caregiver));
    if (listed) {
      out.field(respondent.listed ? std::string(1, respondent.listed->sex) : "");
      out.field(respondent.listed ? std::to_string(respondent.listed->age) : "");
    }
    out.end_record();
  }
  return out.take();
}

std::string one_trip_csv(const Plan& plan) {
  CsvWriter out(kOneTripHeader);
  for (const OneTripRow& row : plan.one_trip_rows) {
    const Psu& psu = plan.psus[row.psu];
    out.field(plan.country).field(psu.stratum).field(psu.id).field(row.number).field(row.probability);
    std::string taken;
    for (const std::uint32_t number : row.taken) taken += (taken.empty() ? "" : " ") + std::to_string(number);
    out.field(taken).field(row.table);
    selection(out, row.selection);
    out.end_record();
  }
  return out.take();
}

/// A row per release; one per PSU where it was for PSUs that can't be reached.
std::string releases_csv(const Plan& plan) {
  CsvWriter out(kReleasesHeader);
  for (std::size_t k = 0; k < plan.releases.size(); ++k) {
    const Release& release = plan.releases[k];
    for (std::size_t i = 0; i < std::max<std::size_t>(1, release.unreachable.size()); ++i) {
      out.field(plan.country).field(static_cast<double>(k + 1)).field(release.replicate).field(release.stratum);
      out.field(release.why).field(release.who).field(release.unreachable.empty() ? "" : release.unreachable[i]);
      out.end_record();
    }
  }
  return out.take();
}

/// The records of one table, read field by field with complaints that name table and line.
class TableReader {
 public:
  TableReader(const std::map<std::string, std::string>& tables, const std::string& name,
              const std::vector<std::string>& header)
      : name_(name) {
    const auto found = tables.find(name);
    if (found == tables.end()) throw Error(ErrorKind::usage, "the plan has no table " + name);
    table_ = parse_csv(found->second, name);
    if (table_.header != header)
      throw Error(ErrorKind::usage, name + ": its columns are not those of this plan's survey file");
  }

  bool next() {
    field_ = 0;
    return ++record_ <= table_.records.size();
  }

  const std::string& text() { return table_.records[record_ - 1][field_++]; }

  std::optional<double> optional_number() {
    const std::string& value = text();
    if (value.empty()) return std::nullopt;
    const auto number = parse_number(value);
    if (!number) fail("is not a number");
    return number;
  }

  double number() {
    const auto value = optional_number();
    if (!value) fail("is missing");
    return *value;
  }

  std::optional<std::uint32_t> optional_whole() {
    const std::string& value = text();
    if (value.empty()) return std::nullopt;
    const auto whole = parse_whole(value);
    if (!whole || *whole > 0xFFFFFFFFU) fail("is not a whole number");
    return static_cast<std::uint32_t>(*whole);
  }

  std::uint32_t whole() {
    const auto value = optional_whole();
    if (!value) fail("is missing");
    return *value;
  }

  /// Country, stratum and psu_id, with which the tables below psus.csv begin: the PSU's position in the plan.
  std::size_t psu(const std::map<std::string, std::size_t>& psu_of) {
    text();
    text();
    const auto found = psu_of.find(text());
    if (found == psu_of.end()) fail("is not in psus.csv");
    return found->second;
  }

  template <class E>
  E choice() {
    const auto value = value_named<E>(text());
    if (!value) fail("is none of " + quoted_names<E>());
    return *value;
  }

  std::vector<std::uint32_t> selection() {
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < kSelections; ++i)
      if (const auto value = optional_whole()) out.push_back(*value);
    return out;
  }

  std::optional<Place> place() {
    const auto longitude = optional_number();
    const auto latitude = optional_number();
    if (!longitude || !latitude) return std::nullopt;
    return place_at(*longitude, *latitude);
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorKind::usage,
                name_ + ": record " + std::to_string(record_) + ": " + table_.header[field_ - 1] + " " + what);
  }

 private:
  std::string name_;
  CsvTable table_;
  std::size_t record_ = 0;
  std::size_t field_ = 0;
};

void read_strata(TableReader in, Plan& plan) {
  while (in.next()) {
    StratumResult each;
    in.text();
    each.stratum = in.text();
    each.areas = in.whole();
    each.size = in.number();
    each.allocated = in.whole();
    each.drawn = in.whole();
    each.certainty = in.whole();
    each.reserve = in.whole();
    each.take = in.whole();
    each.households = in.whole();
    each.expected_interviews = in.number();
    each.expected_low = in.number();
    each.expected_high = in.number();
    each.expected_caregivers = in.number();
    plan.strata.push_back(std::move(each));
  }
}

void read_psus(TableReader in, Plan& plan) {
  while (in.next()) {
    Psu psu;
    in.text();
    psu.stratum = in.text();
    psu.id = in.text();
    psu.name = in.text();
    psu.replicate = in.whole();
    psu.draw_order = in.whole();
    psu.hits = in.whole();
    psu.measure_of_size = in.number();
    psu.stratum_size = in.number();
    psu.draw_probability = in.number();
    psu.inclusion_probability = in.number();
    psu.design_weight = in.number();
    psu.certainty = in.whole() != 0;
    psu.take = in.whole();
    psu.position = in.place();
    for (std::size_t i = 0; i < plan.carried.size(); ++i) psu.carried.push_back(in.text());
    psu.households = in.whole();
    psu.release = in.optional_whole();
    if (plan.self_weighting) {
      psu.sampling_rate = in.number();
      psu.households_least = in.whole();
      psu.households_most = in.optional_whole().value_or(kNoLimit);
    }
    if (plan.segmented) {
      psu.segments = in.whole();
      psu.segment = in.whole();
      psu.segment_probability = in.number();
    }
    plan.psus.push_back(std::move(psu));
  }
}

void read_segments(TableReader in, Plan& plan, const std::map<std::string, std::size_t>& psu_of) {
  while (in.next()) {
    Segment segment;
    const std::size_t psu = in.psu(psu_of);
    segment.psu = psu;
    plan.psus[segment.psu].segments_by = in.choice<SegmentsBy>();
    segment.segments = in.whole();
    segment.number = in.whole();
    segment.probability = in.number();
    segment.households = in.number();
    segment.worked = in.whole() != 0;
    plan.segments.push_back(segment);
  }
}

void read_members(TableReader in, Plan& plan, const std::map<std::string, std::size_t>& psu_of) {
  while (in.next()) {
    const std::size_t psu = in.psu(psu_of);
    Member member;
    member.id = in.text();
    member.name = in.text();
    member.size = in.number();
    plan.psus[psu].members.push_back(std::move(member));
  }
}

void read_one_trip(TableReader in, Plan& plan, const std::map<std::string, std::size_t>& psu_of) {
  while (in.next()) {
    OneTripRow row;
    const std::size_t psu = in.psu(psu_of);
    row.psu = psu;
    row.number = in.whole();
    row.probability = in.number();
    std::istringstream numbers(in.text());
    for (std::string number; numbers >> number;) {
      const auto whole = parse_whole(number);
      if (!whole || *whole == 0 || *whole > row.number)
        in.fail("is not a list of numbers up to " + std::to_string(row.number));
      row.taken.push_back(static_cast<std::uint32_t>(*whole));
    }
    row.table = in.text();
    row.selection = in.selection();
    plan.one_trip_rows.push_back(std::move(row));
  }
}

std::vector<Release> read_releases(TableReader in) {
  std::vector<Release> out;
  while (in.next()) {
    in.text();
    const std::uint32_t number = in.whole();
    if (number != out.size() && number != out.size() + 1) in.fail("does not follow");
    const bool next = number > out.size();
    if (next) out.emplace_back();
    Release& release = out.back();
    release.replicate = in.whole();
    release.stratum = in.text();
    release.why = in.text();
    release.who = in.text();
    if (const std::string& psu = in.text(); !psu.empty()) release.unreachable.push_back(psu);
  }
  return out;
}

void read_households(TableReader in, Plan& plan, const std::map<std::string, std::size_t>& psu_of) {
  while (in.next()) {
    Household household;
    const std::size_t psu = in.psu(psu_of);
    household.psu = psu;
    household.id = in.text();
    household.visit_order = in.whole();
    household.eligible_children = in.optional_whole();
    household.household_probability = in.optional_number();
    household.overall_probability = in.optional_number();
    household.start = in.optional_whole().value_or(0);
    household.start_position = in.place();
    household.direction = in.text();
    household.side = in.text();
    household.interval = in.optional_whole().value_or(0);
    if (plan.mode == HouseholdMode::footprints) household.batch = in.whole();
    plan.households.push_back(std::move(household));
  }
}

void read_respondents(TableReader in, bool listed, Plan& plan) {
  while (in.next()) {
    Respondent respondent;
    respondent.household = plan.respondents.size();
    for (int i = 0; i < 5; ++i) in.text();
    respondent.table = in.text();
    respondent.selection = in.selection();
    respondent.child = in.optional_whole();
    respondent.child_probability = in.optional_number();
    respondent.overall_probability = in.optional_number();
    respondent.caregiver = in.choice<CaregiverRule>();
    if (listed) {
      const std::string sex = in.text();
      const auto age = in.optional_whole();
      if (!sex.empty() && age) respondent.listed = ListedChild{sex[0], *age};
    }
    if (respondent.household >= plan.households.size()) in.fail("has more rows than households.csv");
    plan.respondents.push_back(std::move(respondent));
  }
}

}  // namespace

std::map<std::string, std::string> plan_tables(const Plan& plan) {
  std::map<std::string, std::string> tables{{"strata.csv", strata_csv(plan)},
                                            {"psus.csv", psus_csv(plan)},
                                            {"households.csv", households_csv(plan)},
                                            {"respondents.csv", respondents_csv(plan)}};
  const auto is_made_of_several = [](const Psu& psu) { return !psu.members.empty(); };
  if (plan.segmented) tables["segments.csv"] = segments_csv(plan);
  if (!plan.releases.empty()) tables["releases.csv"] = releases_csv(plan);
  if (plan.one_trip) tables["one-trip.csv"] = one_trip_csv(plan);
  if (std::any_of(plan.psus.begin(), plan.psus.end(), is_made_of_several)) tables["members.csv"] = members_csv(plan);
  return tables;
}

std::string listing_table(const Listing& listing) {
  std::vector<const ListedHousehold*> sorted;
  for (const ListedHousehold& household : listing.households) sorted.push_back(&household);
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
    return std::tie(a->psu_id, a->household_id) < std::tie(b->psu_id, b->household_id);
  });
  const bool told = std::any_of(sorted.begin(), sorted.end(), [](const auto* each) { return each->taken.has_value(); });
  std::vector<std::string> header = kListingHeader;
  const bool sketched =
      std::any_of(sorted.begin(), sorted.end(), [](const auto* each) { return each->segments.has_value(); });
  const bool of_children =
      std::any_of(sorted.begin(), sorted.end(), [](const auto* each) { return !each->children.empty(); });
  if (told) header.emplace_back(kTaken);
  if (sketched) header.emplace_back(kSegmentsMade);
  if (of_children) header.emplace_back(kChildren);
  CsvWriter out(header);
  for (const ListedHousehold* each : sorted) {
    out.field(each->psu_id).field(each->household_id).field(each->eligible_children);
    if (told) out.field(!each->taken ? "" : *each->taken ? "1" : "0");
    if (sketched) optional_number(out, each->segments);
    if (of_children) out.field(children_text(each->children));
    out.end_record();
  }
  return out.take();
}

Listing read_listing_table(const std::string& text, const std::string& name) {
  std::vector<std::string> header = kListingHeader;
  const CsvTable table = parse_csv(text, name);
  const bool told = table.column(kTaken).has_value();
  const bool sketched = table.column(kSegmentsMade).has_value();
  if (told) header.emplace_back(kTaken);
  if (sketched) header.emplace_back(kSegmentsMade);
  const bool of_children = table.column(kChildren).has_value();
  if (of_children) header.emplace_back(kChildren);
  TableReader in({{name, text}}, name, header);
  Listing listing{name, {}};
  while (in.next()) {
    ListedHousehold each;
    each.psu_id = in.text();
    each.household_id = in.text();
    each.eligible_children = in.whole();
    if (told)
      if (const auto taken = in.optional_whole()) each.taken = *taken != 0;
    if (sketched) each.segments = in.optional_whole();
    if (of_children) {
      auto children = parse_children(in.text());
      if (!children) in.fail("is not a list of children");
      each.children = std::move(*children);
    }
    listing.households.push_back(std::move(each));
  }
  return listing;
}

Plan read_plan(const std::map<std::string, std::string>& tables, const Survey& survey) {
  Plan plan = start_plan(survey);
  read_strata({tables, "strata.csv", kStrataHeader}, plan);
  read_psus({tables, "psus.csv", psus_header(plan)}, plan);
  std::map<std::string, std::size_t> psu_of;
  for (std::size_t i = 0; i < plan.psus.size(); ++i) psu_of.emplace(plan.psus[i].id, i);
  if (tables.contains("members.csv")) read_members({tables, "members.csv", kMembersHeader}, plan, psu_of);
  plan.releases = recorded_releases(tables);
  if (plan.segmented) read_segments({tables, "segments.csv", kSegmentsHeader}, plan, psu_of);
  if (plan.one_trip) read_one_trip({tables, "one-trip.csv", kOneTripHeader}, plan, psu_of);
  read_households({tables, "households.csv", households_header(plan)}, plan, psu_of);
  std::vector<std::string> respondents_header = kRespondentsHeader;
  const auto respondents = tables.find("respondents.csv");
  const bool listed =
      respondents != tables.end() && parse_csv(respondents->second, "respondents.csv").column(kListedChild[0]);
  if (listed) respondents_header.insert(respondents_header.end(), kListedChild.begin(), kListedChild.end());
  read_respondents({tables, "respondents.csv", respondents_header}, listed, plan);
  return plan;
}

std::vector<Release> recorded_releases(const std::map<std::string, std::string>& tables) {
  if (!tables.contains("releases.csv")) return {};
  return read_releases({tables, "releases.csv", kReleasesHeader});
}

}  // namespace fairdraw
