#pragma once

#include "planner/sampling/coordinated/permanent.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// A share along the way from household to interview, with the 90 % range of what is plausible.
struct Yield {
  double mean = 1;
  double low = 1;
  double high = 1;
};

/// The yields of an area: those of the country, or of where a column has a value.
struct Yields {
  Yield eligible;   ///< households that have an eligible child
  Yield household;  ///< eligible households that let the interviewer in
  Yield child;      ///< selected children interviewed, given the household did
  Yield caregiver;  ///< caregivers interviewed, given the child was
};

/// One `[[yields.where]]`: the yields it names replace the country's where `column` has `value`.
struct YieldsWhere {
  std::string column;
  std::string value;
  std::optional<Yield> eligible, household, child, caregiver;
};

enum class OnMissing { error, exclude, keep };
enum class OnDuplicate { error, merge, first };
enum class AllocationRule { proportional, equal, power, fixed };
enum class CertaintyRule { once, hits };
enum class HouseholdMode { listing, random_walk, none };
enum class RespondentMethod { kish, random_table };
enum class PaperSize { a4, letter };

struct FrameSource {
  std::string file;   ///< as written in the survey file
  std::string layer;  ///< empty: the only layer
  std::string id;
  std::string name;  ///< empty: none
  std::string size;
  double size_per_household = 1;
  std::vector<std::string> strata;
  std::vector<std::string> order;
  bool hilbert_order = false;  ///< along Hilbert's curve in place of `order`
  std::vector<std::string> carry;
  std::string exclude;  ///< OGR attribute filter; empty: none
  OnMissing on_missing_size = OnMissing::error;
  OnMissing on_zero_size = OnMissing::exclude;
  OnDuplicate on_duplicate_id = OnDuplicate::error;
  OnMissing on_missing_geometry = OnMissing::keep;
};

struct BoundarySource {
  std::string file;
  std::string layer;
  std::string id;     ///< a column of the boundaries and of the frame
  std::string name;   ///< empty: the id serves as name
  std::string total;  ///< empty: totals are not compared
};

struct AreasStage {
  std::string method = "systematic";  ///< a name of the table of methods; see planner/sampling/methods.h
  std::vector<std::string> spread;    ///< numeric columns to spread over; empty: the areas' places
  std::vector<std::string> balance;   ///< columns to balance on
  Coordinate coordinate = Coordinate::positive;
  std::uint32_t count = 0;
  AllocationRule allocation = AllocationRule::proportional;
  double power = 0.5;
  std::map<std::string, std::uint32_t> fixed;  ///< stratum to count
  std::uint32_t minimum_per_stratum = 2;
  CertaintyRule certainty = CertaintyRule::once;
  std::uint32_t reserve_replicates = 0;
};

struct HouseholdsStage {
  HouseholdMode mode = HouseholdMode::listing;
  std::uint32_t take = 0;           ///< interviews wanted per area and hit
  std::uint32_t walk_interval = 0;  ///< 0: "auto"
};

struct RespondentsStage {
  std::uint32_t age_from = 12;
  std::uint32_t age_to = 17;
  RespondentMethod method = RespondentMethod::kish;
  std::string caregiver = "knows-most";
};

struct FieldWork {
  std::uint32_t teams = 1;
  std::uint32_t interviewers = 1;
  std::uint32_t interviews_per_day = 1;
};

/// A layer drawn beneath the areas on maps.
struct MapLayer {
  std::string file;
  std::string layer;
  std::string style;  ///< road, water, building, place, boundary
  std::string label;  ///< a column; empty: no labels
};

/// What a survey file asks for, checked. Every key of it is described in config/README.md.
struct Survey {
  std::filesystem::path file;  ///< where it was read from; paths in it are relative to its folder
  std::string text;            ///< its bytes as read

  std::string title;
  std::string country;  ///< ISO 3166-1 alpha-3
  std::string date;     ///< YYYY-MM-DD; empty: none
  std::string seed;     ///< empty: must come from the command line

  std::uint32_t target_interviews = 1000;
  Yields yields;
  std::vector<YieldsWhere> yields_where;
  FrameSource frame;
  std::optional<BoundarySource> boundaries;
  AreasStage areas;
  HouseholdsStage households;
  RespondentsStage respondents;
  FieldWork field;
  PaperSize paper = PaperSize::a4;
  std::vector<MapLayer> map_layers;

  /// Every key as written with its value, flat ("areas.count" to "125"), for the manifest.
  std::map<std::string, std::string> keys;

  /// The path of a file named in the survey file.
  std::filesystem::path resolve(const std::string& named) const;
};

std::string_view name_of(HouseholdMode mode);
std::string_view name_of(RespondentMethod method);
std::string_view name_of(AllocationRule rule);

/// The columns of the frame that `areas.spread` names; none where it is left out or names longitude and latitude, which
/// are the areas' places.
std::vector<std::string> spread_columns(const Survey& survey);

/// Reads and checks a survey file.
/// @throws Error(usage) with one line per complaint: file, line, column, key, what would be right. Keys whose
/// capability is not built yet are refused, never ignored.
Survey read_survey(const std::filesystem::path& file);

/// The same from text, `file` serving for messages and relative paths.
Survey parse_survey(std::string text, const std::filesystem::path& file);

}  // namespace fairdraw
