# kith_library(chronology SOURCES merge.cpp LINKS kith::record [PRIVATE_LINKS nlohmann_json::nlohmann_json])
# builds kith_chronology and its alias kith::chronology from one folder.
function(kith_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(kith_${name} STATIC ${ARG_SOURCES})
    add_library(kith::${name} ALIAS kith_${name})
    target_link_libraries(kith_${name} PUBLIC kith_options ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
endfunction()

# kith_headers(ports LINKS kith::record) is a room that holds interfaces only.
function(kith_headers name)
    cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
    add_library(kith_${name} INTERFACE)
    add_library(kith::${name} ALIAS kith_${name})
    target_link_libraries(kith_${name} INTERFACE kith_options ${ARG_LINKS})
endfunction()

# kith_test(chronology SOURCES merge_tests.cpp LINKS kith::chronology kith::support)
# builds the program test_chronology, with one main for all its suites, and tells CTest of it.
function(kith_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;LABELS" ${ARGN})
    add_executable(test_${name} ${CMAKE_SOURCE_DIR}/tests/main.cpp ${ARG_SOURCES})
    target_compile_definitions(test_${name} PRIVATE
        BOOST_TEST_DYN_LINK
        KITH_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        KITH_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
        KITH_SHARED_DATA="${CMAKE_SOURCE_DIR}/../shared/data"
        KITH_BINARY_DIR="${CMAKE_BINARY_DIR}/bin")
    target_link_libraries(test_${name} PRIVATE kith_options ${ARG_LINKS} Boost::unit_test_framework)
    add_test(NAME ${name} COMMAND test_${name})
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT 900)
endfunction()
