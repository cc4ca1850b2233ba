#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// A text as HTML shows it, whatever is in it: in content, and between quotes of an attribute.
std::string escaped(std::string_view text);

/// JSON that is safe inside a script element: "<" is written as an escape.
std::string safe_json(std::string json);

/// How pages look: page.css, put into the program when it is built.
extern const std::string_view kPageStyle;

/// The beginning of a page that fetches nothing, by its policy: up to and with its title, in a header that is left
/// open.
std::string html_head(std::string_view title, std::string_view more_style = {});

/// @param kind  of paragraph, as page.css knows them; empty: a plain one
std::string html_paragraph(const std::string& text, const char* kind = "");

/// A number in large letters with what it is, one of a list `<dl class=numbers>`.
std::string html_figure(const std::string& what, const std::string& value);

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
