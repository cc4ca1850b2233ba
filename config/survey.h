#pragma once

#include "planner/base/text.h"
#include "planner/sampling/coordinated/permanent.h"
#include "planner/values/choices.h"
#include "planner/values/formats.h"
#include "planner/values/table_format.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fairdraw {

/// A share along the way from household to interview, with the 90 % range of what is plausible.
struct Yield {
  double mean = 1;
  double low = 1;
  double high = 1;
  bool operator==(const Yield&) const = default;
};

/// What holds in an area: for the country, or changed for its stratum or where a column has a value.
struct Yields {
  Yield eligible;          ///< households that have an eligible child
  Yield household;         ///< eligible households that let the interviewer in
  Yield child;             ///< selected children interviewed, given the household did
  Yield caregiver;         ///< caregivers interviewed, given the child was
  std::uint32_t take = 0;  ///< interviews wanted per area and hit; 0: as everywhere
  bool operator==(const Yields&) const = default;

  std::uint32_t take_or(std::uint32_t everywhere) const { return take > 0 ? take : everywhere; }
};

/// Yields that replace others.
struct YieldChanges {
  std::optional<Yield> eligible, household, child, caregiver;
};

/// How much shares vary between areas: coefficients of variation.
struct AreaSpread {
  double eligible = 0;
  double household = 0;
  double child = 0;
};

/// One `[[yields.where]]`: the yields it names replace others where `column` has `value`.
struct YieldsWhere {
  std::string column;
  std::string value;
  YieldChanges yields;
};

/// A share known by area in the frame, `column` over `of`, and how well the survey should estimate it.
struct ShareTarget {
  std::string column;
  std::string of;  ///< empty: the measure of size
  std::string by;  ///< a column: in each of its groups; empty: in the country
  double margin = 0;
  double relative_margin = 0;  ///< in place of `margin`: that over the share
};

/// What the survey should bring home, and how well.
struct Target {
  std::uint32_t interviews = 1000;   ///< completed child interviews
  std::uint32_t caregivers = 0;      ///< completed caregiver interviews; 0: as many as the children bring
  double chance = 0.95;              ///< with which the plan must reach them
  double margin = 0;                 ///< half-width of a 95 % interval for a share of 50 %, nationally; 0: none asked
  double margin_by_domain = 0;       ///< the same in every group of every column of `domains`; 0: none asked
  std::vector<std::string> domains;  ///< columns whose groups are reported
  std::vector<ShareTarget> shares;
  double budget = 0;            ///< what field work may cost; 0: as little as it can
  double wave_overlap = 0;      ///< the part of the areas that the next wave comes back to
  double wave_correlation = 0;  ///< of what is particular to an area in both waves
};

/// How alike the people of one area are, and where that is known from.
struct RhoSource {
  double value = 0.05;               ///< where nothing else is named
  std::string column;                ///< of the frame: people with a characteristic, of each area's `of`
  std::string of;                    ///< empty: the measure of size
  std::string file;                  ///< of an earlier survey: CSV with a record per respondent
  std::string psu, answer, stratum;  ///< its columns; `stratum` may be empty
  bool known() const { return column.empty() && file.empty(); }
};

/// What field work costs, in the survey's currency.
struct Costs {
  double per_area = 0;       ///< to travel to an area and work there
  double per_listed = 0;     ///< each household listed
  double per_household = 0;  ///< each household visited: drawn from a listing, or a walk's contact
  double per_interview = 0;  ///< each child interviewed, with the caregiver
  bool any() const { return per_area > 0 || per_listed > 0 || per_household > 0 || per_interview > 0; }
};

/// One `[[costs.where]]`: costs per area where `column` has `value`.
struct CostsWhere {
  std::string column;
  std::string value;
  double per_area = 0;
};

/// What a table of strata (`areas.strata`) says of one of them, beside counts and their bounds.
struct StratumRules {
  std::optional<double> per_area;     ///< cost, in place of Costs::per_area
  std::optional<double> variance;     ///< of what is studied, between its areas' means
  std::optional<std::uint32_t> take;  ///< in place of HouseholdsStage::take
  YieldChanges yields;
};

/// Strata made of sizes, beside those of columns.
struct SizeStrata {
  std::string column;  ///< empty: none
  SizeStrataMethod method = SizeStrataMethod::cumulative_root_f;
  std::uint32_t count = 0;  ///< 0: "auto"
  double cv = 0.05;         ///< for Lavallée and Hidiroglou: of the estimated total
};

/// The columns that the PSUs of a raster have.
inline constexpr std::string_view kRasterId = "psu_id";
inline constexpr std::string_view kRasterSize = "people";

