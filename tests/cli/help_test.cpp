#include "tests/support/program.h"

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("every command explains itself and ends with an example") {
  for (const char* command :
       {"init", "check", "study", "design", "simulate", "draw", "households", "verify", "synth"}) {
    const test::Outcome outcome = test::run({command, "--help"});
    CAPTURE(command);
    CHECK(outcome.code == 0);
    CHECK(outcome.out.find(std::string("Example:\n  fairdraw ") + command) != std::string::npos);
  }
  CHECK(test::run({"--version"}).out.starts_with("fairdraw 0."));
}

TEST_CASE("a wrong command line is a usage error in one line") {
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {}, {"drwa"}, {"draw"}, {"check", "a", "--jsn"}, {"synth", "-o", "x", "--areas", "many"}}) {
    const test::Outcome outcome = test::run(arguments);
    CHECK(outcome.code == 2);
    CHECK(outcome.err.starts_with("fairdraw: error: "));
  }
}
