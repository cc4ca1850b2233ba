#pragma once

#include <string>

namespace fairdraw {

/// Messages for people, on stderr, one line each.
void start_messages();
void say(const std::string& message);
void warn(const std::string& message);
void complain(const std::string& message);

/// Shows how far work is on a terminal, and nothing where stderr is none. Overwrites its own line.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void at(std::size_t done, std::size_t of);

 private:
  std::string what_;
  bool shown_ = false;
  long long next_ = 0;
};

}  // namespace fairdraw
