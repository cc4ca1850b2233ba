#include "planner/base/named_table.h"

#include "planner/base/text.h"

namespace fairdraw {

NamedTable::NamedTable(const NamedText& file) : label_(file.label), table_(parse_csv(file.text, label_)) {}

std::size_t NamedTable::column(std::string_view name) const {
  if (const auto found = table_.column(name)) return *found;
  throw Error(ErrorKind::usage, label_ + ": has no column " + std::string(name));
}

std::optional<double> NamedTable::number(std::size_t row, std::size_t column, double least, double most) {
  const std::optional<double> out = parse_number(text(row, column));
  if (out && *out >= least && *out <= most) return out;
  complain(row, table_.header[column] + " is \"" + printable(text(row, column), 40) +
                    "\"; it should be a number from " + number_text(least) + " to " + number_text(most));
  return std::nullopt;
}

void NamedTable::complain(std::size_t row, const std::string& what) {
  complaints_.add(label_ + ": row " + std::to_string(row + 1) + ": " + what);
}

void NamedTable::complain(const std::string& what) {
  complaints_.add(label_ + ": " + what);
}

}  // namespace fairdraw
