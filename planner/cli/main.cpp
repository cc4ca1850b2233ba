#include "geo/open/gdal_ready.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"

#include <cstdio>
#include <new>

#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char** argv) {
  using namespace fairdraw;
  ::umask(077);  // whatever is written is for its owner
  forget_outside_settings();
  start_messages();
  try {
    CommandLine line;
    add_init(line);
    add_check(line);
    add_study(line);
    add_simulate(line);
    add_design(line);
    add_draw(line);
    add_households(line);
    add_release(line);
    add_verify(line);
    add_synth(line);
    return line.run(argc, argv);
  } catch (const Error& error) {
    for (const std::string& message : error.messages()) complain(message);
    return static_cast<int>(error.kind());
  } catch (const std::bad_alloc&) {
    complain("memory ran out");
  } catch (const std::exception& error) {
    complain("something went wrong that fairdraw does not know: " + words_of("a library", error.what()));
  }
  return static_cast<int>(ErrorKind::system);
}
