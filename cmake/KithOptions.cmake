# One INTERFACE target carries warnings and hardening; every library and program of ours links it.
add_library(kith_options INTERFACE)
target_compile_options(kith_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wno-missing-field-initializers
    -fstack-protector-strong)
target_include_directories(kith_options INTERFACE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR})
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_definitions(kith_options INTERFACE _FORTIFY_SOURCE=2)
endif()
if(KITH_SANITIZE)
    target_compile_options(kith_options INTERFACE -fsanitize=${KITH_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(kith_options INTERFACE -fsanitize=${KITH_SANITIZE})
elseif(NOT WIN32)
    target_link_options(kith_options INTERFACE -Wl,-z,relro,-z,now)
endif()

find_program(KITH_CCACHE ccache)
if(KITH_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${KITH_CCACHE})
endif()
find_program(KITH_MOLD mold)
if(KITH_MOLD)
    add_link_options(-fuse-ld=mold)
endif()
