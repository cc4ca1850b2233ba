#include "planner/frame/column_words.h"

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("short words stand alone, between signs, digits or a change of case") {
  CHECK(says("tot_hh", ColumnWord::households));
  CHECK(says("hh2019", ColumnWord::households));
  CHECK(says("NbHh", ColumnWord::households));
  CHECK_FALSE(says("ohh_no_such", ColumnWord::people));
  CHECK_FALSE(says("whhx", ColumnWord::households));
  CHECK_FALSE(says("Nombre", ColumnWord::code));  // has "no" in it
}

TEST_CASE("long words count anywhere in a name, whatever stands between their parts") {
  CHECK(says("TOTALHOUSEHOLDS", ColumnWord::households));
  CHECK(says("Rumah Tangga", ColumnWord::households));
  CHECK(says("EA_Name", ColumnWord::name));
  CHECK(says("D\u00E9partement", ColumnWord::place));
  CHECK(says("\u0E1B\u0E23\u0E30\u0E0A\u0E32\u0E01\u0E23", ColumnWord::people));
}
