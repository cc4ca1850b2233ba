#include "planner/base/filter.h"

#include "planner/base/bounds.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/unicode.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <span>
#include <utility>

namespace fairdraw {

namespace {

enum class Truth { no, unknown, yes };

enum class Operation {
  any_of,
  all_of,
  negated,
  equal,
  unequal,
  less,
  at_most,
  more,
  at_least,
  in,
  between,
  like,
  ilike,
  null
};

struct Value {
  enum class Kind { column, text, number } kind = Kind::text;
  std::size_t column = 0;
  std::string text;
  double number = 0;
};

}  // namespace

struct Filter::Node {
  Operation operation = Operation::any_of;
  std::vector<std::shared_ptr<const Node>> parts;  ///< of any_of, all_of and negated
  std::vector<Value> values;                       ///< of the others: what is compared, and with what
};

namespace {

using Node = Filter::Node;
using NodePointer = std::shared_ptr<const Node>;

struct Token {
  enum class Kind { word, quoted_name, text, number, sign, end } kind = Kind::end;
  std::string text;
  std::size_t at = 0;  ///< of its first character, from 1
};

[[noreturn]] void wrong(std::size_t at, const std::string& what) {
  throw Error(ErrorKind::usage, "at character " + std::to_string(at) + ": " + what);
}

bool begins_word(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool in_word(char c) {
  return begins_word(c) || is_digit(c) || c == '.';
}

/// The text up to the closing quote; a quote in it is written twice, or after a backslash, as OGR reads it.
std::string quoted_text(std::string_view text, std::size_t& i) {
  const char quote = text[i];
  const std::size_t begin = i++;
  std::string out;
  for (; i < text.size(); ++i) {
    const bool escaped = text[i] == '\\' && i + 1 < text.size() && text[i + 1] == quote;
    if (!escaped && text[i] == quote && (i + 1 == text.size() || text[i + 1] != quote)) {
      ++i;
      return out;
    }
    if (escaped || text[i] == quote) ++i;
    out += text[i];
  }
  wrong(begin + 1, std::string("the quote ") + quote + " is never closed");
}

Token number_token(std::string_view text, std::size_t& i) {
  const std::size_t begin = i++;
  while (i < text.size() && (in_word(text[i]) || ((text[i] == '-' || text[i] == '+') && (text[i - 1] | 0x20) == 'e')))
    ++i;
  Token token{Token::Kind::number, std::string(text.substr(begin, i - begin)), begin + 1};
  if (!parse_number(token.text)) wrong(token.at, printable(token.text) + " is no number");
  return token;
}

Token sign_token(std::string_view text, std::size_t& i) {
  for (const std::string_view sign : {"<>", "!=", "<=", ">=", "=", "<", ">", "(", ")", ","})
    if (text.substr(i).starts_with(sign)) {
      const Token token{Token::Kind::sign, std::string(sign), i + 1};
      i += sign.size();
      return token;
    }
  const std::size_t length = std::max<std::size_t>(1, utf8_length(text.substr(i)));
  wrong(i + 1, "\"" + printable(text.substr(i, length)) + "\" has no meaning there");
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const std::size_t begin = i;
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++i;
    } else if (c == '\'' || c == '"') {
      const std::string inside = quoted_text(text, i);
      out.push_back({c == '"' ? Token::Kind::quoted_name : Token::Kind::text, inside, begin + 1});
    } else if (is_digit(c) ||
               ((c == '-' || c == '.') && i + 1 < text.size() && (is_digit(text[i + 1]) || text[i + 1] == '.'))) {
      out.push_back(number_token(text, i));
    } else if (begins_word(c)) {
      while (i < text.size() && in_word(text[i])) ++i;
      out.push_back({Token::Kind::word, std::string(text.substr(begin, i - begin)), begin + 1});
    } else {
      out.push_back(sign_token(text, i));
    }
  }
  out.push_back({Token::Kind::end, "", text.size() + 1});
  return out;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::toupper(static_cast<unsigned char>(x)) == std::toupper(static_cast<unsigned char>(y));
  });
}

constexpr std::array<std::string_view, 9> kReserved{"AND", "OR", "NOT", "IN", "BETWEEN", "LIKE", "ILIKE", "IS", "NULL"};

/// Goes down the grammar; depth is bounded, so that no condition can use up the stack.
class Parser {
 public:
  Parser(std::string_view text, std::vector<std::string>& columns) : tokens_(tokens_of(text)), columns_(columns) {}

  NodePointer whole() {
    NodePointer out = any();
    if (next().kind != Token::Kind::end) expected("AND, OR or the end");
    return out;
  }

 private:
  const Token& next() const { return tokens_[at_]; }

