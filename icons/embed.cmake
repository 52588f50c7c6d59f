# cmake -DOUT=icons.cpp -DFOLDER=svg -P embed.cmake: writes every icon into one source file.
file(GLOB files ${FOLDER}/*.svg)
list(SORT files)
set(rows "")
foreach(file ${files})
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} text)
    string(STRIP "${text}" text)
    string(APPEND rows "    Icon{\"${name}\", R\"svg(${text})svg\"},\n")
endforeach()
list(LENGTH files count)
file(WRITE ${OUT}.new "// Made by icons/embed.cmake from icons/svg.
#include \"icons/icons.h\"

#include <array>

namespace kith::icons {
namespace {

struct Icon {
    std::string_view name, svg;
};

constexpr std::array<Icon, ${count}> kIcons{
${rows}};

}  // namespace

std::string_view svg(std::string_view name) {
    for (const Icon& icon : kIcons)
        if (icon.name == name) return icon.svg;
    return {};
}

std::vector<std::string_view> names() {
    std::vector<std::string_view> all;
    for (const Icon& icon : kIcons) all.push_back(icon.name);
    return all;
}

}  // namespace kith::icons
")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
