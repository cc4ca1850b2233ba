# Makes OUTPUT, a C++ file that holds the texts of parts.h: each is the content of the file that its name is set to.
set(text "// Made by planner/report/embed.cmake.\n#include \"planner/report/parts.h\"\n\nnamespace fairdraw {\n")
foreach(name kPageStyle kPageScript kLeafletStyle kLeafletScript)
  file(READ "${${name}}" content)
  string(REPLACE "</script" "<\\/script" content "${content}")
  string(APPEND text "const std::string_view ${name} = R\"fairdraw(${content})fairdraw\";\n")
endforeach()
file(WRITE "${OUTPUT}" "${text}}  // namespace fairdraw\n")
