#include "config/keys/sections.h"
#include "config/own_values.h"
#include "planner/base/encoding.h"
#include "planner/base/text.h"
#include "planner/sampling/methods.h"

#include <algorithm>
#include <array>

namespace fairdraw {
namespace {

std::string wrong_file(const Survey& survey) {
  if (!survey.frame.is_raster()) return missing(survey, "frame.file", "the census frame");
  if (survey.boundaries) return {};
  return "a raster needs [boundaries], inside which its cells are grouped; their id column can be a stratum";
}

/// A raster's PSUs have columns of their own.
std::string wrong_column(const Survey& survey, const std::string& path, const std::string& value,
                         const std::string& of_raster, std::string_view what) {
  if (!survey.frame.is_raster()) return missing(survey, path, what);
  if (value.empty() || value == of_raster) return {};
  return path + " of a raster is \"" + of_raster + "\"; leave it out";
}

std::string wrong_id(const Survey& survey) {
  std::string named;
  for (const std::string& column : survey.frame.id) named += (named.empty() ? "" : "/") + column;
  return wrong_column(survey, "frame.id", named, std::string(kRasterId), "the column that names each area once");
}

/// Methods of equal probabilities ask no size; what is found in an area still depends on how many live there.
std::string wrong_size(const Survey& survey) {
  const Method* method = find_method(survey.areas.method);
  if (survey.frame.size.empty() && !survey.frame.is_raster() && method != nullptr && method->equal) {
    if (survey.households.mode == HouseholdMode::none) return {};
    return missing(survey, "frame.households_per_area",
                   "where frame.size is left out, what an area brings follows from how many households it has, about");
  }
  return wrong_column(survey, "frame.size", survey.frame.size, std::string(kRasterSize),
                      "the column with the measure of size");
}

std::string wrong_households_per_area(const Survey& survey) {
  if (survey.frame.households_per_area != 1 && survey.frame.size_per_household != 1)
    return "frame.households_per_area counts households: leave frame.size_per_household out";
  return only_with(survey, "frame.households_per_area", survey.frame.size.empty(), "frame.size left out");
}

std::string wrong_grid_size(const Survey& survey) {
  if (survey.frame.is_raster())
    return missing(survey, "frame.grid_size", "how many people a PSU made of the raster's cells should have");
  return only_with(survey, "frame.grid_size", false, "a raster (" + endings_for(FileUse::people) + ") as frame.file");
}

std::string wrong_encoding(const Survey& survey) {
  const FrameSource& frame = survey.frame;
  const auto wrong = [](const std::string& key, const std::string& file, const std::string& encoding) -> std::string {
    if (encoding.empty()) return {};
    const FileKind kind = kind_of(file);
    if (kind != FileKind::text && kind != FileKind::statistics && !has_ending(file, ".shp"))
      return key + " goes with " + endings_of({FileKind::text, FileKind::statistics}) +
             ", and .shp, only; other files say how they are written";
    if (is_encoding(encoding)) return {};
    return key + " = \"" + printable(encoding) +
           "\" is unknown; it can be \"ISO-8859-1\", \"windows-1252\", \"UTF-16LE\"";
  };
  std::string out = wrong("frame.encoding", frame.file, frame.format.encoding);
  for (const FrameJoin& join : frame.joins)
    if (out.empty()) out = wrong("frame.join.encoding", join.file, join.format.encoding);
  return out;
}

std::string wrong_header_row(const Survey& survey) {
  const auto fits = [](const std::string& file, const TableFormat& format) {
    const FileKind kind = kind_of(file);
    return format.header_row == 1 || kind == FileKind::text || kind == FileKind::sheet;
  };
  const FrameSource& frame = survey.frame;
  const bool all = fits(frame.file, frame.format) &&
                   std::all_of(frame.joins.begin(), frame.joins.end(),
                               [&](const FrameJoin& join) { return fits(join.file, join.format); });
  return all ? std::string() : "frame.header_row goes with " + endings_of({FileKind::text, FileKind::sheet}) + " only";
}

std::string wrong_joins(const Survey& survey) {
  const std::vector<FrameJoin>& joins = survey.frame.joins;
  if (survey.frame.is_raster()) return only_with(survey, "frame.join", false, "a frame that is no raster");
  const auto grounds = std::count_if(joins.begin(), joins.end(), [](const FrameJoin& join) { return join.geometry; });
  return grounds > 1 ? "frame.join: the areas' geometry can be of one file only" : "";
}

std::string wrong_size_max(const Survey& survey) {
  const FrameSource& frame = survey.frame;
  if (frame.size_max == 0 || frame.size_max >= frame.size_min) return {};
  return "frame.size_max is " + number_text(frame.size_max) + ", below frame.size_min, " + number_text(frame.size_min);
}

std::string wrong_on_zero_size(const Survey& survey) {
  if (survey.frame.on_zero_size != OnZeroSize::minimum || survey.frame.size_min > 0) return {};
  return "frame.on_zero_size = \"minimum\" needs frame.size_min, the size that such areas get";
}

constexpr bool is_size(double x) {
  return x > 0 && x <= 1e9;
}
constexpr std::string_view kSizeShould = "above 0 and at most 1e9";

std::string wrong_decimal(const Survey& survey) {
  const std::string& decimal = survey.frame.numbers.decimal;
  return decimal == "." || decimal == "," ? std::string() : "frame.decimal should be \".\" or \",\"";
}

std::string wrong_thousands(const Survey& survey) {
  const NumberFormat& numbers = survey.frame.numbers;
  if (numbers.thousands.empty()) return {};
  if (numbers.thousands == numbers.decimal)
    return "frame.thousands is \"" + numbers.thousands + "\", as frame.decimal is; a sign can't be both";
  if (numbers.thousands.size() == 1 && std::string_view(",.' ").find(numbers.thousands) != std::string_view::npos)
    return {};
  return "frame.thousands should be \",\", \".\", \"'\" or \" \"";
}

std::string wrong_digits(const Survey& survey) {
  constexpr std::uint32_t kMost = 30;
  for (const auto& [column, digits] : survey.frame.digits)
    if (digits < 2 || digits > kMost)
      return "frame.digits should be from 2 to " + std::to_string(kMost) + ", and is " + std::to_string(digits) +
             " for " + printable(column);
  return "";
}

constexpr std::array kFrameRows = {
    Key{"frame.file", TextKey{place<&Survey::frame, &FrameSource::file>},
        "{layer}, or `\"PG:host=... dbname=...\"`; nothing virtual, nothing over a network", "required", wrong_file},
    Key{"frame.layer", TextKey{place<&Survey::frame, &FrameSource::layer>}, "layer or table", "the only one"},
    Key{"frame.encoding", TextKey{place<&Survey::frame, &FrameSource::format, &TableFormat::encoding>},
        "how a .csv, .shp or old .dta is written, where it is no UTF-8 and does not say so: `\"ISO-8859-1\"`, "
        "`\"windows-1252\"`, or another name of the IANA's list",
        "UTF-8, or what the file says", wrong_encoding},
    Key{"frame.crs", TextKey{place<&Survey::frame, &FrameSource::format, &TableFormat::crs>},
        "CRS of the coordinates, where the file says none (a shapefile without .prj, well-known text in a CSV): "
        "`\"EPSG:4210\"`",
        "what the file says"},
    Key{"frame.header_row",
        WholeKey{place<&Survey::frame, &FrameSource::format, &TableFormat::header_row>, 1},
        "row of a table (CSV or a sheet) that names the columns; what stands above is left out",
        {},
        wrong_header_row},
    Key{"frame.join", OwnKey{"a list of tables, [[frame.join]]", read_joins},
        "`[[frame.join]]` with `file`, `layer`, `on = { code = \"EA_NO\" }` (columns of the frame's file and what they "
        "are called in this one), `columns` (taken from here; left out: whatever the frame's file lacks), `geometry = "
        "true` (the areas' ground is here), `encoding`, `header_row`, `crs`: list, polygons and figures in different "
        "files",
        "none", wrong_joins},
    Key{"frame.id", ColumnsKey{place<&Survey::frame, &FrameSource::id>},
        "column that names each area once; or several that do together, `[\"county\", \"subcounty\"]`, joined by `/` "
        "and carried",
        "required", wrong_id},
    Key{"frame.digits", OwnKey{"a table of whole numbers such as { \"EA code\" = 11 }", read_digits},
        "codes that a spreadsheet took for numbers get their zeros back: columns of the frame's file, with the digits "
        "that a code of each has",
        "none", wrong_digits},
    Key{"frame.name", TextKey{place<&Survey::frame, &FrameSource::name>}, "column with the area's name"},
    Key{"frame.size", TextKey{place<&Survey::frame, &FrameSource::size>},
        "column with the measure of size; up to 1e9; it may be left out with methods that give every area the same "
        "probability",
        "required", wrong_size},
    Key{"frame.households_per_area",
        NumberKey{place<&Survey::frame, &FrameSource::households_per_area>, is_size, kSizeShould},
        "households of an area, about, where `frame.size` is left out", "none", wrong_households_per_area},
    Key{"frame.size_min", NumberKey{place<&Survey::frame, &FrameSource::size_min>, is_size, kSizeShould},
        "areas are drawn as if they had at least this size, also those of 0, which may have households now", "none"},
    Key{"frame.size_max", NumberKey{place<&Survey::frame, &FrameSource::size_max>, is_size, kSizeShould},
        "and at most this size", "none", wrong_size_max},
    Key{"frame.size_per_household",
        NumberKey{place<&Survey::frame, &FrameSource::size_per_household>, [](double x) { return x > 0 && x < 1000; },
                  "above 0, such as 4.4 where the size counts people"},
        "4.4 where the size counts people"},
    Key{"frame.grid_size",
        NumberKey{place<&Survey::frame, &FrameSource::grid_size>, [](double x) { return x > 0 && x < 1e9; },
                  "above 0: people wanted in a PSU, in the raster's units"},
        "of a raster as `frame.file` ({people}, of people per cell): people wanted in a PSU. Its cells are grouped "
        "inside `[boundaries]` ([how](../geo/README.md)); `id` and `size` are left out, and the boundaries' id can be "
        "a stratum",
        "none", wrong_grid_size},
    Key{"frame.strata", TextsKey{place<&Survey::frame, &FrameSource::strata>},
        "columns; their values joined by \" / \" name the stratum", "one stratum, \"all\""},
    Key{"frame.strata_from",
        OwnKey{"{ column = \"households\", method = \"cumulative-root-f\", count = 3 }", read_size_strata},
        "`{ column, method, count, cv }`: each of these strata parted by a column of numbers. `method`: "
        "`\"cumulative-root-f\"` (Dalenius and Hodges), `\"geometric\"` (Gunning and Horgan), "
        "`\"lavallee-hidiroglou\"` (for totals with this `cv`, 0.05 by default, the highest class taken whole). "
        "`count`: 2 to 50, or `\"auto\"`: as many as are worth it"},
    Key{"frame.order", OwnKey{"a list of columns, or \"hilbert\"", read_order},
        "columns for implicit stratification, in serpentine, then by id; `\"hilbert\"`: along Hilbert's curve over the "
        "map",
        "by id"},
    Key{"frame.carry", TextsKey{place<&Survey::frame, &FrameSource::carry>}, "columns to carry into tables and lists"},
    Key{"frame.exclude", TextKey{place<&Survey::frame, &FrameSource::exclude>},
        "a condition; areas of which it holds are left out, counted and reported: `\"security = 'closed' OR households "
        "< 5\"`. Columns, texts in single quotes, numbers, `= <> < <= > >= IN BETWEEN LIKE ILIKE IS NULL`, `AND OR "
        "NOT` and parentheses, of every format alike"},
    Key{"frame.missing", TextsKey{place<&Survey::frame, &FrameSource::missing>},
        "texts that stand for nothing in any column, such as `[\"NA\", \"-99\"]`", "an empty cell"},
    Key{"frame.decimal", TextKey{place<&Survey::frame, &FrameSource::numbers, &NumberFormat::decimal>},
        "sign before the decimals of sizes that are texts: `\".\"` or `\",\"`", "`\".\"`", wrong_decimal},
    Key{"frame.thousands", TextKey{place<&Survey::frame, &FrameSource::numbers, &NumberFormat::thousands>},
        "sign between groups of three digits: `\",\"`, `\".\"`, `\"'\"` or `\" \"`", "none", wrong_thousands},
    Key{"frame.on_missing_size", choice<OnUnusable, &Survey::frame, &FrameSource::on_missing_size>(),
        "what becomes of areas without a size"},
    Key{"frame.on_zero_size", choice<OnZeroSize, &Survey::frame, &FrameSource::on_zero_size>(),
        "what becomes of areas of size 0: `\"error\"`, `\"exclude\"`, `\"minimum\"` (they get `size_min`)",
        "exclude; with `size_min`, minimum", wrong_on_zero_size},
    Key{"frame.on_duplicate_id", choice<OnDuplicate, &Survey::frame, &FrameSource::on_duplicate_id>(),
        "what becomes of areas with the id of another: `\"error\"`, `\"merge\"` (sizes added, geometries united), "
        "`\"first\"` (by name, size and columns, for rows have no order)"},
    Key{"frame.on_lookalike", choice<OnLookalike, &Survey::frame, &FrameSource::on_lookalike>(),
        "what becomes of ids, and of names of strata, that differ only in letter case, spaces or what can't be seen"},
    Key{"frame.on_lost_zeros", choice<OnLostZeros, &Survey::frame, &FrameSource::on_lost_zeros>(),
        "what becomes of ids of digits that are shorter than the others, as if a spreadsheet had lost their zeros"},
    Key{"frame.on_total_row", choice<OnTotal, &Survey::frame, &FrameSource::on_total_row>(),
        "what becomes of rows that are the sum of others: of the rows above them, of their stratum, of the frame"},
    Key{"frame.on_absurd_share", choice<OnTotal, &Survey::frame, &FrameSource::on_absurd_share>(),
        "what becomes of an area that is larger than all others of the frame together, where there are 20 or more"},
    Key{"frame.on_missing_geometry", choice<OnGround, &Survey::frame, &FrameSource::on_missing_geometry>(),
        "what becomes of areas without geometry"},
    Key{"frame.on_odd_position", choice<OnGround, &Survey::frame, &FrameSource::on_odd_position>(),
        "what becomes of areas that are at 0, 0 or have longitude and latitude swapped, as the others show"},
};

}  // namespace

const KeySection kFrameKeys = {"frame",
                               "A database's password belongs into `~/.pgpass`, not into a survey file, which every "
                               "plan keeps a copy of.\nA table without geometry may say where its areas are in a "
                               "column `wkt` (or `geometry`, `geom`), or in `longitude` and\n`latitude` (WGS 84).\n"
                               "In files of Stata (.dta) and SPSS (.sav, .zsav), a column of numbers holds the "
                               "labels where every value has one, and a\ncolumn `NAME [code]` the numbers.",
                               kFrameRows};

}  // namespace fairdraw
