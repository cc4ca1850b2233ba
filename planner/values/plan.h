#pragma once

#include "planner/values/shape.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// What was asked of and drawn from one stratum.
struct StratumResult {
  std::string stratum;
  std::uint64_t areas = 0;  ///< areas that could be drawn
  double size = 0;          ///< sum of their measures of size
  std::uint32_t allocated = 0;
  std::uint32_t drawn = 0;  ///< PSUs of the main sample
  std::uint32_t certainty = 0;
  std::uint32_t reserve = 0;  ///< PSUs of the reserve replicates
  std::uint32_t take = 0;
  std::uint64_t households = 0;    ///< households to draw (listing) or contacts listed (random walk), main sample
  double expected_interviews = 0;  ///< child interviews expected of the main sample
  double expected_low = 0;         ///< the same with every yield at its low end
  double expected_high = 0;        ///< and at its high end
  double expected_caregivers = 0;
};

/// A primary sampling unit that was drawn.
struct Psu {
  std::string stratum;
  std::string id;
  std::string name;
  std::uint32_t replicate = 0;
  std::uint32_t draw_order = 0;  ///< place in the stratum's draw, from 1
  std::uint32_t hits = 1;
  double measure_of_size = 0;
  double stratum_size = 0;
  double draw_probability = 0;
  double inclusion_probability = 0;
  double design_weight = 0;
  bool certainty = false;
  std::uint32_t take = 0;               ///< interviews wanted here: take per hit times hits
  std::uint32_t households = 0;         ///< households to draw from the listing, or contacts on the walk's list
  std::optional<std::uint32_t> listed;  ///< households that the field listed; nothing before its listing has come
  std::optional<Place> position;
  std::vector<std::string> carried;  ///< as Plan::carried names them
};

/// A household that was drawn (listing), or a numbered contact of a random walk.
struct Household {
  std::size_t psu = 0;  ///< position in Plan::psus
  std::string id;
  std::uint32_t visit_order = 0;
  std::optional<std::uint32_t> eligible_children;  ///< by the listing
  std::optional<double> household_probability;     ///< nothing for a walk: it has none that is known
  std::optional<double> overall_probability;       ///< of the household: the PSU's times its own
  std::uint32_t start = 0;                         ///< number of the walk's start, from 1; 0 for listing
  std::optional<Place> start_position;
  std::string direction;       ///< compass point to walk to first
  std::string side;            ///< the hand that stays on the houses
  std::uint32_t interval = 0;  ///< every interval-th door
};

/// How to pick the child in one household.
struct Respondent {
  std::size_t household = 0;             ///< position in Plan::households
  std::string table;                     ///< Kish's letter, or empty
  std::vector<std::uint32_t> selection;  ///< the child to take where there are 1, 2, ... eligible ones
  std::optional<std::uint32_t> child;    ///< by the listing's number of children
  std::optional<double> child_probability;
  std::optional<double> overall_probability;  ///< of the child
  std::string caregiver;
};

/// Everything one draw produced.
struct Plan {
  std::string title;
  std::string country;
  std::string date;
  std::string mode;  ///< listing, random-walk, none
  std::string respondent_method;
  std::vector<std::string> carried;  ///< names of the columns carried into the lists
  std::vector<StratumResult> strata;
  std::vector<Psu> psus;
  std::vector<Household> households;
  std::vector<Respondent> respondents;
};

}  // namespace fairdraw
