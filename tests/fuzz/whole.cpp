// Damages whole files of every format that is read, and runs the program's commands on them, as tests/fuzz/whole does.
//   whole COUNT SEED [FIRST [KEEP]]   cases FIRST to FIRST + COUNT - 1, each of which depends on the seed and its
//   number alone; the files of those that ended in a fault are kept in the folder KEEP
#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/fuzz/mutation.h"
#include "tests/fuzz/second_reader.h"
#include "tests/support/convert.h"
#include "tests/support/formats.h"
#include "tests/support/program.h"
#include "tests/support/raster.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gdal_priv.h>
#include <gdal_utils.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
using namespace fairdraw::test;
namespace fs = std::filesystem;

namespace {

constexpr unsigned kSeconds = 20;  // after which a run counts as one that hangs

using Line = std::vector<std::string>;

/// Files that belong together, of which one is damaged, and what is run on them. %s in a line stands for the survey
/// file, %d for the damaged file and %p for the plan folder, all in the case's own folder.
struct Kind {
  std::string name;
  std::vector<std::string> files;    ///< all of the folder that are copied
  std::vector<std::string> damaged;  ///< those of them that are damaged, one at a time
  std::string survey;
  std::vector<Line> lines;
  bool zip = false;    ///< damaged within as well
  bool frame = false;  ///< a draw's rows are counted
};

const std::string kHead =
    "[survey]\ncountry = \"SLD\"\nseed = \"s\"\n[yields]\neligible = 0.5\nhousehold = 1\nchild = 1\ncaregiver = 1\n";

std::string survey_of(const std::string& frame, const std::string& more = "") {
  return kHead + "[frame]\nfile = \"" + frame +
         "\"\nid = \"code\"\nname = \"name\"\nsize = \"hh\"\nstrata = [\"region\", \"urban\"]\norder = [\"distr\"]\n"
         "[areas]\ncount = 40\nreserve_replicates = 1\n[households]\nmode = \"listing\"\ntake = 4\n" +
         more;
}

const std::vector<Line> kFrameLines = {
    {"check", "%s"},
    {"init", "%d", "-o", "%f/draft.toml"},
    {"design", "%s"},
    {"simulate", "%s", "--draws", "100"},
    {"study", "%s", "--draws", "100", "--method", "systematic"},
    {"draw", "%s", "-o", "%f/plan", "--tables-only"},
    {"draw", "%s", "-o", "%f/plan", "--tables-only"},  // after which rows are counted
};

std::vector<Kind> kinds() {
  std::vector<Kind> out;
  const auto frame = [&](const std::string& file, std::vector<std::string> parts = {}, bool zip = false) {
    if (parts.empty()) parts = {file};
    out.push_back({file, parts, parts, survey_of(file), kFrameLines, zip, true});
  };
  frame("frame.csv");
  frame("frame.csv.gz");
  frame("frame.xlsx", {}, true);
  frame("frame.ods", {}, true);
  frame("frame.gpkg");
  frame("frame.fgb");
  frame("frame.shp", {"frame.shp", "frame.shx", "frame.dbf", "frame.prj"});
  frame("frame.geojson");
  const Line drawn = {"draw", "%s", "-o", "%f/plan"};
  const Line tables = {"draw", "%s", "-o", "%f/plan", "--tables-only"};
  const auto laid = [&](const std::string& file, const std::string& maps) {
    std::string survey = survey_of("frame.gpkg", "[maps]\n" + maps);
    survey.replace(survey.find("count = 40"), 10, "count = 2\nminimum_per_stratum = 1").append("\n");
    survey.replace(survey.find("strata ="), 28, "strata = []");
    out.push_back({file + " beneath maps", {"frame.gpkg", file}, {file}, survey, {drawn, {"check", "%s"}}});
  };
  laid("ground.tif", "basemap = \"ground.tif\"\n");
  laid("ground.mbtiles", "basemap = \"ground.mbtiles\"\n");
  laid("buildings.fgb", "layers = [{ file = \"buildings.fgb\", style = \"building\" }]\n");
  laid("roads.gpkg", "layers = [{ file = \"roads.gpkg\", style = \"road\" }]\n");
  out.push_back({"people.tif",
                 {"people.tif", "regions.gpkg"},
                 {"people.tif"},
                 kHead + "[frame]\nfile = \"people.tif\"\ngrid_size = 200\nstrata = [\"region\"]\n[boundaries]\nfile = "
                         "\"regions.gpkg\"\nid = \"region\"\n[areas]\ncount = 20\n[households]\nmode = \"listing\"\n"
                         "take = 4\n",
                 {tables, {"check", "%s"}}});
  out.push_back({"regions.gpkg",
                 {"frame.gpkg", "regions.gpkg"},
                 {"regions.gpkg"},
                 survey_of("frame.gpkg", "[boundaries]\nfile = \"regions.gpkg\"\nid = \"region\"\n"),
                 {tables, {"check", "%s"}}});
  const auto listing = [&](const std::string& file, bool zip) {
    out.push_back({file,
                   {"frame.gpkg", "survey.toml", "plan", file},
                   {file},
                   "",
                   {{"households", "%f/plan", "--listing", "%d"}},
                   zip});
  };
  listing("listing.csv", false);
  listing("listing.xlsx", true);
  listing("listing.ods", true);
  listing("listing.gpkg", false);
  out.push_back({"plan",
                 {"frame.gpkg", "survey.toml", "plan", "listing.csv"},
                 {},  // any file of the plan
                 "",
                 {{"verify", "%f/plan"},
                  {"households", "%f/plan", "--listing", "%f/listing.csv"},
                  {"release", "%f/plan", "--replicate", "1", "--why", "tried"}}});
  out.push_back(
      {"survey file", {"frame.gpkg", "survey.toml"}, {"survey.toml"}, "", {tables, {"check", "%s"}, {"design", "%s"}}});
  return out;
}

/// Every file that a kind names, sound.
void make_originals(const FrameInFormats& base) {
  const fs::path folder = base.folder.path();
  const std::string frame = base.folder / "frame.gpkg";
  convert(frame, base.folder / "frame.csv", "CSV", {"-lco", "GEOMETRY=AS_WKT"});
  convert(frame, base.folder / "frame.fgb", "FlatGeobuf");
  convert(frame, base.folder / "frame.shp", "ESRI Shapefile");
  convert(frame, base.folder / "frame.geojson", "GeoJSON");
  convert_to_table(frame, base.folder / "frame.xlsx", "XLSX");
  convert_to_table(frame, base.folder / "frame.ods", "ODS");
  VSILFILE* packed = VSIFOpenL(("/vsigzip/" + (base.folder / "frame.csv.gz").string()).c_str(), "wb");
  const std::string text = read_file(base.folder / "frame.csv");
  VSIFWriteL(text.data(), 1, text.size(), packed);
  VSIFCloseL(packed);
  const RasterLayout layout{.rows = 120, .columns = 120, .west = 34, .north = -1, .cell = 0.05, .tile = 16};
  write_raster(base.folder / "people.tif", layout,
               [](std::uint32_t row, std::uint32_t column) { return static_cast<float>((row * 7 + column * 3) % 40); });
  const GDALDatasetUniquePtr people(GDALDataset::Open((base.folder / "people.tif").c_str(), GDAL_OF_RASTER));
  for (const auto& [name, driver] : {std::pair{"ground.tif", "GTiff"}, std::pair{"ground.mbtiles", "MBTiles"}}) {
    std::string scale = "-scale", type = "-ot", byte = "Byte", format = "-of", chosen = driver;
    std::vector<char*> words = {scale.data(), type.data(), byte.data(), format.data(), chosen.data(), nullptr};
    GDALTranslateOptions* options = GDALTranslateOptionsNew(words.data(), nullptr);
    GDALDatasetH made = GDALTranslate((base.folder / name).c_str(), people.get(), options, nullptr);
    GDALTranslateOptionsFree(options);
    if (made == nullptr) throw std::runtime_error(std::string("can't make ") + name);
    GDALClose(made);
  }
  base.folder.write("survey.toml", survey_of("frame.gpkg"));
  const Outcome drawn =
      run({"draw", base.folder / "survey.toml", "-o", base.folder / "plan", "--tables-only", "--force"});
  if (drawn.code != 0) throw std::runtime_error(drawn.err);
  const CsvTable psus = parse_csv(read_file(base.folder / "plan" / "tables" / "psus.csv"), "psus.csv");
  std::string listing = "psu_id,household_id,eligible_children\n";
  for (const auto& psu : psus.records)
    for (int household = 1; household <= 20 && psu[*psus.column("replicate")] == "0"; ++household)
      listing +=
          psu[*psus.column("psu_id")] + "," + std::to_string(household) + "," + std::to_string(household % 3) + "\n";
  base.folder.write("listing.csv", listing);
  for (const auto& [name, driver] :
       {std::pair{"listing.xlsx", "XLSX"}, std::pair{"listing.ods", "ODS"}, std::pair{"listing.gpkg", "GPKG"}})
    convert(base.folder / "listing.csv", base.folder / name, driver, {"-oo", "AUTODETECT_TYPE=NO"});
}

/// How a case ended.
struct Verdict {
  std::string kind;
  int code = 0;
  std::string fault;  ///< empty: none
};

/// Whether a draw read as many rows as a second reader does.
std::string rows_lost(const fs::path& file, const fs::path& plan) {
  const auto second = rows_by_second_reader(file);
  if (!second) return "drawn from a file that a second reader can't read";
  const nlohmann::json manifest = nlohmann::json::parse(read_file(plan / "manifest.json"));
  const nlohmann::json& counts = manifest.at("counts");
  const std::size_t read = counts.at("frame_areas").get<std::size_t>() + counts.at("excluded").get<std::size_t>();
  if (read == *second) return "";
  return std::to_string(read) + " rows read, " + std::to_string(*second) + " by a second reader";
}

/// A kind's files in a folder of their own.
class Room {
 public:
  Room(const Kind& kind, const fs::path& originals) : kind_(kind) {
    for (const std::string& file : kind.files) fs::copy(originals / file, folder_ / file, fs::copy_options::recursive);
    if (!kind.survey.empty()) folder_.write("survey.toml", kind.survey);
  }

