#include "planner/design/field_yield.h"

#include "config/yield_parts.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/frame/strata.h"

#include <algorithm>
#include <cmath>

namespace fairdraw {

AreaYields::AreaYields(const Frame& frame, const Survey& survey) {
  kinds_ = {survey.yields};
  kind_of_.assign(frame.areas(), 0);
  if (!survey.of_stratum.empty()) {
    const auto rows = rows_of_strata(frame);
    for (const auto& [stratum, rules] : survey.of_stratum)
      if (const auto found = rows.find(stratum); found != rows.end()) change(found->second, rules.yields, rules.take);
  }
  for (const YieldsWhere& rule : survey.yields_where) {
    const TextColumn* column = frame.column(rule.column);
    if (column == nullptr) throw Error(ErrorKind::usage, "yields.where: the frame has no column " + rule.column);
    std::vector<std::uint32_t> rows;
    for (std::uint32_t area = 0; area < frame.areas(); ++area)
      if ((*column)[area] == rule.value) rows.push_back(area);
    if (rows.empty())
      throw Error(ErrorKind::usage,
                  "yields.where: no area of the frame has " + rule.column + " = \"" + printable(rule.value) + "\"");
    change(rows, rule.yields, std::nullopt);
  }
}

void AreaYields::change(const std::vector<std::uint32_t>& rows, const YieldChanges& changes,
                        std::optional<std::uint32_t> take) {
  constexpr std::uint32_t kNotMet = UINT32_MAX;
  std::vector<std::uint32_t> changed(kinds_.size(), kNotMet);
  for (const std::uint32_t row : rows) {
    std::uint32_t& to = changed[kind_of_[row]];
    if (to == kNotMet) {
      Yields yields = kinds_[kind_of_[row]];
      for (const YieldPart& part : kYieldParts)
        yields.*part.yield = (changes.*part.change).value_or(yields.*part.yield);
      yields.take = take.value_or(yields.take);
      const auto found = std::find(kinds_.begin(), kinds_.end(), yields);
      to = static_cast<std::uint32_t>(found - kinds_.begin());
      if (found == kinds_.end()) kinds_.push_back(yields);
    }
    kind_of_[row] = to;
  }
}

std::vector<double> AreaYields::sizes_by_kind(const Frame& frame) const {
  std::vector<double> out(kinds_.size(), 0.0);
  for (std::uint32_t area = 0; area < frame.areas(); ++area) out[kind_of_[area]] += frame.count(area);
  return out;
}

std::uint32_t households_for(std::uint32_t take, const Yields& yields) {
  // A hair is taken off so that 10 / (0.5 x 1) is 20 whichever way the quotient was rounded.
  return static_cast<std::uint32_t>(std::ceil(take / (yields.household.mean * yields.child.mean) - 1e-9));
}

namespace {

/// P(Binomial(c, yield) = k) for k < take, moved from c to c + 1 contact by contact.
class ReachedInterviews {
 public:
  ReachedInterviews(std::uint32_t take, double yield) : below_(take, 0.0), yield_(yield) { below_[0] = 1; }

  void contact() {
    double carried = 0;
    for (double& chance : below_) {
      const double stays = chance * (1 - yield_) + carried;
      carried = chance * yield_;
      chance = stays;
    }
  }

  double chance_of_too_few() const {
    double sum = 0;
    for (const double chance : below_) sum += chance;
    return sum;
  }

  /// E min(interviews, take)
  double expected() const {
    double shortfall = 0;
    for (std::size_t k = 0; k < below_.size(); ++k) shortfall += below_[k] * static_cast<double>(below_.size() - k);
    return static_cast<double>(below_.size()) - shortfall;
  }

 private:
  std::vector<double> below_;
  double yield_;
};

}  // namespace

std::uint32_t contacts_for(std::uint32_t take, const Yields& yields) {
  ReachedInterviews reached(take, yields.eligible.mean * yields.household.mean * yields.child.mean);
  std::uint32_t contacts = 0;
  while (contacts < kMostContacts && reached.chance_of_too_few() > 0.05) {
    reached.contact();
    ++contacts;
  }
  return contacts;
}

double expected_of_walk(std::uint32_t take, std::uint32_t contacts, double households, const Yields& yields,
                        double Yield::*share) {
  if (take == 0) return 0;
  ReachedInterviews reached(take, yields.eligible.*share * (yields.household.*share) * (yields.child.*share));
  for (double contact = 0; contact < std::min<double>(contacts, households); ++contact) reached.contact();
  return reached.expected();
}

}  // namespace fairdraw
