#pragma once

#include <exception>
#include <string>
#include <vector>

namespace fairdraw {

/// What kind of thing went wrong. The value is the program's exit code.
enum class ErrorKind {
  answer = 1,  ///< the work was done and the answer is no
  usage = 2,   ///< the command, the survey file or the data is wrong
  system = 3,  ///< disk, permission or memory failed
};

/// The one exception of the project: complaints written for the person who can mend them, one line each.
class Error : public std::exception {
 public:
  Error(ErrorKind kind, std::string message);
  Error(ErrorKind kind, std::vector<std::string> messages);

  ErrorKind kind() const noexcept { return kind_; }
  const std::vector<std::string>& messages() const noexcept { return messages_; }
  const char* what() const noexcept override { return joined_.c_str(); }

 private:
  ErrorKind kind_;
  std::vector<std::string> messages_;
  std::string joined_;
};

/// Gathers complaints so that all are reported together: the first 20, and how many more there are.
class Complaints {
 public:
  void add(std::string message);
  bool empty() const noexcept { return count_ == 0; }

  /// Throws Error(kind) with everything gathered; does nothing where nothing was.
  void throw_if_any(ErrorKind kind) const;

 private:
  static constexpr std::size_t kShown = 20;
  std::vector<std::string> shown_;
  std::size_t count_ = 0;
};

}  // namespace fairdraw
