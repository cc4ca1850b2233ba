#include "planner/base/error.h"

#include <utility>

namespace fairdraw {

Error::Error(ErrorKind kind, std::string message) : Error(kind, std::vector<std::string>{std::move(message)}) {}

Error::Error(ErrorKind kind, std::vector<std::string> messages) : kind_(kind), messages_(std::move(messages)) {
  for (const std::string& message : messages_) {
    if (!joined_.empty()) joined_ += '\n';
    joined_ += message;
  }
}

void Complaints::add(std::string message) {
  ++count_;
  if (shown_.size() < kShown) shown_.push_back(std::move(message));
}

void Complaints::throw_if_any(ErrorKind kind) const {
  if (empty()) return;
  std::vector<std::string> messages = shown_;
  if (count_ > shown_.size()) messages.push_back("and " + std::to_string(count_ - shown_.size()) + " more of the same");
  throw Error(kind, std::move(messages));
}

}  // namespace fairdraw
