#include "config/design_keys.h"

#include <cmath>

namespace fairdraw {
namespace {

bool is_margin(double x) {
  return x > 0 && x < 0.5;
}

bool is_cost(double x) {
  return x >= 0 && x <= 1e12;
}

bool is_spread(double x) {
  return x >= 0 && x < 10;
}

constexpr std::string_view kMargin = "above 0 and below 0.5, such as 0.04";
constexpr std::string_view kCost = "from 0 to 1e12, in the survey's currency";
constexpr std::string_view kSpread = "a coefficient of variation, 0 or more, such as 0.35";

void read_target(Reader& read, Target& target) {
  read.whole("target.interviews", target.interviews, 1);
  read.whole("target.caregivers", target.caregivers);
  read.number(
      "target.chance", target.chance, [](double x) { return x > 0 && x < 1; },
      "above 0 and below 1: no sample reaches its target for certain");
  read.number("target.margin", target.margin, is_margin, kMargin);
  read.number("target.margin_by_domain", target.margin_by_domain, is_margin, kMargin);
  read.texts("target.domains", target.domains);
  if (target.margin_by_domain > 0 && target.domains.empty())
    read.complain(read.find("target.margin_by_domain"),
                  "target.margin_by_domain needs target.domains, the columns whose groups are meant");
  if (target.margin > 0 && target.margin_by_domain > 0 && target.margin > target.margin_by_domain)
    read.complain(read.find("target.margin"),
                  "target.margin (" + number_text(target.margin) + ") is wider than target.margin_by_domain (" +
                      number_text(target.margin_by_domain) +
                      "): the country is estimated at least as well as its largest domain; are they exchanged?");
  if (target.caregivers > target.interviews)
    read.complain(read.find("target.caregivers"), "target.caregivers is " + std::to_string(target.caregivers) +
                                                      ", more than the " + std::to_string(target.interviews) +
                                                      " children of target.interviews that bring them");
  read.tables("target.shares", KeyType::share_list, [&](const toml::table& table, const toml::node& node) {
    ShareTarget share;
    read.fields(table, "target.shares", {{"column", &share.column}, {"of", &share.of}, {"by", &share.by}},
                {{"margin", &share.margin}});
    if (share.column.empty()) read.complain(&node, "target.shares needs a column");
    if (!is_margin(share.margin)) read.complain(&node, "target.shares.margin should be " + std::string(kMargin));
    target.shares.push_back(std::move(share));
  });
}

void read_spread(Reader& read, AreaSpread& spread) {
  const toml::node* node = read.find("yields.area_spread");
  if (node == nullptr) return;
  if (const toml::table* table = node->as_table())
    read.fields(*table, "yields.area_spread", {},
                {{"eligible", &spread.eligible}, {"household", &spread.household}, {"child", &spread.child}});
  else if (node->is_number())
    spread.eligible = node->value<double>().value_or(-1);
  else
    return read.wrong_type(node, "yields.area_spread", KeyType::spread);
  for (const double each : {spread.eligible, spread.household, spread.child})
    if (!is_spread(each)) read.complain(node, "yields.area_spread should be " + std::string(kSpread));
}

void read_costs(Reader& read, Survey& survey) {
  read.number("costs.per_area", survey.costs.per_area, is_cost, kCost);
  read.number("costs.per_listed", survey.costs.per_listed, is_cost, kCost);
  read.number("costs.per_household", survey.costs.per_household, is_cost, kCost);
  read.number("costs.per_interview", survey.costs.per_interview, is_cost, kCost);
  read.tables("costs.where", KeyType::cost_list, [&](const toml::table& table, const toml::node& node) {
    CostsWhere rule;
    rule.per_area = -1;
    read.fields(table, "costs.where", {{"column", &rule.column}, {"value", &rule.value}},
                {{"per_area", &rule.per_area}});
    if (rule.column.empty()) read.complain(&node, "costs.where needs a column");
    if (!is_cost(rule.per_area)) read.complain(&node, "costs.where.per_area should be " + std::string(kCost));
    survey.costs_where.push_back(std::move(rule));
  });
}

void read_rho(Reader& read, RhoSource& rho) {
  const toml::node* node = read.find("costs.rho");
  if (node == nullptr) return;
  if (const toml::table* table = node->as_table()) {
    read.fields(*table, "costs.rho",
                {{"column", &rho.column},
                 {"of", &rho.of},
                 {"file", &rho.file},
                 {"psu", &rho.psu},
                 {"answer", &rho.answer},
                 {"stratum", &rho.stratum}},
                {});
    if (rho.column.empty() == rho.file.empty())
      read.complain(node, "costs.rho should have either a column of the frame or the file of an earlier survey");
    if (!rho.file.empty() && (rho.psu.empty() || rho.answer.empty()))
      read.complain(node, "costs.rho with a file needs psu and answer, the file's columns");
    return;
  }
  read.number(
      "costs.rho", rho.value, [](double x) { return x >= 0 && x <= 1; },
      "an intraclass correlation from 0 to 1, such as 0.06");
}

void read_size_strata(Reader& read, SizeStrata& strata) {
  const toml::node* node = read.find("frame.strata_from");
  if (node == nullptr) return;
  const toml::table* table = node->as_table();
  if (table == nullptr) return read.wrong_type(node, "frame.strata_from", KeyType::size_strata);
  double count = 0;
  double cv = strata.cv;
  std::string automatic;
  std::string method;
  const bool named = (*table)["count"].is_string();
  if (named)
    read.fields(*table, "frame.strata_from", {{"column", &strata.column}, {"method", &method}, {"count", &automatic}},
                {{"cv", &cv}});
  else
    read.fields(*table, "frame.strata_from", {{"column", &strata.column}, {"method", &method}},
                {{"count", &count}, {"cv", &cv}});
  if (strata.column.empty()) read.complain(node, "frame.strata_from needs a column");
  if (named ? automatic != "auto" : count != 0 && (count < 2 || count > 50 || count != std::floor(count)))
    read.complain(node, "frame.strata_from.count should be \"auto\" or a whole number from 2 to 50");
  else
    strata.count = static_cast<std::uint32_t>(count);
  if (!(cv > 0 && cv < 1)) read.complain(node, "frame.strata_from.cv should be above 0 and below 1, such as 0.05");
  strata.cv = cv;
  if (!method.empty()) read.named(node, "frame.strata_from.method", method, strata.method);
}

void read_children(Reader& read, std::vector<double>& children) {
  const toml::node* node = read.find("respondents.children");
  if (node == nullptr) return;
  const toml::array* list = node->as_array();
  if (list == nullptr || list->empty()) return read.wrong_type(node, "respondents.children", KeyType::shares);
  double sum = 0;
  for (const toml::node& entry : *list) {
    const double share = entry.is_number() ? entry.value<double>().value_or(-1) : -1;
    if (!(share >= 0 && share <= 1)) return read.wrong_type(&entry, "respondents.children", KeyType::shares);
    children.push_back(share);
    sum += share;
  }
  if (std::abs(sum - 1) > 1e-6)
    read.complain(node, "respondents.children sums to " + number_text(sum) + "; the shares should sum to 1");
}

}  // namespace

void read_design_keys(Reader& read, Survey& survey) {
  read_target(read, survey.target);
  read_spread(read, survey.area_spread);
  read_costs(read, survey);
  read_rho(read, survey.rho);
  read_size_strata(read, survey.frame.strata_from);
  read_children(read, survey.respondents.children);
}

}  // namespace fairdraw
