#include "geo/open/sound_json.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <cstddef>
#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

namespace fairdraw {
namespace {

/// Takes note of nothing but where a text stops being JSON.
class Soundness : public nlohmann::json::json_sax_t {
 public:
  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
  bool string(string_t& /*value*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }
  bool start_object(std::size_t /*members*/) override { return true; }
  bool key(string_t& /*name*/) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t /*values*/) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string& token, const nlohmann::json::exception& /*why*/) override {
    bytes = position;
    at = token;
    return false;
  }

  std::size_t bytes = 0;  ///< up to where it stops, from 1
  std::string at;         ///< what stands there
};

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::size_t line_of(std::FILE* file, std::size_t bytes) {
  std::rewind(file);
  std::size_t line = 1;
  for (std::size_t i = 1; i < bytes; ++i) line += std::getc(file) == '\n';
  return line;
}

}  // namespace

void require_sound_json(const std::string& file, const std::string& what) {
  const std::unique_ptr<std::FILE, Close> opened(std::fopen(file.c_str(), "rb"));
  if (!opened) return;  // whoever opens it next says so
  Soundness soundness;
  if (nlohmann::json::sax_parse(opened.get(), &soundness)) return;
  const std::string line = std::to_string(line_of(opened.get(), soundness.bytes));
  throw Error(ErrorKind::usage, what + ", line " + line + ": can't be read as JSON from " +
                                    printable(soundness.at, 40) + " on (is it cut off or corrupted?)");
}

}  // namespace fairdraw
