#include "config/own_values.h"

#include "planner/base/text.h"

#include <cmath>
#include <sstream>

namespace fairdraw {

void read_date(Reader& read, const Key& key, Survey& survey) {
  const toml::node* node = read.find(key.path);
  if (node == nullptr) return;
  const auto* value = node->as_date();
  if (value == nullptr) return read.wrong_type(node, key);
  std::ostringstream out;
  out << value->get();
  survey.date = out.str();
}

void read_order(Reader& read, const Key& key, Survey& survey) {
  const toml::node* node = read.find(key.path);
  if (node == nullptr || !node->is_string()) return read.texts(key, survey.frame.order);
  std::string along;
  read.one_of(key.path, {"hilbert"}, along);
  survey.frame.hilbert_order = !along.empty();
}

void read_joins(Reader& read, const Key& key, Survey& survey) {
  read.tables(key, [&](const toml::table& table, const toml::node& node) {
    FrameJoin join;
    double header_row = 1;
    read.fields(table, key.path,
                {{"file", &join.file},
                 {"layer", &join.layer},
                 {"on", &join.on},
                 {"columns", &join.columns},
                 {"geometry", &join.geometry},
                 {"encoding", &join.format.encoding},
                 {"crs", &join.format.crs},
                 {"header_row", &header_row}});
    if (join.file.empty()) read.complain(&node, "frame.join needs a file");
    if (join.on.empty())
      read.complain(&node, "frame.join needs on, the column by which rows find each other: on = { code = \"EA_NO\" }");
    if (!(header_row >= 1 && header_row <= 10'000 && header_row == std::floor(header_row)))
      read.complain(&node, "frame.join.header_row should be a whole number, 1 or more");
    else
      join.format.header_row = static_cast<std::uint32_t>(header_row);
    survey.frame.joins.push_back(std::move(join));
  });
}

namespace {

void read_counts(Reader& read, const Key& key, std::map<std::string, std::uint32_t>& to) {
  const toml::node* node = read.find(key.path);
  if (node == nullptr) return;
  const toml::table* table = node->as_table();
  if (table == nullptr) return read.wrong_type(node, key);
  for (const auto& [name, value] : *table) {
    const auto count = Reader::whole_value(value);
    if (count)
      to[std::string(name.str())] = *count;
    else
      read.wrong_type(&value, key);
  }
}

}  // namespace

void read_digits(Reader& read, const Key& key, Survey& survey) {
  read_counts(read, key, survey.frame.digits);
}

void read_fixed(Reader& read, const Key& key, Survey& survey) {
  read_counts(read, key, survey.areas.fixed);
}

void read_certain(Reader& read, const Key& key, Survey& survey) {
  const toml::node* node = read.find(key.path);
  if (node == nullptr) return;
  if (const auto* column = node->as_string(); column != nullptr) {
    survey.areas.certain_column = column->get();
    return;
  }
  const toml::array* ids = node->as_array();
  if (ids == nullptr) return read.wrong_type(node, key);
  for (const toml::node& id : *ids) {
    const auto* text = id.as_string();
    if (text == nullptr) return read.wrong_type(&id, key);
    survey.areas.certain.push_back(text->get());
  }
}

void read_minimum_in(Reader& read, const Key& key, Survey& survey) {
  read_counts(read, key, survey.areas.minimum_in);
}

void read_maximum_in(Reader& read, const Key& key, Survey& survey) {
  read_counts(read, key, survey.areas.maximum_in);
}

void read_walk_interval(Reader& read, const Key& key, Survey& survey) {
  const toml::node* node = read.find(key.path);
  if (node == nullptr) return;
  if (const auto* word = node->as_string(); word != nullptr && word->get() == "auto") return;
  const auto value = Reader::whole_value(*node);
  if (!value || *value == 0) return read.wrong_type(node, key);
  survey.households.walk_interval = *value;
}

void read_ages(Reader& read, const Key& key, Survey& survey) {
  constexpr std::uint32_t kOldest = 120;
  const toml::node* node = read.find(key.path);
  if (node == nullptr) return;
  const toml::array* list = node->as_array();
  if (list == nullptr || list->size() != 2) return read.wrong_type(node, key);
  const auto from = Reader::whole_value(*list->get(0));
  const auto to = Reader::whole_value(*list->get(1));
  if (!from || !to || *from > *to || *to > kOldest) return read.wrong_type(node, key);
  survey.respondents.age_from = *from;
  survey.respondents.age_to = *to;
}

void read_children(Reader& read, const Key& key, Survey& survey) {
  const toml::node* node = read.find(key.path);
  if (node == nullptr) return;
  const toml::array* list = node->as_array();
  if (list == nullptr || list->empty()) return read.wrong_type(node, key);
  double sum = 0;
  for (const toml::node& entry : *list) {
    const double share = entry.is_number() ? entry.value<double>().value_or(-1) : -1;
    if (!(share >= 0 && share <= 1)) return read.wrong_type(&entry, key);
    survey.respondents.children.push_back(share);
    sum += share;
  }
  if (std::abs(sum - 1) > 1e-6)
    read.complain(node, std::string(key.path) + " sums to " + number_text(sum) + "; the shares should sum to 1");
}

void read_crew(Reader& read, const Key& key, Survey& survey) {
  const toml::node* node = read.find(key.path);
  if (node == nullptr) return;
  const toml::table* table = node->as_table();
  if (table == nullptr) return read.wrong_type(node, key);
  double interviewers = survey.field.interviewers;
  double per_day = survey.field.interviews_per_day;
  read.fields(*table, key.path, {{"interviewers", &interviewers}, {"interviews_per_day", &per_day}});
  for (const double each : {interviewers, per_day})
    if (!(each >= 1 && each <= 1e6 && each == std::floor(each))) return read.wrong_type(node, key);
  survey.field.interviewers = static_cast<std::uint32_t>(interviewers);
  survey.field.interviews_per_day = static_cast<std::uint32_t>(per_day);
}

void read_layers(Reader& read, const Key& key, Survey& survey) {
  read.tables(key, [&](const toml::table& table, const toml::node& node) {
    MapLayer layer;
    std::string style;
    read.fields(table, key.path,
                {{"file", &layer.file}, {"layer", &layer.layer}, {"style", &style}, {"label", &layer.label}});
    if (layer.file.empty()) read.complain(&node, "maps.layers needs a file");
    read.named(&node, "maps.layers.style", style, layer.style);
    survey.map_layers.push_back(std::move(layer));
  });
}

void read_yields_where(Reader& read, const Key& key, Survey& survey) {
  read.tables(key, [&](const toml::table& table, const toml::node& node) {
    YieldsWhere rule;
    read.fields(table, key.path,
                {{"column", &rule.column},
                 {"value", &rule.value},
                 {"eligible", &rule.yields.eligible},
                 {"household", &rule.yields.household},
                 {"child", &rule.yields.child},
                 {"caregiver", &rule.yields.caregiver}});
    if (rule.column.empty()) read.complain(&node, "yields.where needs a column");
    survey.yields_where.push_back(std::move(rule));
  });
}

void read_area_spread(Reader& read, const Key& key, Survey& survey) {
  AreaSpread& spread = survey.area_spread;
  const toml::node* node = read.find(key.path);
  if (node == nullptr) return;
  if (const toml::table* table = node->as_table())
    read.fields(*table, key.path,
                {{"eligible", &spread.eligible}, {"household", &spread.household}, {"child", &spread.child}});
  else if (node->is_number())
    spread.eligible = node->value<double>().value_or(-1);
  else
    return read.wrong_type(node, key);
  for (const double each : {spread.eligible, spread.household, spread.child})
    if (!(each >= 0 && each < 10))
      read.complain(node, std::string(key.path) + " should be a coefficient of variation, 0 or more, such as 0.35");
}

void read_share_targets(Reader& read, const Key& key, Survey& survey) {
  read.tables(key, [&](const toml::table& table, const toml::node& node) {
    ShareTarget share;
    read.fields(table, key.path,
                {{"column", &share.column},
                 {"of", &share.of},
                 {"by", &share.by},
                 {"margin", &share.margin},
                 {"relative_margin", &share.relative_margin}});
    if (share.column.empty()) read.complain(&node, "target.shares needs a column");
    if (share.relative_margin != 0) {
      if (share.margin != 0)
        read.complain(&node, "target.shares has both margin and relative_margin; leave one of them out");
      if (!(share.relative_margin > 0 && share.relative_margin < 1))
        read.complain(&node, "target.shares.relative_margin should be above 0 and below 1, such as 0.1");
    } else if (!is_margin(share.margin))
      read.complain(&node, "target.shares.margin should be " + std::string(kMarginShould));
    survey.target.shares.push_back(std::move(share));
  });
}

void read_costs_where(Reader& read, const Key& key, Survey& survey) {
  read.tables(key, [&](const toml::table& table, const toml::node& node) {
    CostsWhere rule;
    rule.per_area = -1;
    read.fields(table, key.path, {{"column", &rule.column}, {"value", &rule.value}, {"per_area", &rule.per_area}});
    if (rule.column.empty()) read.complain(&node, "costs.where needs a column");
    if (!is_cost(rule.per_area)) read.complain(&node, "costs.where.per_area should be " + std::string(kCostShould));
    survey.costs_where.push_back(std::move(rule));
  });
}

void read_rho(Reader& read, const Key& key, Survey& survey) {
  RhoSource& rho = survey.rho;
  const toml::node* node = read.find(key.path);
  if (node == nullptr) return;
  const toml::table* table = node->as_table();
  if (table == nullptr)
    return read.number(
        key, rho.value, [](double x) { return x >= 0 && x <= 1; },
        "an intraclass correlation from 0 to 1, such as 0.06");
  read.fields(*table, key.path,
              {{"column", &rho.column},
               {"of", &rho.of},
               {"file", &rho.file},
               {"psu", &rho.psu},
               {"answer", &rho.answer},
               {"stratum", &rho.stratum}});
  if (rho.column.empty() == rho.file.empty())
    read.complain(node, "costs.rho should have either a column of the frame or the file of an earlier survey");
  if (!rho.file.empty() && (rho.psu.empty() || rho.answer.empty()))
    read.complain(node, "costs.rho with a file needs psu and answer, the file's columns");
}

void read_size_strata(Reader& read, const Key& key, Survey& survey) {
  SizeStrata& strata = survey.frame.strata_from;
  const toml::node* node = read.find(key.path);
  if (node == nullptr) return;
  const toml::table* table = node->as_table();
  if (table == nullptr) return read.wrong_type(node, key);
  double count = 0;
  std::string automatic;
  std::string method;
  const bool named = (*table)["count"].is_string();
  read.fields(*table, key.path,
              {{"column", &strata.column},
               {"method", &method},
               {"count", named ? Reader::Field(&automatic) : Reader::Field(&count)},
               {"cv", &strata.cv}});
  if (strata.column.empty()) read.complain(node, "frame.strata_from needs a column");
  if (named ? automatic != "auto" : count != 0 && !(count >= 2 && count <= 50 && count == std::floor(count)))
    read.complain(node, "frame.strata_from.count should be \"auto\" or a whole number from 2 to 50");
  else
    strata.count = static_cast<std::uint32_t>(count);
  if (!(strata.cv > 0 && strata.cv < 1))
    read.complain(node, "frame.strata_from.cv should be above 0 and below 1, such as 0.05");
  if (!method.empty()) read.named(node, "frame.strata_from.method", method, strata.method);
}

}  // namespace fairdraw