  [[noreturn]] void expected(const std::string& what) const {
    const Token& token = next();
    wrong(token.at,
          (token.kind == Token::Kind::end ? "the condition ends" : "\"" + printable(token.text) + "\" stands") +
              std::string(" where ") + what + " should be");
  }

  bool take_word(std::string_view word) {
    if (next().kind != Token::Kind::word || !same_word(next().text, word)) return false;
    ++at_;
    return true;
  }

  bool take_sign(std::string_view sign) {
    if (next().kind != Token::Kind::sign || next().text != sign) return false;
    ++at_;
    return true;
  }

  void need_sign(std::string_view sign) {
    if (!take_sign(sign)) expected("\"" + std::string(sign) + "\"");
  }

  template <class Part>
  NodePointer joined(std::string_view word, Operation operation, Part part) {
    std::vector<NodePointer> parts{part()};
    while (take_word(word)) parts.push_back(part());
    if (parts.size() == 1) return parts.front();
    return std::make_shared<Node>(Node{operation, std::move(parts), {}});
  }

  NodePointer any() {
    return joined("OR", Operation::any_of, [&] { return all(); });
  }

  NodePointer all() {
    return joined("AND", Operation::all_of, [&] { return part(); });
  }

  static NodePointer negated(NodePointer node) {
    return std::make_shared<Node>(Node{Operation::negated, {std::move(node)}, {}});
  }

  NodePointer part() {
    if (++depth_ > kDeepestCondition)
      wrong(next().at,
            "more than " + std::to_string(kDeepestCondition) + " parentheses and NOTs stand within each other");
    NodePointer out;
    if (take_word("NOT")) {
      out = negated(part());
    } else if (take_sign("(")) {
      out = any();
      need_sign(")");
    } else {
      out = compared(value());
    }
    --depth_;
    return out;
  }

  NodePointer compared(Value left) {
    if (take_word("IS")) {
      const bool negative = take_word("NOT");
      if (!take_word("NULL")) expected("NULL");
      NodePointer out = std::make_shared<Node>(Node{Operation::null, {}, {std::move(left)}});
      return negative ? negated(std::move(out)) : out;
    }
    constexpr std::array kSigns{std::pair{"=", Operation::equal},    std::pair{"<>", Operation::unequal},
                                std::pair{"!=", Operation::unequal}, std::pair{"<", Operation::less},
                                std::pair{"<=", Operation::at_most}, std::pair{">", Operation::more},
                                std::pair{">=", Operation::at_least}};
    for (const auto& sign : kSigns)
      if (take_sign(sign.first)) return std::make_shared<Node>(Node{sign.second, {}, {std::move(left), value()}});
    const bool negative = take_word("NOT");
    NodePointer out = in_words(std::move(left));
    return negative ? negated(std::move(out)) : out;
  }

  /// IN, BETWEEN, LIKE or ILIKE, and what follows.
  NodePointer in_words(Value left) {
    Node node{Operation::in, {}, {std::move(left)}};
    if (take_word("IN")) {
      need_sign("(");
      do node.values.push_back(value());
      while (take_sign(","));
      need_sign(")");
    } else if (take_word("BETWEEN")) {
      node.operation = Operation::between;
      node.values.push_back(value());
      if (!take_word("AND")) expected("AND");
      node.values.push_back(value());
    } else if (const bool like = take_word("LIKE"); like || take_word("ILIKE")) {
      node.operation = like ? Operation::like : Operation::ilike;
      if (next().kind != Token::Kind::text) expected("a text in single quotes");
      node.values.push_back(value());
    } else {
      expected("a comparison (=, <>, <, <=, >, >=, IN, BETWEEN, LIKE, ILIKE, IS NULL)");
    }
    return std::make_shared<Node>(std::move(node));
  }

  Value value() {
    const Token token = next();
    switch (token.kind) {
      case Token::Kind::text:
        ++at_;
        return {Value::Kind::text, 0, token.text, 0};
      case Token::Kind::number:
        ++at_;
        return {Value::Kind::number, 0, token.text, *parse_number(token.text)};
      case Token::Kind::word:
        if (std::any_of(kReserved.begin(), kReserved.end(),
                        [&](std::string_view word) { return same_word(word, token.text); }))
          break;
        [[fallthrough]];
      case Token::Kind::quoted_name:
        ++at_;
        return {Value::Kind::column, column(token.text), {}, 0};
      default:
        break;
    }
    expected("a column, a text in single quotes or a number");
  }

  std::size_t column(const std::string& name) {
    const auto found = std::find(columns_.begin(), columns_.end(), name);
    if (found != columns_.end()) return static_cast<std::size_t>(found - columns_.begin());
    columns_.push_back(name);
    return columns_.size() - 1;
  }

