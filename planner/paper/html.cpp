#include "planner/paper/html.h"

#include "planner/base/text.h"

#include <utility>

namespace fairdraw {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

std::string safe_json(std::string json) {
  std::string out;
  for (const char c : json) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  return out;
}

std::string html_head(std::string_view title, std::string_view more_style) {
  return "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<meta name=viewport "
         "content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=Content-Security-Policy "
         "content=\"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src "
         "data:\">\n<title>" +
         escaped(title) + "</title>\n<style>" + std::string(more_style) + std::string(kPageStyle) +
         "</style>\n</head>\n<body>\n<a class=skip href=\"#content\">To the content</a>\n<header><h1 dir=auto>" +
         escaped(title) + "</h1>\n";
}

std::string html_paragraph(const std::string& text, const char* kind) {
  return std::string("<p") + (*kind == '\0' ? ">" : " class=" + std::string(kind) + ">") + escaped(text) + "</p>\n";
}

std::string html_figure(const std::string& what, const std::string& value) {
  return "<div><dt>" + escaped(what) + "</dt><dd>" + escaped(value) + "</dd></div>\n";
}

HtmlTable::HtmlTable(std::string id, std::string caption, std::vector<Column> columns, bool sorted)
    : id_(std::move(id)), caption_(std::move(caption)), columns_(std::move(columns)), sorted_(sorted) {}

HtmlTable& HtmlTable::text(std::string_view value) {
  row_ += "<td><bdi>" + escaped(value) + "</bdi></td>";
  return *this;
}

HtmlTable& HtmlTable::number(double value, std::string_view shown) {
  const std::string exact = number_text(value);
  row_ += "<td class=n data-value=\"" + exact + "\">" + (shown.empty() ? exact : escaped(shown)) + "</td>";
  return *this;
}

HtmlTable& HtmlTable::blank() {
  row_ += "<td></td>";
  return *this;
}

HtmlTable& HtmlTable::unit(std::size_t number) {
  const std::string text = std::to_string(number);
  row_ += "<td class=n data-value=" + text + "><button type=button data-unit=" + text + " aria-label=\"Show " + text +
          " on the map\">" + text + "</button></td>";
  return *this;
}

void HtmlTable::end_row() {
  body_ += "<tr>" + row_ + "</tr>\n";
  row_.clear();
  ++rows_;
}

std::string HtmlTable::take() {
  std::string out;
  if (sorted_)
    out += "<p class=search><label>Search <input type=search data-table=\"" + escaped(id_) +
           "\"></label> <output aria-live=polite></output></p>\n";
  out += "<div class=wide tabindex=0 role=region aria-label=\"" + escaped(caption_) + "\"><table id=\"" + escaped(id_) +
         "\"" + (sorted_ ? " class=sorted" : "") + "><caption>" + escaped(caption_) + "</caption><thead><tr>";
  for (const Column& column : columns_)
    out += std::string("<th scope=col") + (column.number ? " class=n>" : ">") + escaped(column.heading) + "</th>";
  return out + "</tr></thead><tbody>\n" + body_ + "</tbody></table></div>\n";
}

}  // namespace fairdraw
