#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {

/// A form in the XLSForm standard, question by question.
/// Source: XLSForm standard (xlsform.org): sheets survey, choices and settings.
class XlsForm {
 public:
  /// Cells of one row by their columns: type, name, label, hint, required, relevant, constraint, constraint_message,
  /// calculation, choice_filter, appearance, repeat_count, default.
  using Row = std::map<std::string, std::string>;

  XlsForm(std::string title, std::string id, std::string version)
      : title_(std::move(title)), id_(std::move(id)), version_(std::move(version)) {}

  void add(Row row) { survey_.push_back(std::move(row)); }
  void choice(const std::string& list, const std::string& name, const std::string& label) {
    choices_.push_back({{"list_name", list}, {"name", name}, {"label", label}});
  }

  /// @throws Error(system) where the file can't be written
  void write(const std::filesystem::path& file) const;

 private:
  std::string title_, id_, version_;
  std::vector<Row> survey_, choices_;
};

}  // namespace fairdraw
