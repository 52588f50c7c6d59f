# Writes OUT, a C++ source that holds the SQL files as text, so that an installed program needs no source tree.
# cmake -DOUT=embedded.cpp -DFILES=a.sql|b.sql -P Embed.cmake
string(REPLACE "|" ";" FILES "${FILES}")
set(text "#include \"central/embedded.h\"\n\nnamespace kith::central {\n\nstd::string_view embedded_sql(std::string_view name) {\n")
foreach(file ${FILES})
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} content)
    string(APPEND text "    if (name == \"${name}\") return R\"kith-sql(${content})kith-sql\";\n")
endforeach()
string(APPEND text "    return {};\n}\n\n}  // namespace kith::central\n")
file(WRITE ${OUT} "${text}")
