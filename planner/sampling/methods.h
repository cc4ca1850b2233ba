#pragma once

#include "planner/sampling/balanced/balance.h"
#include "planner/sampling/coordinated/permanent.h"
#include "planner/sampling/spread/positions.h"
#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// What a draw of n units is made from. A method looks at what it needs; see Method.
struct DrawInput {
  std::span<const std::uint64_t>
      sizes;  ///< whole sizes, 0 for units that can't be drawn; all 1 for equal probabilities
  std::uint32_t n = 0;
  std::span<const double> probabilities;  ///< n size / total, in [0, 1]; see inclusion_probabilities()
  const Positions* positions = nullptr;   ///< distances between these are what the sample is spread by
  const Positions* plane = nullptr;       ///< the same places on a plane, for methods that quarter it
  const Balance* balance = nullptr;
  std::span<const double> uniforms;  ///< permanent random numbers; see permanent_uniform()
};

/// The units that were drawn, ascending, each with the probability that it had to be drawn at all.
struct Draw {
  std::vector<std::uint32_t> units;  ///< a unit that was hit several times comes as often
  std::vector<double> probabilities;
};

/// What is known of the probability that two units are drawn together.
enum class JointKnowledge { exact, approximate, none };

/// How far a method's inclusion probabilities are those that were asked for.
enum class Keeps {
  exactly,
  nearly,  ///< their errors vanish as the number of units grows
  own,     ///< others, but known exactly
  groups,  ///< proportional to size within random groups: known given the groups
};

/// One way to draw, as survey files, help and documents name it. Everything that is said of a method anywhere comes
/// from the table of these.
struct Method {
  std::string_view name;     ///< in the survey file
  std::string_view version;  ///< names its streams; another version is another draw
  std::string_view what;     ///< in one line
  std::string_view source;
  Keeps keeps = Keeps::exactly;
  std::string_view formula =
      {};  ///< of a PSU's draw_probability, where that is not n s / S; s, S and m as people read them
  JointKnowledge joint = JointKnowledge::approximate;
  bool equal = false;      ///< equal probabilities: sizes count for nothing
  bool by_sizes = false;   ///< decides on whole sizes, not on probabilities: knows no unit with a probability of 1
  bool fixed_size = true;  ///< always draws n
  bool needs_positions = false;
  bool needs_plane = false;  ///< these on a plane
  bool needs_balance = false;
  bool needs_permanent = false;      ///< its only randomness is permanent random numbers
  bool nests = false;                ///< a draw with its replicates is again a draw by the method
  bool takes_two = false;            ///< draws two units, no more
  bool may_repeat = false;           ///< can hit a large unit several times
  bool must_repeat = false;          ///< can do nothing else: large units are not taken for certain before it draws
  std::string_view no_reserve = {};  ///< why it takes no replicates in reserve; empty: it does
  bool along_list = false;           ///< goes along the list as `order` sorts it, so that the order spreads the sample
  bool separates = false;            ///< some pairs never come together: no unbiased estimate of variances
  bool for_draft = false;  ///< one of the few that `fairdraw init` compares, as they need no more than a draft says
  Draw (*draw)(const DrawInput&, Stream&) = nullptr;  ///< of one stratum; nullptr: `draw_across` draws
  std::vector<Draw> (*draw_across)(std::span<const DrawInput>, Stream&) = nullptr;  ///< of all strata at once
  std::vector<double> (*joint_of)(const DrawInput&, std::span<const std::uint32_t> units) = nullptr;
  std::vector<double> (*exactly)(const DrawInput&) = nullptr;  ///< of a method that keeps its probabilities nearly:
                                                               ///< what they are; empty where it would take long
  NextUnits* next = nullptr;  ///< of a method of permanent random numbers: how its draw grows; see draw_replicate()
};

/// Why hits can't be drawn in replicates.
inline constexpr std::string_view kHitsAlone =
    "an area that is hit again would have its households drawn anew when some of them are interviewed already";

/// All methods, in the order in which documents list them.
std::span<const Method> methods();

/// The names of the methods of which something holds, as messages list them: "cube, stratified-cube".
std::string methods_that(bool (*holds)(const Method&));

/// @return nullptr where there is none of that name
const Method* find_method(std::string_view name);

/// The probabilities that two of these different units are both drawn by the method, row by row, each unit's own on the
/// diagonal. Where the method's own are not known they are Hájek's approximation p q (1 - (1 - p)(1 - q) / d), d being
/// the sum of p (1 - p) over all units; Method::joint says which.
/// @throws Error(usage) where not even that is there
/// Source: Hájek (1964), Annals of Mathematical Statistics 35(4), 1491-1523, theorem 5.2.
std::vector<double> joint_probabilities(const Method& method, const DrawInput& input,
                                        std::span<const std::uint32_t> units);

/// The table of methods in Markdown, for config/README.md; a test compares.
std::string methods_in_markdown();

/// The table of methods as lines for a terminal.
std::string methods_in_text();

}  // namespace fairdraw
