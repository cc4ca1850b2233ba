#include "tests/support/program.h"

#include <csignal>
#include <cstdio>
#include <stdexcept>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fairdraw::test {
namespace {

pid_t start(const std::vector<std::string>& arguments, int out, int err, unsigned seconds = 0) {
  std::vector<std::string> words = {FAIRDRAW_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> raw;
  for (std::string& word : words) raw.push_back(word.data());
  raw.push_back(nullptr);
  const pid_t process = ::fork();
  if (process != 0) return process;
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  ::alarm(seconds);
  ::execv(FAIRDRAW_BINARY, raw.data());
  ::_exit(127);
}

/// A file without a name, for output of any length.
class Capture {
 public:
  Capture() : file_(std::tmpfile()) {
    if (file_ == nullptr) throw std::runtime_error("no temporary file can be made");
  }
  ~Capture() { std::fclose(file_); }
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;
  int descriptor() const { return ::fileno(file_); }
  std::string text() {
    std::rewind(file_);
    std::string out;
    char buffer[4096];
    while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, file_)) out.append(buffer, got);
    return out;
  }

 private:
  std::FILE* file_;
};

}  // namespace

std::filesystem::path program_file() {
  return FAIRDRAW_BINARY;
}

Outcome run(const std::vector<std::string>& arguments, unsigned seconds) {
  Capture out;
  Capture err;
  const pid_t process = start(arguments, out.descriptor(), err.descriptor(), seconds);
  int status = 0;
  ::waitpid(process, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), out.text(), err.text()};
}

void run_and_kill(const std::vector<std::string>& arguments, unsigned microseconds) {
  Capture out;
  const pid_t process = start(arguments, out.descriptor(), out.descriptor());
  ::usleep(microseconds);
  ::kill(process, SIGKILL);
  int status = 0;
  ::waitpid(process, &status, 0);
}

}  // namespace fairdraw::test