  /// @return the file that was damaged
  fs::path damage(std::mt19937_64& random) const {
    std::vector<fs::path> candidates;
    for (const std::string& file : kind_.damaged) candidates.push_back(folder_ / file);
    if (candidates.empty()) {
      for (const auto& entry : fs::recursive_directory_iterator(folder_ / "plan"))
        if (entry.is_regular_file()) candidates.push_back(entry.path());
      std::sort(candidates.begin(), candidates.end());
    }
    fs::path damaged = candidates[random() % candidates.size()];
    if (kind_.zip && random() % 3 != 0)
      mutate_member(damaged, random);
    else
      folder_.write(fs::relative(damaged, folder_.path()), mutated(read_file(damaged), random));
    return damaged;
  }

  /// The file that lines name.
  fs::path named() const { return folder_ / (kind_.damaged.empty() ? "plan" : kind_.damaged.front()); }

  Outcome run_line(Line line) const {
    for (std::string& word : line)
      for (const auto& [mark, text] : {std::pair<std::string, std::string>{"%s", folder_ / "survey.toml"},
                                       {"%d", named().string()},
                                       {"%f", folder_.path().string()}})
        if (const std::size_t at = word.find(mark); at != std::string::npos) word.replace(at, 2, text);
    return run(line, kSeconds);
  }

