# fairdraw_readstat: Debian's ReadStat has neither a CMake package nor a pkg-config file.
find_path(READSTAT_INCLUDE readstat.h REQUIRED)
find_library(READSTAT_LIBRARY readstat REQUIRED)
add_library(fairdraw_readstat INTERFACE)
target_include_directories(fairdraw_readstat SYSTEM INTERFACE ${READSTAT_INCLUDE})
target_link_libraries(fairdraw_readstat INTERFACE ${READSTAT_LIBRARY})
