#include "geo/frame_summary.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/whole_file.h"
#include "planner/frame/guess.h"

#include <cstdio>
#include <filesystem>
#include <memory>

namespace fairdraw {
namespace fs = std::filesystem;
namespace {

struct InitOptions {
  std::string frame;
  std::string layer;
  std::string output;
  bool force = false;
};

int init(const InitOptions& options) {
  const FrameSummary frame = summarise_frame(options.frame, options.layer);
  const ColumnGuess guess = guess_columns(frame);
  const fs::path folder = options.output.empty() ? fs::current_path() : fs::absolute(options.output).parent_path();
  const bool database = options.frame.starts_with("PG:");
  const std::string path =
      database ? options.frame : fs::absolute(options.frame).lexically_proximate(folder).generic_string();
  const std::string text = draft_survey(frame, guess, path);
  if (options.output.empty())
    std::fputs(text.c_str(), stdout);
  else {
    write_whole_file(options.output, text, options.force);
    say(options.output + ": a draft for " + std::to_string(frame.areas) + " areas; read it, then run fairdraw check " +
        options.output);
  }
  return kYes;
}

}  // namespace

void add_init(CommandLine& line) {
  auto options = std::make_shared<InitOptions>();
  CLI::App* command = line.add("init", "Writes a commented survey file for a frame's columns.",
                               "fairdraw init examples/sampleland/generated/frame.gpkg -o draft.toml",
                               [options] { return init(*options); });
  command->add_option("frame", options->frame, "Frame: .gpkg, .shp, .geojson, .fgb, .csv, .xlsx, .ods or PG:...")
      ->required();
  command->add_option("--layer", options->layer, "Layer of it, where there are several");
  command->add_option("-o,--output", options->output, "Survey file to write (default: to stdout)");
  command->add_flag("--force", options->force, "Replace the file where it exists");
}

}  // namespace fairdraw
