#include "config/survey.h"
#include "geo/read/frame_reader.h"
#include "tests/bench/side_by_side.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <gdal_priv.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace fairdraw;
namespace fs = std::filesystem;

std::string survey_text(const std::string& folder) {
  return "[survey]\ncountry = \"SLD\"\nseed = \"bench\"\n[yields]\neligible = 0.4\n[frame]\nfile = \"" + folder +
         "/frame.gpkg\"\nlayer = \"areas\"\nid = \"ea_code\"\nname = \"ea_name\"\nsize = \"households\"\nstrata = "
         "[\"region\", \"urban\"]\n"
         "order = [\"district\", \"ward\"]\ncarry = [\"district\", \"ward\"]\n[areas]\ncount = 200\nreserve_replicates "
         "= 1\n[households]\ntake = 10\n";
}

/// Reads the same columns through the Arrow stream and does nothing with them.
void bare_scan(const std::string& folder) {
  struct Close {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
  };
  const std::unique_ptr<GDALDataset, Close> dataset(
      GDALDataset::Open((folder + "/frame.gpkg").c_str(), GDAL_OF_VECTOR));
  OGRLayer* layer = dataset->GetLayerByName("areas");
  const char* ignored[] = {"language",     "population", "children", "children_online",
                           "OGR_GEOMETRY", "OGR_STYLE",  nullptr};
  layer->SetIgnoredFields(ignored);
  ArrowArrayStream stream{};
  layer->GetArrowStream(&stream, nullptr);
  while (true) {
    ArrowArray batch{};
    stream.get_next(&stream, &batch);
    if (batch.release == nullptr) break;
    batch.release(&batch);
  }
  stream.release(&stream);
}

void read_a_million(benchmark::State& state) {
  GDALAllRegister();
  const std::string folder = bench::million();
  const Survey survey = parse_survey(survey_text(folder), "bench.toml");
  bench::side_by_side(
      state, [&] { benchmark::DoNotOptimize(read_frame(survey, false).areas()); }, [&] { bare_scan(folder); });
}

/// The whole program, hashing of the file and process start included; peak memory of the process beside it.
void draw_from_a_million(benchmark::State& state) {
  GDALAllRegister();
  const std::string folder = bench::million();
  const fs::path work = fs::temp_directory_path() / "fairdraw-bench-draw";
  fs::create_directories(work);
  std::ofstream(work / "survey.toml") << survey_text(folder);
  double most_megabytes = 0;
  const auto draw = [&] {
    const pid_t process = ::fork();
    if (process == 0) {
      ::execl(FAIRDRAW_BINARY, "fairdraw", "draw", (work / "survey.toml").c_str(), "-o", (work / "plan").c_str(),
              "--tables-only", "--force", nullptr);
      ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    ::wait4(process, &status, 0, &usage);
    if (status != 0) state.SkipWithError("draw failed");
    most_megabytes = std::max(most_megabytes, static_cast<double>(usage.ru_maxrss) / 1024);
  };
  bench::side_by_side(state, draw, [&] { bare_scan(folder); });
  state.counters["peak_MB"] = most_megabytes;
  fs::remove_all(work);
}

BENCHMARK(read_a_million)->UseManualTime()->Iterations(10)->Unit(benchmark::kMillisecond);
BENCHMARK(draw_from_a_million)->UseManualTime()->Iterations(10)->Unit(benchmark::kMillisecond);

}  // namespace
