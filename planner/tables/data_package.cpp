#include "planner/tables/data_package.h"

#include "planner/base/json.h"
#include "planner/tables/table.h"

#include <algorithm>

namespace fairdraw {
namespace {

Json field_of(const ColumnInfo& column) {
  Json out{{"name", column.name}, {"type", name_of(column.type)}, {"description", column.text}};
  if (!column.unit.empty()) out["unit"] = column.unit;
  if (column.type == ColumnType::flag) {
    out["trueValues"] = Json::array({"1"});
    out["falseValues"] = Json::array({"0"});
  }
  if (column.required) out["constraints"] = Json{{"required", true}};
  return out;
}

Json schema_of(const TableView& table, const std::vector<TableView>& all) {
  Json out{{"fields", Json::array()}, {"missingValues", Json::array({""})}};
  for (const ColumnInfo& column : table.columns) out["fields"].push_back(field_of(column));
  if (!table.info.key.empty()) out["primaryKey"] = table.info.key;
  Json references = Json::array();
  bool any = false;
  for (const TableReference& reference : table.info.references) {
    const auto to =
        std::find_if(all.begin(), all.end(), [&](const TableView& each) { return each.info.name == reference.table; });
    if (to == all.end()) continue;
    any = true;
    references.push_back({{"fields", reference.columns},
                          {"reference", Json{{"resource", reference.table}, {"fields", reference.columns}}}});
  }
  if (any) out["foreignKeys"] = references;
  return out;
}

}  // namespace

std::string data_package(const Plan& plan, const std::vector<TableView>& tables) {
  std::string name = "fairdraw-" + plan.country;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  Json out{{"profile", "tabular-data-package"},
           {"name", name},
           {"title", plan.title.empty() ? "Sampling plan, " + plan.country : plan.title},
           {"description", "The tables of a sampling plan; README.md says the same for people, with the formulas."},
           {"resources", Json::array()}};
  for (const TableView& table : tables)
    out["resources"].push_back({{"profile", "tabular-data-resource"},
                                {"name", table.info.name},
                                {"path", csv_file(table.info.name)},
                                {"description", table.info.text},
                                {"format", "csv"},
                                {"mediatype", "text/csv"},
                                {"encoding", "utf-8"},
                                {"schema", schema_of(table, tables)}});
  return out.pretty() + "\n";
}

}  // namespace fairdraw