/// One `[[frame.join]]`: another file that has columns or the geometry of the frame's areas.
/// What a draft has in the place of a country.
inline constexpr std::string_view kNoCountry = "ZZZ";

struct FrameJoin {
  std::string file;   ///< as written in the survey file
  std::string layer;  ///< empty: the only layer
  TableFormat format;
  std::vector<std::pair<std::string, std::string>> on;  ///< a column of the frame's file, and that of this one
  std::vector<std::string> columns;                     ///< taken from here; empty: whatever the frame's file lacks
  bool geometry = false;                                ///< the areas' ground is here
};

struct FrameSource {
  std::string file;   ///< as written in the survey file
  std::string layer;  ///< empty: the only layer
  TableFormat format;
  std::vector<FrameJoin> joins;
  std::vector<std::string> id;                  ///< columns whose values, joined by "/", name an area; mostly one
  std::map<std::string, std::uint32_t> digits;  ///< of codes in columns of the frame's file that lost their zeros
  std::string name;                             ///< empty: none
  std::string size;                             ///< empty: every area counts as having `households_per_area`
  double households_per_area = 1;
  double size_per_household = 1;
  double size_min = 0;   ///< areas are drawn as if they had at least this size; 0: as they are
  double size_max = 0;   ///< and at most this; 0: as they are
  double grid_size = 0;  ///< of a raster: people wanted in a PSU

  /// The join that has the areas' ground; nullptr where the frame's file has it.
  const FrameJoin* ground() const;

  /// How many households a measure of size stands for.
  double households(double measure_of_size) const { return measure_of_size / size_per_household; }

  /// What measures of size are called in messages.
  std::string size_name() const { return size.empty() ? "households_per_area" : size; }

  bool is_raster() const { return fairdraw::is_raster(file); }
  std::vector<std::string> strata;
  SizeStrata strata_from;
  std::vector<std::string> order;
  bool hilbert_order = false;  ///< along Hilbert's curve in place of `order`
  std::vector<std::string> carry;
  std::string exclude;               ///< a condition (planner/base/filter.h); empty: none
  std::vector<std::string> missing;  ///< texts that stand for nothing, such as "NA" and "-99"
  NumberFormat numbers;              ///< how sizes are written
  OnUnusable on_missing_size = OnUnusable::error;
  OnZeroSize on_zero_size = OnZeroSize::exclude;
  OnDuplicate on_duplicate_id = OnDuplicate::error;
  OnLookalike on_lookalike = OnLookalike::error;
  OnLostZeros on_lost_zeros = OnLostZeros::keep;
  OnTotal on_total_row = OnTotal::error;
  OnTotal on_absurd_share = OnTotal::error;
  OnGround on_missing_geometry = OnGround::keep;
  OnGround on_odd_position = OnGround::keep;
};

struct BoundarySource {
  std::string file;
  std::string layer;
  std::string id;        ///< a column of the boundaries
  std::string frame_id;  ///< the column of the frame that has the same; empty: it is called as there
  std::string name;      ///< empty: the id serves as name
  std::string total;     ///< empty: totals are not compared

  const std::string& in_frame() const { return frame_id.empty() ? id : frame_id; }
};

struct AreasStage {
  std::string method = "systematic";  ///< a name of the table of methods; see planner/sampling/methods.h
  std::vector<std::string> spread;    ///< numeric columns to spread over; empty: the areas' places
  std::vector<std::string> balance;   ///< columns to balance on
  Coordinate coordinate = Coordinate::positive;
  std::uint32_t count = 0;  ///< 0: to be solved
  AllocationRule allocation = AllocationRule::proportional;
  double power = 0.5;
  double importance = 1;                       ///< of the country against its strata, for Kish's compromise
  std::string variable;                        ///< column whose total the allocation should estimate well; empty: none
  std::string strata;                          ///< file of a table with a row per stratum; empty: none
  std::map<std::string, std::uint32_t> fixed;  ///< stratum to count
  std::uint32_t minimum_per_stratum = 2;
  std::uint32_t maximum_per_stratum = 0;                        ///< 0: none
  std::map<std::string, std::uint32_t> minimum_in, maximum_in;  ///< of strata by name, in place of these
  CertaintyRule certainty = CertaintyRule::once;
  std::string certain_column;        ///< of the frame: which areas are taken for certain; empty: none
  std::vector<std::string> certain;  ///< ids of areas that are taken for certain
  std::uint32_t reserve_replicates = 0;
  std::uint32_t merge_below = 0;     ///< households; smaller areas join a neighbour
  std::uint32_t segment_above = 0;   ///< households; larger areas are split, and one segment is worked; 0: none is
  std::uint32_t segment_size = 100;  ///< households of a segment, about
};

