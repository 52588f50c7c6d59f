#pragma once
#include <string_view>
#include <vector>

namespace kith::sandbox {

/// Given and family names that go together, with what a census would call the people who bear them.
struct Community {
    std::string_view ethnicity;  ///< DfE code
    std::string_view language;   ///< BCP 47 of a home language besides English, or "en"
    std::vector<std::string_view> girls, boys, families;
};

const std::vector<Community>& communities();
const std::vector<std::string_view>& streets();
const std::vector<std::string_view>& professional_names();

}  // namespace kith::sandbox
