# Flags of our own code; third-party headers come as SYSTEM and stay silent.
add_library(project_options INTERFACE)
target_include_directories(project_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(project_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
  -Wunused -Woverloaded-virtual -Wno-missing-field-initializers $<$<BOOL:${FILON_WERROR}>:-Werror>)

if(FILON_PACKAGE)
  # The same bytes from any folder, on any day; and no folder of the builder's is looked into on the machine it goes to.
  add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}=. -Werror=date-time)
  set(FILON_SOURCES /nonexistent)
else()
  set(FILON_SOURCES ${PROJECT_SOURCE_DIR})  # where a program of this tree finds its tables and pages
endif()

if(FILON_FUZZ)
  # Coverage in all of our code, for libFuzzer to see what is new; its main only in the targets.
  target_compile_options(project_options INTERFACE -fsanitize=fuzzer-no-link
    -fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/tests/fuzz/ignored.txt)
  target_link_options(project_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(FILON_SANITIZE)
  # null, object-size: AddressSanitizer sees what these see, and they make a sixth of the building.
  set(sanitizers -fsanitize=${FILON_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
    -fno-sanitize=null,object-size)
  # Not in targets of which FILON_TESTS_ALONE is set: the tests' own files take as long to build as the libraries, which are
  # what is watched. What both make of a header (templates, mostly) may be linked from the tests, and is then not.
  target_compile_options(project_options INTERFACE
    "$<$<NOT:$<BOOL:$<TARGET_PROPERTY:FILON_TESTS_ALONE>>>:${sanitizers}>")
  target_link_options(project_options INTERFACE -fsanitize=${FILON_SANITIZE})
  # An index past the end of a vector that keeps more room is one that AddressSanitizer lets pass.
  target_compile_definitions(project_options INTERFACE _GLIBCXX_ASSERTIONS)
elseif(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo" OR CMAKE_BUILD_TYPE STREQUAL "Release")
  # Hardening as Debian packages are built; the numbers of scripts/bench are taken with it.
  target_compile_options(project_options INTERFACE -fstack-protector-strong -fPIE)
  target_compile_definitions(project_options INTERFACE
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:FILON_TESTS_ALONE>>>:_FORTIFY_SOURCE=2>)  # it asks for optimisation
  target_link_options(project_options INTERFACE -pie -Wl,-z,relro,-z,now)
endif()

# Files of a library a dozen together: the headers they share are most of what each costs, and a build from nothing takes
# a third of its time. Names in unnamed namespaces are therefore unlike throughout a library. Where it is off, each file is
# alone: one that forgets an include is seen, and a change costs that file.
function(build_in_units target)
  if(FILON_UNITS AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
  endif()
endfunction()