struct HouseholdsStage {
  HouseholdMode mode = HouseholdMode::listing;
  std::uint32_t take = 0;         ///< interviews wanted per area and hit; 0: to be solved
  std::uint32_t solve_most = 25;  ///< takes that are solved for, at most
  TakeRule take_rule = TakeRule::fixed;
  std::uint32_t take_min = 0;                      ///< for self-weighting takes: interviews wanted of an area at least
  std::uint32_t take_max = 0;                      ///< and at most; 0: no bound
  std::uint32_t list_most = 300;                   ///< households of a PSU that a team can list; larger PSUs are told
  std::vector<std::string> id = {"household_id"};  ///< columns of a listing that name a household
  std::uint32_t run = 1;                           ///< listed neighbours that are drawn together
  std::uint32_t trips = 2;          ///< 1: households are listed and visited on one trip, without a computer between
  std::string footprints;           ///< file of buildings; empty: none
  double confidence = 0;            ///< buildings below are left out; 0: none are
  std::string population;           ///< raster of people, for areas without buildings; empty: none
  std::uint32_t walk_interval = 0;  ///< 0: "auto"
};

struct RespondentsStage {
  std::uint32_t age_from = 12;
  std::uint32_t age_to = 17;
  RespondentMethod method = RespondentMethod::kish;
  ChildOrder order = ChildOrder::age;
  CaregiverRule caregiver = CaregiverRule::knows_most;
  std::vector<double> children;  ///< shares of eligible households with 1, 2, ... eligible children; empty: not known
};

struct FieldWork {
  std::uint32_t teams = 1;  ///< 0: as many as there are bases
  std::uint32_t interviewers = 1;
  std::uint32_t interviews_per_day = 1;
  std::string bases;         ///< file of teams and where they start; empty: none
  std::string language;      ///< a column of frame.carry that a team must speak; empty: any team can work anywhere
  double speed = 40;         ///< kilometres an hour, as the crow flies
  std::string travel_times;  ///< file of hours between places; empty: by speed
};

/// A layer drawn beneath the areas on maps.
struct MapLayer {
  std::string file;
  std::string layer;
  MapStyle style = MapStyle::road;
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

  Target target;
  Yields yields;
  AreaSpread area_spread;
  std::vector<YieldsWhere> yields_where;
  FrameSource frame;
  std::optional<BoundarySource> boundaries;
  AreasStage areas;
  HouseholdsStage households;
  RespondentsStage respondents;
  FieldWork field;
  Costs costs;
  std::vector<CostsWhere> costs_where;
  RhoSource rho;
  std::map<std::string, StratumRules> of_stratum;  ///< what the table that `areas.strata` names says, once it is read
  PaperSize paper = PaperSize::a4;
  std::vector<MapLayer> map_layers;
  std::string basemap;              ///< file of a picture of the ground beneath maps; empty: none
  MapGrid grid = MapGrid::degrees;  ///< coordinates along the edges of maps
  std::uint32_t sheet_scale = 0;    ///< 10000 for 1:10 000: PSUs too large for a page at it get further sheets; 0: none
  std::vector<PictureFormat> pictures;  ///< maps as pictures besides
  std::uint32_t offline_zoom = 0;       ///< largest zoom of a basemap for phones (MBTiles); 0: none is made
  std::string language = "en";          ///< of documents; a file of planner/words
  bool names = false;                   ///< people named by listings are kept, and printed
  std::vector<CapiSystem> capi;         ///< data collection systems that get files

  /// Every key as written with its value, flat ("areas.count" to "125"), for the manifest.
  std::map<std::string, std::string> keys;

  /// The path of a file named in the survey file.
  std::filesystem::path resolve(const std::string& named) const;
};

/// The columns of the frame that `areas.spread` names; none where it is left out or names longitude and latitude, which
/// are the areas' places.
std::vector<std::string> spread_columns(const Survey& survey);

/// Every column of the frame that the survey names with the key that names it, beside id, name and size.
std::vector<std::pair<std::string, std::string>> frame_columns(const Survey& survey);

/// Reads and checks a survey file.
/// @throws Error(usage) with one line per complaint: file, line, column, key, what would be right.
Survey read_survey(const std::filesystem::path& file);

/// The same from text, `file` serving for messages and relative paths.
Survey parse_survey(std::string text, const std::filesystem::path& file);

}  // namespace fairdraw