  fs::path plan() const { return folder_ / "plan"; }
  const fs::path& path() const { return folder_.path(); }

 private:
  const Kind& kind_;
  TempFolder folder_;
};

/// Sound files must do: else the damage would never be met.
void require_sound(const Kind& kind, const fs::path& originals) {
  for (const Line& line : kind.lines) {
    const Room room(kind, originals);
    const Outcome outcome = room.run_line(line);
    const std::string lost =
        kind.frame && line.front() == "draw" && outcome.code == 0 ? rows_lost(room.named(), room.plan()) : "";
    if (outcome.code < 0 || outcome.code > 1 || !lost.empty())
      throw std::runtime_error(kind.name + ", sound, " + line.front() + ": " + outcome.err + lost);
  }
}

/// @param keep  gets the files of a case that ended in a fault; empty: they are not kept
Verdict tried(const Kind& kind, const fs::path& originals, std::mt19937_64& random, const fs::path& keep) {
  const Room room(kind, originals);
  const fs::path damaged = room.damage(random);
  const Line& line = kind.lines[random() % kind.lines.size()];
  const Outcome outcome = room.run_line(line);
  Verdict verdict{kind.name + ", " + line.front(), outcome.code, ""};
  if (outcome.code == -SIGALRM)
    verdict.fault = "not done after " + std::to_string(kSeconds) + " s";
  else if (outcome.code < 0)
    verdict.fault = "stopped by signal " + std::to_string(-outcome.code);
  else if (outcome.code > 2)
    verdict.fault = "exit " + std::to_string(outcome.code) + ": " + outcome.err;
  else if (outcome.code != 0 && outcome.err.empty() && outcome.out.empty())
    verdict.fault = "says nothing";
  else if (kind.frame && line.front() == "draw" && outcome.code == 0)
    verdict.fault = rows_lost(room.named(), room.plan());
  if (!verdict.fault.empty() && !keep.empty()) fs::copy(room.path(), keep, fs::copy_options::recursive);
  return verdict;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::fprintf(stderr, "whole COUNT SEED [FIRST [KEEP]]\n");
    return 2;
  }
  GDALAllRegister();
  CPLPushErrorHandler(CPLQuietErrorHandler);
  const std::uint64_t cases = std::strtoull(words[1], nullptr, 10);
  const std::uint64_t seed = std::strtoull(words[2], nullptr, 10);
  const std::uint64_t first = count > 3 ? std::strtoull(words[3], nullptr, 10) : 0;
  const fs::path keep = count > 4 ? words[4] : "";
  if (!keep.empty()) fs::create_directories(keep);
  const FrameInFormats base;
  make_originals(base);
  const std::vector<Kind> all = kinds();
  for (const Kind& kind : all) require_sound(kind, base.folder.path());
  std::atomic<std::uint64_t> next{first};
  std::mutex guard;
  std::map<std::string, std::map<int, std::uint64_t>> ends;
  std::uint64_t faults = 0;
  const auto work = [&] {
    for (std::uint64_t i = next++; i < first + cases; i = next++) {
      std::seed_seq mixed{seed, i};
      std::mt19937_64 random(mixed);
      const Kind& kind = all[random() % all.size()];
      const Verdict verdict = tried(kind, base.folder.path(), random, keep.empty() ? keep : keep / std::to_string(i));
      const std::lock_guard lock(guard);
      ++ends[verdict.kind][verdict.code];
      if (verdict.fault.empty()) continue;
      ++faults;
      std::printf("case %llu: %s: %s\n", static_cast<unsigned long long>(i), verdict.kind.c_str(),
                  verdict.fault.c_str());
      std::fflush(stdout);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  for (const auto& [kind, codes] : ends) {
    std::printf("%-40s", kind.c_str());
    for (const auto& [code, times] : codes)
      std::printf("  exit %d: %llu", code, static_cast<unsigned long long>(times));
    std::printf("\n");
  }
  std::printf("%llu cases, %llu faults\n", static_cast<unsigned long long>(cases),
              static_cast<unsigned long long>(faults));
  return faults == 0 ? 0 : 1;
}
