#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// A condition on the columns of a table, such as `security = 'closed' OR households < 5`.
///
///     const Filter filter = Filter::parse("region IN ('N', 'S') AND NOT households BETWEEN 1 AND 20");
///     filter.columns();                                                         // region, households
///     filter.holds([&](std::size_t column) { return texts[column]; });         // of one row
///
/// The grammar is all there is; nothing of it runs anything, whatever the file's format:
///
///     condition  = both { OR both }            both = part { AND part }
///     part       = NOT part | ( condition ) | value compared
///     compared   = = value | <> value | != value | < value | <= value | > value | >= value
///                | [NOT] IN ( value, ... ) | [NOT] BETWEEN value AND value
///                | [NOT] LIKE text | [NOT] ILIKE text | IS [NOT] NULL
///     value      = column | "column" | 'text' (with '' or \' for a quote) | number
///
/// Words count in any letter case. Two values are compared as numbers where one is written as a number or both are
/// cells that are numbers, else as texts, by their bytes. A cell that is empty is NULL. As in SQL (ISO/IEC 9075-2),
/// what is compared with NULL is unknown, and so is a cell that is no number compared with one; an unknown condition
/// does not hold. In LIKE, % stands for any run of characters, _ for one, and nothing escapes them; ILIKE looks past
/// letter case.
class Filter {
 public:
  /// @throws Error(usage) that says at which character what is wrong, and what would be right there
  static Filter parse(std::string_view text);

  /// Names of the columns that the condition uses, each once.
  const std::vector<std::string>& columns() const { return columns_; }

  /// The cell of a row in the n-th of `columns()`; empty where there is nothing. It must live until holds() is done.
  using Cell = std::function<std::string_view(std::size_t)>;

  /// Whether the condition holds of a row.
  bool holds(const Cell& cell) const;

  struct Node;

 private:
  std::vector<std::string> columns_;
  std::shared_ptr<const Node> root_;
};

}  // namespace fairdraw
