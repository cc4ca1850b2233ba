#include "planner/documents/capi/cspro.h"

#include <algorithm>

namespace fairdraw {
namespace {

constexpr std::size_t kLongestText = 255;  ///< characters of a text item
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

/// Characters of a UTF-8 text, by their first bytes.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string_view first_characters(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t k = 0; end < text.size(); ++end)
    if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U && k++ == most) break;
  return text.substr(0, end);
}

std::string in_capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return text;
}

class LookupFile {
 public:
  explicit LookupFile(const CapiTable& table) : table_(table) {
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
      std::size_t width = 1;
      for (const std::vector<std::string>& row : table.rows) width = std::max(width, characters(row[k]));
      widths_.push_back(std::min(width, kLongestText));
    }
  }

  std::string data() const {
    std::string out(kUtf8Mark);
    for (const std::vector<std::string>& row : table_.rows) {
      for (std::size_t k = 0; k < row.size(); ++k) {
        const std::string line = one_line(row[k]);
        const std::string_view value = first_characters(line, widths_[k]);
        const std::string spaces(widths_[k] - characters(value), ' ');
        const bool left = table_.columns[k].type == CapiType::text;
        out += left ? std::string(value) + spaces : spaces + std::string(value);
      }
      out += "\r\n";
    }
    return out;
  }

  std::string dictionary() const {
    const std::string name = in_capitals(table_.name);
    std::string out(kUtf8Mark);
    out += "[Dictionary]\r\nVersion=CSPro 7.7\r\nLabel=" + table_.name + "\r\nName=" + name +
           "_DICT\r\nRecordTypeStart=0\r\nRecordTypeLen=0\r\nPositions=Absolute\r\nZeroFill=No\r\nDecimalChar=Yes\r\n";
    out += "\r\n[Level]\r\nLabel=" + table_.name + "\r\nName=" + name + "_LEVEL\r\n\r\n[IdItems]\r\n";
    std::size_t start = 1;
    std::size_t all = 0;
    for (const std::size_t width : widths_) all += width;
    for (std::size_t k = 0; k < widths_.size(); start += widths_[k], ++k) {
      const CapiColumn& column = table_.columns[k];
      if (k == 1)
        out += "\r\n[Record]\r\nLabel=" + table_.name + "\r\nName=" + name +
               "_REC\r\nRecordLen=" + std::to_string(all) + "\r\n";
      out += "\r\n[Item]\r\nLabel=" + one_line(column.label) + "\r\nName=" + in_capitals(column.name) +
             "\r\nStart=" + std::to_string(start) + "\r\nLen=" + std::to_string(widths_[k]) + "\r\n";
      if (column.type == CapiType::text) out += "DataType=Alpha\r\n";
      if (column.type == CapiType::degrees) out += "Decimal=6\r\n";
    }
    return out;
  }

 private:
  const CapiTable& table_;
  std::vector<std::size_t> widths_;
};

}  // namespace

void write_cspro(const OutputFolder& folder, const CapiContent& content) {
  for (const CapiTable* table : {&content.psus, &content.households}) {
    if (table->rows.empty()) continue;
    const LookupFile lookup(*table);
    folder.write(content.folder + table->name + ".dat", lookup.data());
    folder.write(content.folder + table->name + ".dcf", lookup.dictionary());
  }
}

}  // namespace fairdraw
