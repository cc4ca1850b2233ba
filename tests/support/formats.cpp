#include "tests/support/formats.h"

#include "geo/open/country_writer.h"
#include "planner/base/output_folder.h"
#include "planner/record/manifest.h"
#include "planner/synth/country.h"
#include "tests/support/convert.h"
#include "tests/support/program.h"

#include <filesystem>
#include <stdexcept>

namespace fairdraw::test {
namespace fs = std::filesystem;

FrameInFormats::FrameInFormats() {
  write_country(
      make_country(300, "formats"), folder.path(),
      [](const MadeUpArea& area, std::uint32_t most) { return make_buildings(area, most, "formats"); },
      [](std::size_t, std::size_t) {});
  fs::rename(folder / "frame.gpkg", folder / "long.gpkg");
  convert(
      folder / "long.gpkg", folder / "frame.gpkg", "GPKG",
      {"-sql",
       "SELECT ea_code AS code, ea_name AS name, district AS distr, region, urban, households AS hh, geom FROM areas",
       "-nln", "areas"});
}

std::map<std::string, std::string> FrameInFormats::draw(const std::string& file, const std::string& layer) const {
  const std::string survey = folder.write(
      "s.toml",
      "[survey]\ncountry = \"SLD\"\nseed = \"s\"\n[yields]\neligible = 0.5\nhousehold = 1\nchild = 1\ncaregiver = "
      "1\n[frame]\nfile = \"" +
          file + "\"\n" + (layer.empty() ? "" : "layer = \"" + layer + "\"\n") +
          "id = \"code\"\nname = \"name\"\nsize = \"hh\"\nstrata = [\"region\", \"urban\"]\norder = [\"distr\"]\n"
          "carry = [\"distr\"]\n[areas]\ncount = 40\nreserve_replicates = 1\n[households]\nmode = "
          "\"random-walk\"\ntake = 4\n");
  const Outcome outcome = run({"draw", survey, "-o", folder / "plan", "--tables-only", "--force"});
  if (outcome.code != 0) throw std::runtime_error(outcome.err);
  std::map<std::string, std::string> result;
  for (const auto& entry : fs::directory_iterator(folder / "plan" / "tables"))
    result["tables/" + entry.path().filename().string()] = read_file(entry.path());
  result["content"] =
      parse_manifest(read_file(folder / "plan" / "manifest.json"), "manifest.json").input("frame")->content;
  return result;
}

}  // namespace fairdraw::test