  std::vector<Token> tokens_;
  std::vector<std::string>& columns_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

Truth truth(bool holds) {
  return holds ? Truth::yes : Truth::no;
}

Truth opposite(Truth of) {
  return of == Truth::unknown ? of : truth(of == Truth::no);
}

/// Whether a text is of a pattern with % for any run of characters and _ for one. It goes back to the last % only, so
/// that it takes no more steps than the two lengths multiplied.
bool matches(std::string_view text, std::string_view pattern) {
  std::size_t t = 0, p = 0;
  std::size_t after_run = std::string_view::npos, run_from = 0;
  while (t < text.size()) {
    const std::size_t length = std::max<std::size_t>(1, utf8_length(text.substr(t)));
    if (p < pattern.size() && pattern[p] == '%') {
      after_run = ++p;
      run_from = t;
    } else if (p < pattern.size() && pattern[p] == '_') {
      ++p;
      t += length;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (after_run != std::string_view::npos) {
      p = after_run;
      run_from += std::max<std::size_t>(1, utf8_length(text.substr(run_from)));
      t = run_from;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '%') ++p;
  return p == pattern.size();
}

class Evaluation {
 public:
  explicit Evaluation(const Filter::Cell& cell) : cell_(cell) {}

  Truth of(const Node& node) const {
    const auto& values = node.values;
    switch (node.operation) {
      case Operation::any_of:
        return any(node.parts, [&](const NodePointer& part) { return of(*part); });
      case Operation::all_of:
        return opposite(any(node.parts, [&](const NodePointer& part) { return opposite(of(*part)); }));
      case Operation::negated:
        return opposite(of(*node.parts.front()));
      case Operation::in:
        return any(std::span(values).subspan(1),
                   [&](const Value& each) { return compare(values[0], each, [](int order) { return order == 0; }); });
      case Operation::between:
        return opposite(any(std::array{1, 2}, [&](int side) {
          return compare(values[0], values[static_cast<std::size_t>(side)],
                         [&](int order) { return side == 1 ? order < 0 : order > 0; });
        }));
      case Operation::like:
      case Operation::ilike:
        return alike(values[0], values[1].text, node.operation == Operation::ilike);
      case Operation::null:
        return truth(text(values[0]).empty());
      default:
        return compare(values[0], values[1], [&](int order) { return fits(node.operation, order); });
    }
  }

 private:
  /// As OR of SQL: yes where one is, else unknown where one is.
  template <class Parts, class Truths>
  static Truth any(const Parts& parts, Truths truths) {
    Truth out = Truth::no;
    for (const auto& part : parts) out = std::max(out, truths(part));
    return out;
  }

  static bool fits(Operation operation, int order) {
    switch (operation) {
      case Operation::equal:
        return order == 0;
      case Operation::unequal:
        return order != 0;
      case Operation::less:
        return order < 0;
      case Operation::at_most:
        return order <= 0;
      case Operation::more:
        return order > 0;
      default:
        return order >= 0;
    }
  }

  std::string_view text(const Value& value) const {
    return value.kind == Value::Kind::column ? cell_(value.column) : std::string_view(value.text);
  }

  std::optional<double> number(const Value& value) const {
    return value.kind == Value::Kind::number ? value.number : parse_number(trimmed(text(value)));
  }

  template <class Fits>
  Truth compare(const Value& a, const Value& b, Fits fits) const {
    const auto is_null = [&](const Value& value) { return value.kind == Value::Kind::column && text(value).empty(); };
    if (is_null(a) || is_null(b)) return Truth::unknown;
    const bool text_said = a.kind == Value::Kind::text || b.kind == Value::Kind::text;
    if (!text_said) {
      const auto x = number(a);
      const auto y = number(b);
      if (x && y) return truth(fits(*x < *y ? -1 : *x > *y ? 1 : 0));
      if (a.kind == Value::Kind::number || b.kind == Value::Kind::number) return Truth::unknown;
    }
    return truth(fits(text(a).compare(text(b))));
  }

  Truth alike(const Value& value, const std::string& pattern, bool any_case) const {
    const std::string_view whole = text(value);
    if (whole.empty() && value.kind == Value::Kind::column) return Truth::unknown;
    return truth(any_case ? matches(folded(whole), folded(pattern)) : matches(whole, pattern));
  }

  const Filter::Cell& cell_;
};

}  // namespace

Filter Filter::parse(std::string_view text) {
  if (text.size() > kLongestCondition)
    throw Error(ErrorKind::usage, "it is " + std::to_string(text.size()) + " bytes long; " +
                                      std::to_string(kLongestCondition) + " are the most");
  Filter out;
  out.root_ = Parser(text, out.columns_).whole();
  return out;
}

bool Filter::holds(const Cell& cell) const {
  return Evaluation(cell).of(*root_) == Truth::yes;
}

}  // namespace fairdraw
