#include "geo/open/country_writer.h"
#include "planner/base/output_folder.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/synth/country.h"

#include <memory>

namespace fairdraw {
namespace {

struct SynthOptions {
  std::string output;
  std::uint32_t areas = 12'000;
  std::string seed = "Sampleland";
  bool force = false;
};

constexpr std::string_view kReadme =
    "A country made up by fairdraw synth: no place, name or number in it is real.\nframe.gpkg       enumeration areas: "
    "households, children aged 12-17, how many of them are online\nregions.gpkg     regions and their census totals; "
    "districts.gpkg the same for districts\nrivers.gpkg, roads.gpkg, places.gpkg, buildings.fgb   what maps draw "
    "beneath the areas\n";

int synth(const SynthOptions& options) {
  OutputFolder folder(options.output, "MADE-UP.txt", options.force);
  const Country country = make_country(options.areas, options.seed);
  {
    Progress progress("writing areas");
    write_country(
        country, folder.path(),
        [&](const MadeUpArea& area, std::uint32_t most) { return make_buildings(area, most, options.seed); },
        [&](std::size_t done, std::size_t of) { progress.at(done, of); });
  }
  folder.write("MADE-UP.txt", kReadme);
  folder.commit();
  say(options.output + ": a made-up country of " + std::to_string(country.areas.size()) + " areas in " +
      std::to_string(country.regions.size()) + " regions");
  return kYes;
}

}  // namespace

void add_synth(CommandLine& line) {
  auto options = std::make_shared<SynthOptions>();
  Command command = line.add("synth", "Makes a country up: frame, boundaries, rivers, roads, buildings.",
                             "fairdraw synth -o country --areas 2000", [options] { return synth(*options); });
  command.required("-o,--output", &options->output, "Folder to make");
  command.defaulted("--areas", &options->areas, "Enumeration areas (60 to 5000000)");
  command.defaulted("--seed", &options->seed, "Any text; the same text gives the same country");
  command.force(options->force, "a made-up country that exists");
}

}  // namespace fairdraw
