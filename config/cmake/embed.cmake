# Makes OUTPUT, a C++ file that holds texts in the program: for each of NAMES, which HEADER declares as string views, the
# content of the file that the variable of that name is set to.
string(REPLACE "," ";" names "${NAMES}")
set(text "// Made by config/cmake/embed.cmake.\n#include \"${HEADER}\"\n\nnamespace fairdraw {\n")
foreach(name IN LISTS names)
  file(READ "${${name}}" content)
  string(REPLACE "</script" "<\\/script" content "${content}")  # none ends the script of a page early
  string(APPEND text "const std::string_view ${name} = R\"fairdraw(${content})fairdraw\";\n")
endforeach()
file(WRITE "${OUTPUT}" "${text}}  // namespace fairdraw\n")
