#include "planner/cli/messages.h"

#include <chrono>
#include <cstdio>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

namespace fairdraw {

void start_messages() {
  auto logger = std::make_shared<spdlog::logger>("fairdraw", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("fairdraw: %l: %v");
  spdlog::set_default_logger(std::move(logger));
}

// The text is an argument, never the format: names from files may hold braces.
void say(const std::string& message) {
  spdlog::info("{}", message);
}
void warn(const std::string& message) {
  spdlog::warn("{}", message);
}
void complain(const std::string& message) {
  spdlog::error("{}", message);
}

namespace {

long long milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

Progress::Progress(std::string what) : what_(std::move(what)), next_(milliseconds() + 1000) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\033[K", stderr);
}

void Progress::at(std::size_t done, std::size_t of) {
  if (of == 0 || milliseconds() < next_ || ::isatty(STDERR_FILENO) == 0) return;
  next_ = milliseconds() + 100;
  shown_ = true;
  std::fprintf(stderr, "\r%s %zu %%\033[K", what_.c_str(), 100 * done / of);
  std::fflush(stderr);
}

}  // namespace fairdraw
