# Writes OUT, a C++ source that holds the given files as text, so that an installed program needs no source tree.
# cmake -DOUT=embedded.cpp -DFILES=a.json|b.json -P Embed.cmake
string(REPLACE "|" ";" FILES "${FILES}")
set(text "#include \"connectors/sandbox/embedded.h\"\n\nnamespace kith::sandbox {\n\n")
string(APPEND text "const std::vector<EmbeddedFile>& embedded_files() {\n    static const std::vector<EmbeddedFile> kAll = {\n")
foreach(file ${FILES})
    get_filename_component(name ${file} NAME)
    get_filename_component(folder ${file} DIRECTORY)
    get_filename_component(folder ${folder} NAME)
    file(READ ${file} content)
    string(APPEND text "        {\"${folder}/${name}\", R\"kith-embedded(${content})kith-embedded\"},\n")
endforeach()
string(APPEND text "    };\n    return kAll;\n}\n\n}  // namespace kith::sandbox\n")
file(WRITE ${OUT} "${text}")
