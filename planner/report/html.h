#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// A text as HTML shows it, whatever is in it: in content, and between quotes of an attribute.
std::string escaped(std::string_view text);

/// JSON that is safe inside a script element: "<" is written as an escape.
std::string safe_json(std::string json);

/// A table with a caption, a row at a time.
class HtmlTable {
 public:
  struct Column {
    std::string heading;
    bool number = false;
  };

  /// @param id      of the element
  /// @param sorted  its headings sort it, and a field above searches it
  HtmlTable(std::string id, std::string caption, std::vector<Column> columns, bool sorted);

  HtmlTable& text(std::string_view value);
  /// @param shown  in place of the number's shortest form
  HtmlTable& number(double value, std::string_view shown = {});
  HtmlTable& blank();
  /// A button that shows a unit on the map.
  HtmlTable& unit(std::size_t number);
  void end_row();

  std::string take();

 private:
  std::string id_, caption_;
  std::vector<Column> columns_;
  bool sorted_;
  std::string row_, body_;
  std::size_t rows_ = 0;
};

}  // namespace fairdraw
