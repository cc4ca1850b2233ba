#include "planner/base/sha256.h"

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("SHA-256 gives the standard's examples") {
  // FIPS 180-4 examples, as NIST publishes them.
  CHECK(sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("parts are kept apart by their lengths") {
  CHECK(Sha256().add_part("ab").add_part("c").finish() != Sha256().add_part("a").add_part("bc").finish());
  CHECK(hex(Sha256().add_part("ab").finish()) == sha256_of("2:ab,"));
}

TEST_CASE("a finished hash starts afresh") {
  Sha256 hash;
  hash.add("something").finish();
  CHECK(hex(hash.add("abc").finish()) == sha256_of("abc"));
}
