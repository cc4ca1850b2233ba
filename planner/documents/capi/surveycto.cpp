#include "planner/documents/capi/surveycto.h"

#include "planner/base/csv.h"

namespace fairdraw {
namespace {

std::string in_csv(const CapiTable& table) {
  std::vector<std::string> header;
  for (const CapiColumn& column : table.columns) header.push_back(column.name);
  CsvWriter out(header);
  for (const std::vector<std::string>& row : table.rows) out.record(row);
  return out.take();
}

}  // namespace

void write_surveycto(const OutputFolder& folder, const CapiContent& content) {
  folder.write(content.folder + "psus.csv", in_csv(content.psus));
  if (!content.households.rows.empty()) folder.write(content.folder + "households.csv", in_csv(content.households));
}

}  // namespace fairdraw
