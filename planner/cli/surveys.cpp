#include "planner/cli/surveys.h"

#include "planner/base/error.h"

#include <map>
#include <utility>

namespace fairdraw {

std::vector<Survey> read_surveys(const std::vector<std::string>& files) {
  std::vector<Survey> out;
  std::vector<std::string> complaints;
  std::map<std::string, std::string> file_of;
  for (const std::string& file : files) {
    try {
      Survey survey = read_survey(file);
      const auto [other, added] = file_of.try_emplace(survey.country, file);
      if (!added)
        complaints.push_back(file + ": survey.country is " + survey.country + ", as in " + other->second +
                             "; with several survey files each is of another country");
      out.push_back(std::move(survey));
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::system) throw;
      complaints.insert(complaints.end(), error.messages().begin(), error.messages().end());
    }
  }
  if (!complaints.empty()) throw Error(ErrorKind::usage, std::move(complaints));
  return out;
}

void for_each_survey(const std::vector<Survey>& surveys, const std::function<void(const Survey&)>& work) {
  if (surveys.size() == 1) return work(surveys.front());
  std::vector<std::string> complaints;
  ErrorKind kind = ErrorKind::answer;
  for (const Survey& survey : surveys) {
    try {
      work(survey);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::system) throw;
      if (error.kind() == ErrorKind::usage) kind = ErrorKind::usage;
      for (const std::string& message : error.messages()) complaints.push_back(survey.country + ": " + message);
    }
  }
  if (!complaints.empty()) throw Error(kind, std::move(complaints));
}

}  // namespace fairdraw
