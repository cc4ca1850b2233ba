#include "config/survey.h"
#include "planner/base/error.h"
#include "planner/frame/draft.h"

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

ColumnSummary text(const std::string& name, std::uint64_t distinct, std::uint64_t rows = 1000) {
  ColumnSummary column;
  column.name = name;
  column.rows = rows;
  column.distinct = distinct;
  column.single_spaced = rows;
  return column;
}

ColumnSummary number(const std::string& name, std::uint64_t distinct, double mean) {
  ColumnSummary column = text(name, distinct);
  column.numbers = column.whole = true;
  column.mean = mean;
  return column;
}

}  // namespace

TEST_CASE("columns are guessed from names and values") {
  const FrameSummary frame{"f.gpkg",
                           "areas",
                           false,
                           1000,
                           true,
                           {text("province", 8), text("district", 60), text("EA_CODE", 1000), text("urban_rural", 2),
                            number("tot_hh", 300, 96), number("pop", 700, 430)}};
  const ColumnGuess guess = guess_columns(frame);
  CHECK(guess.id == std::vector<std::string>{"EA_CODE"});
  CHECK(guess.size == "tot_hh");
  CHECK_FALSE(guess.counts_people);
  CHECK(guess.strata == std::vector<std::string>{"province", "urban_rural"});
  CHECK(guess.order == std::vector<std::string>{"district"});
}

TEST_CASE("the strata that an office has made are taken as they are, however many, in whatever language") {
  for (const char* name : {"STRATUM", "Strate_2", "estrato", "tabaka"}) {
    CAPTURE(name);
    const FrameSummary frame{"f.gpkg",
                             "areas",
                             false,
                             1000,
                             true,
                             {text("province", 8), text("EA_CODE", 1000), text("urban_rural", 2), text(name, 165),
                              number("tot_hh", 300, 96)}};
    const ColumnGuess guess = guess_columns(frame);
    CHECK(guess.strata == std::vector<std::string>{name});
    CHECK(guess.order == std::vector<std::string>{"province"});
  }
}

TEST_CASE("a size that counts people is said to") {
  const FrameSummary frame{"f", "l", false, 1000, false, {text("code", 1000), number("population", 700, 430)}};
  CHECK(guess_columns(frame).counts_people);
}

TEST_CASE("sizes are known by the words of nine languages, with and without accents") {
  for (const char* word : {"menages",
                           "m\u00E9nages",
                           "NB_MENAGES",
                           "hogares",
                           "viviendas",
                           "agregados",
                           "domic\u00EDlios",
                           "kaya",
                           "h\u1ED9",
                           "rumah_tangga",
                           "jumlah_KK",
                           "populasi",
                           "habitants",
                           "P_TOT",
                           "Tot04",
                           "TOTAL",
                           "mos",
                           "no_of_hh",
                           "NHH",
                           "TotalHouseholds",
                           "hhSize",
                           "\u0E04\u0E23\u0E31\u0E27\u0E40\u0E23\u0E37\u0E2D\u0E19"}) {
    CAPTURE(word);
    CHECK(guess_columns({"f", "l", false, 1000, false, {text("code", 1000), number(word, 300, 90)}}).size == word);
  }
}

TEST_CASE("the size is households before people, and all people before some of them") {
  const auto size_of = [](std::vector<ColumnSummary> columns) {
    columns.push_back(text("code", 1000));
    return guess_columns({"f", "l", false, 1000, false, std::move(columns)}).size;
  };
  CHECK(size_of({number("pop_women", 700, 220), number("population", 700, 430), number("hh", 300, 96)}) == "hh");
  CHECK(size_of({number("Pop020", 700, 200), number("POPTOT", 700, 430)}) == "POPTOT");
  CHECK(size_of({number("pop_0_14", 700, 200), number("pop_2020", 700, 430)}) == "pop_2020");
  CHECK(size_of({number("Surfacesbois", 700, 50), number("pct_hh_internet", 90, 40)}).empty());
}

TEST_CASE("a column that names each area once is the id before one that nearly does") {
  ColumnSummary names = text("Nom", 995);
  ColumnSummary codes = number("COM", 1000, 5000);
  const ColumnGuess guess =
      guess_columns({"f", "l", false, 1000, false, {names, codes, number("REG", 13, 6), number("POPTOT", 900, 400)}});
  CHECK(guess.id == std::vector<std::string>{"COM"});
  CHECK(guess.strata == std::vector<std::string>{"REG"});
  CHECK_FALSE(guess.id_repeats);
}

TEST_CASE("what init can't tell is a gap in the draft, with the columns that it could be") {
  const FrameSummary frame{"f",  "l",   false,
                           1000, false, {text("ort", 10), text("lage", 900), number("werte", 300, 90)}};
  const ColumnGuess guess = guess_columns(frame);
  CHECK(guess.id.empty());
  CHECK(guess.size.empty());
  const std::string draft = draft_survey(frame, guess, "f");
  CHECK(draft.find("id = \"?\"") != std::string::npos);
  CHECK(draft.find("it could be lage.") != std::string::npos);
  CHECK(draft.find("size = \"?\"") != std::string::npos);
  CHECK(draft.find("it could be werte.") != std::string::npos);
  const ColumnGuess given = guess_columns(frame, {{"lage"}, "werte", {"ort"}});
  CHECK(given.id == std::vector<std::string>{"lage"});
  CHECK(given.size == "werte");
  CHECK(given.strata == std::vector<std::string>{"ort"});
  CHECK_THROWS_WITH_AS(guess_columns(frame, {{"lagge"}, "", {}}), doctest::Contains("did you mean lage?"), Error);
}

TEST_CASE("the draft is a survey file that reads") {
  const FrameSummary frame{"f.gpkg", "areas", false,
                           1000,     true,    {text("a \"quoted\" code", 1000), number("households", 300, 96)}};
  const Survey survey = parse_survey(draft_survey(frame, guess_columns(frame), "dir/f.gpkg"), "draft.toml");
  CHECK(survey.frame.id == std::vector<std::string>{"a \"quoted\" code"});
  CHECK(survey.frame.file == "dir/f.gpkg");
  CHECK(survey.seed.empty());
}
