# The CMake package, with which another program finds the library.
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/fairdraw)
install(EXPORT fairdraw NAMESPACE fairdraw:: DESTINATION ${package} FILE fairdraw-targets.cmake)
configure_package_config_file(config/cmake/fairdraw-config.cmake.in fairdraw-config.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(fairdraw-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/fairdraw-config.cmake ${PROJECT_BINARY_DIR}/fairdraw-config-version.cmake DESTINATION ${package})
