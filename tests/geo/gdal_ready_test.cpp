#include "geo/open/gdal_ready.h"

#include "geo/open/source.h"
#include "planner/base/error.h"
#include "tests/support/listener.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include <arpa/inet.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <doctest/doctest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace fairdraw;
using namespace fairdraw::test;

TEST_CASE("a listener hears a call, so that its silence means something") {
  const Listener listener;
  CHECK_FALSE(listener.called());
  const int caller = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(listener.address().substr(10))));
  REQUIRE(::connect(caller, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
  CHECK(listener.called());
  ::close(caller);
}

TEST_CASE("a layer whose CRS is a link is refused in every role, and nothing is asked") {
  const Listener listener;
  const TempFolder folder;
  const std::string file = folder.write("f.geojson", linked_crs(listener.address()));
  for (const char* role : {"frame", "boundaries", "listing", "map layer", "footprints"}) {
    CAPTURE(role);
    CHECK_THROWS_WITH_AS(Source(file, "", role),
                         (std::string(role) + " " + file + ": refers to http://" + listener.address() +
                          "/crs, and nothing is asked over a network; write the CRS into the file itself")
                             .c_str(),
                         Error);
  }
  CHECK_FALSE(listener.called());
}

TEST_CASE("no file system of GDAL and no request leaves this machine") {
  ready_gdal();
  const Listener listener;
  char** prefixes = VSIGetFileSystemsPrefixes();
  for (const char* known : {"/vsicurl/", "/vsicurl_streaming/", "/vsis3/"}) {
    REQUIRE(CSLFindString(prefixes, known) >= 0);
    const std::string name = known + ("http://" + listener.address() + "/f.geojson");
    VSIStatBufL status;
    CHECK(VSIStatL(name.c_str(), &status) != 0);
    CHECK(VSIFOpenL(name.c_str(), "rb") == nullptr);
    CHECK(take_refused_request() == name);
  }
  CSLDestroy(prefixes);
  CPLHTTPDestroyResult(CPLHTTPFetch(("http://" + listener.address() + "/").c_str(), nullptr));
  CHECK(take_refused_request() == "http://" + listener.address() + "/");
  CHECK(take_refused_request().empty());
  CHECK_FALSE(listener.called());
}

TEST_CASE("settings of GDAL and PROJ from outside are forgotten, others stay") {
  ::setenv("GDAL_DRIVER_PATH", "/nowhere", 1);
  ::setenv("OGR_XLSX_FIELD_TYPES", "STRING", 1);
  ::setenv("PROJ_NETWORK", "ON", 1);
  ::setenv("CPL_DEBUG", "ON", 1);
  ::setenv("FAIRDRAW_TEST_STAYS", "yes", 1);
  forget_outside_settings();
  for (const char* name : {"GDAL_DRIVER_PATH", "OGR_XLSX_FIELD_TYPES", "PROJ_NETWORK", "CPL_DEBUG"})
    CHECK(std::getenv(name) == nullptr);
  REQUIRE(std::getenv("FAIRDRAW_TEST_STAYS") != nullptr);
  ::unsetenv("FAIRDRAW_TEST_STAYS");
}

TEST_CASE("the program says the same under hostile settings as without them") {
  const TempFolder folder;
  folder.write("f.csv", "id,n\na,50\nb,60\nc,70\nd,80\n");
  const std::string survey = folder.write(
      "survey.toml",
      "[survey]\ncountry = \"SLD\"\n[target]\ninterviews = 4\n[frame]\nfile = \"f.csv\"\nid = \"id\"\nsize = \"n\"\n"
      "[areas]\ncount = 2\n[yields]\neligible = 1\nhousehold = 1\nchild = 1\ncaregiver = 1\n[households]\ntake = 2\n");
  const Outcome plain = run({"check", survey});
  const std::pair<const char*, const char*> hostile[] = {
      {"GDAL_SKIP", "CSV"},       {"OGR_SKIP", "CSV"},       {"GDAL_DRIVER_PATH", "/nowhere"},
      {"GDAL_DATA", "/nowhere"},  {"CPL_DEBUG", "ON"},       {"OGR_CSV_MAX_LINE_SIZE", "1"},
      {"PROJ_LIB", "/nowhere"},   {"PROJ_DATA", "/nowhere"}, {"PROJ_NETWORK", "ON"},
      {"CPL_LOG", "/nowhere/log"}};
  for (const auto& [name, value] : hostile) ::setenv(name, value, 1);
  const Outcome under = run({"check", survey});
  for (const auto& [name, value] : hostile) ::unsetenv(name);
  CHECK(plain.code == under.code);
  CHECK(plain.out == under.out);
  CHECK(plain.err == under.err);
}

TEST_CASE("a database's name that holds a password is refused before anything is asked, and not repeated") {
  const Listener listener;
  const std::string port = listener.address().substr(10);
  for (const std::string& name :
       {"PG:host=127.0.0.1 port=" + port + " dbname=d password=s3cret",
        "PG:host=127.0.0.1 port=" + port + " PassWord = s3cret", "PG:postgresql://u:s3cret@127.0.0.1:" + port + "/d"}) {
    try {
      const Source source(name, "t", "frame");
      FAIL("was opened");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::usage);
      CHECK(std::string(error.what()).find("~/.pgpass") != std::string::npos);
      CHECK(std::string(error.what()).find("s3cret") == std::string::npos);
    }
  }
  CHECK_FALSE(listener.called());
}
