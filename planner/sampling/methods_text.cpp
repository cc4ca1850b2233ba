#include "planner/sampling/methods.h"

namespace fairdraw {
namespace {

std::string_view name_of(Keeps keeps) {
  switch (keeps) {
    case Keeps::exactly:
      return "as asked";
    case Keeps::nearly:
      return "nearly as asked";
    case Keeps::own:
      return "its own, exact";
    case Keeps::groups:
      return "given the groups";
  }
  return "";
}

std::string_view name_of(JointKnowledge joint) {
  switch (joint) {
    case JointKnowledge::exact:
      return "exact";
    case JointKnowledge::approximate:
      return "Hájek's approximation";
    case JointKnowledge::none:
      return "none";
  }
  return "";
}

/// What is known of the joint probabilities, in the table of methods.
std::string joint_text(const Method& method) {
  return std::string(name_of(method.joint)) + (method.separates ? ", some are 0" : "");
}

std::string needs_of(const Method& method) {
  std::string needs;
  const auto add = [&](bool does, std::string_view what) {
    if (does) needs += (needs.empty() ? "" : ", ") + std::string(what);
  };
  add(method.needs_positions, "positions (`spread`)");
  add(method.needs_balance, "`balance`");
  add(method.takes_two, "strata of two");
  add(method.must_repeat, "`certainty = \"hits\"`");
  return needs;
}

}  // namespace

std::string methods_in_markdown() {
  std::string out =
      "| method | what it does | inclusion probabilities | joint probabilities | sample size | needs | source |\n| --- "
      "| --- | --- | --- | --- | --- | --- |\n";
  for (const Method& method : methods()) {
    out += "| `" + std::string(method.name) + "` | " + std::string(method.what) + " | " +
           (method.equal ? "equal" : std::string(name_of(method.keeps))) + " | " + joint_text(method) + " | " +
           (method.fixed_size ? "fixed" : "random") + " | " + needs_of(method) + " | " + std::string(method.source) +
           " |\n";
  }
  return out;
}

std::string methods_in_text() {
  std::string out = "Methods (areas.method):\n";
  for (const Method& method : methods()) {
    std::string what(method.what);
    std::erase(what, '`');
    out += "  " + std::string(method.name) + std::string(26 - method.name.size(), ' ') + what + "\n";
  }
  return out;
}

}  // namespace fairdraw
