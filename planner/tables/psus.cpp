#include "planner/tables/psus.h"

#include "planner/tables/of_plan.h"
#include "planner/tables/table.h"

#include <algorithm>
#include <limits>
#include <span>
#include <string>

namespace fairdraw {
namespace {

constexpr std::uint32_t kNoLimit = std::numeric_limits<std::uint32_t>::max();

/// Beside the measure of size what the frame says, where these differ.
std::vector<Column<Psu>> size_columns(const Plan& plan) {
  std::vector<Column<Psu>> out;
  if (plan.sizes_bounded)
    out.push_back(column<Psu>("size", &Psu::size, "Its size in the frame, before frame.size_min and frame.size_max"));
  out.push_back(column<Psu>("measure_of_size", &Psu::measure_of_size,
                            "Its measure of size, by which it is drawn: s of the formulas"));
  return out;
}

std::vector<Column<Psu>> drawn_columns(const Plan& plan) {
  std::vector<Column<Psu>> out = {
      column<Psu>("replicate", &Psu::replicate, "0: main sample; 1, 2, ...: the replicate of the reserve"),
      column<Psu>("draw_order", &Psu::draw_order,
                  "Place in the stratum's draw, from 1: the main sample, then the reserve"),
      column<Psu>("hits", &Psu::hits, "How often it was drawn: 1, but by methods that can hit an area several times"),
  };
  add(out, size_columns(plan));
  add(out,
      {column<Psu>("stratum_size", &Psu::stratum_size, "Sum of the measures of size of its stratum"),
       column<Psu>("draw_probability", &Psu::draw_probability,
                   "Probability to be drawn at all, for the main sample or the reserve: of the last replicate"),
       column<Psu>("inclusion_probability", &Psu::inclusion_probability,
                   "Probability to be in the field: in the main sample or in what is released of its stratum"),
       column<Psu>("design_weight", &Psu::design_weight, "1 / inclusion_probability"),
       column<Psu>("certainty", &Psu::certainty,
                   "1: inclusion_probability is 1, as it was certain to be drawn; 0: it was drawn at random"),
       column<Psu>("take", &Psu::take, "Child interviews wanted: the stratum's take times hits").in("interviews")});
  return out;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// Columns of the frame that the survey carries into its lists. One that is called as a column of the table is (small
/// letters and capitals being alike to many programs) has frame_ before its name.
void add_carried(std::vector<Column<Psu>>& columns, const Plan& plan, const std::vector<Column<Psu>>& after) {
  const auto is_taken = [&](const std::string& name) {
    const auto same = [&](const Column<Psu>& each) { return lower(each.name) == lower(name); };
    return std::any_of(columns.begin(), columns.end(), same) || std::any_of(after.begin(), after.end(), same);
  };
  for (std::size_t k = 0; k < plan.carried.size(); ++k) {
    Column<Psu> each;
    each.name = plan.carried[k];
    while (is_taken(each.name)) each.name.insert(0, "frame_");
    each.text = "Column of the frame (frame.carry), as it stands there";
    each.get = [k](const Psu& psu) { return Cell(psu.carried[k]); };
    each.set = [](Psu& psu, const Cell& cell) { return cells::take(cell, psu.carried.emplace_back()); };
    columns.push_back(std::move(each));
  }
}

std::vector<Column<Psu>> rate_columns() {
  return {column<Psu>("sampling_rate", &Psu::sampling_rate,
                      "Share of the eligible households listed that is drawn (self-weighting takes)"),
          column<Psu>("households_least", &Psu::households_least, "Households to draw at least").in("households"),
          column_but_for<Psu>(kNoLimit, "households_most", &Psu::households_most,
                              "Households to draw at most; empty: no bound")
              .in("households")};
}

std::vector<Column<Psu>> segment_columns() {
  return {column<Psu>("segments", &Psu::segments, "Segments that it is split into; 1: it is worked whole"),
          column<Psu>("segment", &Psu::segment, "Number of the segment to work; 0: all of it"),
          column<Psu>("segment_probability", &Psu::segment_probability, "Probability of this segment, given the PSU")};
}

/// What is to be done in the PSU.
std::vector<Column<Psu>> work_columns(const Plan& plan) {
  std::vector<Column<Psu>> out = {
      column<Psu>("households_to_draw", &Psu::households,
                  "Households to draw from its listing (about, where a rate decides), contacts of a walk, or buildings")
          .in("households"),
      column<Psu>("release", &Psu::release,
                  "0: main sample; k: opened by release k of releases.csv; empty: in reserve, not in the field")};
  if (plan.self_weighting) add(out, rate_columns());
  if (plan.segmented) add(out, segment_columns());
  return out;
}

}  // namespace

std::vector<Column<Psu>> psu_columns(const Plan& plan) {
  std::vector<Column<Psu>> out = {country_column<Psu>(plan),
                                  column<Psu>("stratum", &Psu::stratum, kStratumText).always(),
                                  column<Psu>("psu_id", &Psu::id, kPsuIdText).always(),
                                  column<Psu>("psu_name", &Psu::name, "Name of the PSU, where the frame has names")};
  add(out, drawn_columns(plan));
  add(out, place_columns("", &Psu::position, "a place inside it"));
  std::vector<Column<Psu>> after = work_columns(plan);
  add_carried(out, plan, after);
  add(out, std::move(after));
  return out;
}

TableView psus_table(const Plan& plan) {
  return view_of<Psu>(
      {kPsusTable, "A row for each PSU that was drawn, main sample and reserve", {"psu_id"}, {kToStrata}},
      psu_columns(plan), std::span(plan.psus));
}

}  // namespace fairdraw
