#include "planner/base/output_folder.h"
#include "tests/support/convert.h"
#include "tests/support/formats.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <unistd.h>

using namespace fairdraw;

namespace {

/// A PostgreSQL server with PostGIS on loopback, in a folder of its own, for the time of one test.
class Server {
 public:
  explicit Server(const test::TempFolder& folder) : folder_(folder.path().string()) {
    script_ = std::string(FAIRDRAW_SOURCE) + "/tests/support/postgis";
    const int status = std::system((script_ + " start '" + folder_ + "' > '" + folder_ + "/postgis.log' 2>&1").c_str());
    skipped_ = status != 0 && WEXITSTATUS(status) == 77;
    running_ = status == 0;
  }
  ~Server() {
    if (running_) std::system((script_ + " stop '" + folder_ + "' > /dev/null 2>&1").c_str());
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  bool skipped() const { return skipped_; }
  bool running() const { return running_; }
  std::string log() const { return read_file(folder_ + "/postgis.log"); }
  std::string connection() const {
    return "PG:host=127.0.0.1 port=" + read_file(folder_ + "/port") + " user=postgres dbname=frames";
  }

 private:
  std::string folder_;
  std::string script_;
  bool skipped_ = false;
  bool running_ = false;
};

}  // namespace

TEST_CASE("a frame in PostGIS gives the same tables as in a GeoPackage") {
  const test::FrameInFormats frame;
  const test::TempFolder folder;
  const Server server(folder);
  if (server.skipped()) {
    MESSAGE("skipped: " << server.log());
    return;
  }
  CAPTURE(server.log());
  REQUIRE(server.running());
  test::convert(frame.folder / "frame.gpkg", server.connection(), "PostgreSQL",
                {"-nln", "areas", "-lco", "GEOMETRY_NAME=geom"});
  CHECK(frame.draw(server.connection(), "areas") == frame.draw("frame.gpkg"));
}
