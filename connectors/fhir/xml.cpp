#include "connectors/fhir/xml.h"

#include "base/text.h"
#include "json/writer.h"

#include <pugixml.hpp>

#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace kith::fhir {
namespace {

constexpr int kDeepest = 64;

struct TooDeep {};

/// Resources stand inside these without a wrapper in JSON: <resource><Patient>.
bool holds_a_resource(std::string_view name) {
    return name == "resource" || name == "contained" || name == "outcome";
}

std::vector<pugi::xml_node> children_of(pugi::xml_node node) {
    std::vector<pugi::xml_node> elements;
    for (const auto child : node.children())
        if (child.type() == pugi::node_element) elements.push_back(child);
    return elements;
}

using Group = std::pair<std::string_view, std::vector<pugi::xml_node>>;

/// Elements of one name together, in the order in which the names first appear.
std::vector<Group> by_name(const std::vector<pugi::xml_node>& elements) {
    std::vector<Group> groups;
    std::map<std::string_view, size_t> place;
    for (const auto& element : elements) {
        const auto [found, is_new] = place.emplace(element.name(), groups.size());
        if (is_new) groups.push_back({element.name(), {}});
        groups[found->second].second.push_back(element);
    }
    return groups;
}

/// XHTML of a narrative, as the one text that it is in JSON.
std::string markup_of(pugi::xml_node div) {
    std::ostringstream out;
    div.print(out, "", pugi::format_raw);
    return out.str();
}

class Converter {
public:
    std::string convert(pugi::xml_node root) {
        resource(root, 0);
        return writer_.text();
    }

private:
    void resource(pugi::xml_node node, int depth) {
        writer_.object().member("resourceType", node.name());
        members(node, depth);
        writer_.end();
    }

    void members(pugi::xml_node node, int depth) {
        if (depth == kDeepest) throw TooDeep{};
        const auto groups = by_name(children_of(node));
        for (const auto& [name, elements] : groups) {
            writer_.key(name);
            all(elements, depth + 1);
            if (is_extended_primitive(elements.front())) extensions_of_primitive(elements.front(), depth + 1);
        }
    }

    static bool is_extended_primitive(pugi::xml_node element) {
        return element.attribute("value") && !children_of(element).empty();
    }

    /// JSON keeps the extensions of "birthDate" in "_birthDate".
    void extensions_of_primitive(pugi::xml_node element, int depth) {
        writer_.key("_" + std::string(element.name())).object();
        members(element, depth);
        writer_.end();
    }

    void all(const std::vector<pugi::xml_node>& elements, int depth) {
        if (elements.size() > 1) writer_.array();
        for (const auto& element : elements) value(element, depth);
        if (elements.size() > 1) writer_.end();
    }

    void value(pugi::xml_node element, int depth) {
        if (std::string_view(element.name()) == "div") {
            writer_.string(markup_of(element));
        } else if (holds_a_resource(element.name()) && element.first_child()) {
            resource(children_of(element).front(), depth);
        } else if (element.attribute("value")) {
            writer_.string(element.attribute("value").value());
        } else {
            complex(element, depth);
        }
    }

    /// Attributes ("url" of an extension, "id") are members like any other.
    void complex(pugi::xml_node element, int depth) {
        writer_.object();
        for (const auto attribute : element.attributes())
            if (!std::string_view(attribute.name()).starts_with("xmlns"))
                writer_.member(attribute.name(), attribute.value());
        members(element, depth);
        writer_.end();
    }

    json::Writer writer_;
};

base::Expected<json::Document> parse_xml(std::string_view bytes) {
    const auto corrupt = [](const char* why) { return base::fail(base::Fault::invalid_input, why); };
    if (bytes.size() > json::Limits{}.bytes) return base::fail(base::Fault::too_large, "XML: too many bytes");
    if (!base::is_utf8(bytes)) return corrupt("XML: not UTF-8 without NUL");
    pugi::xml_document document;
    const auto parsed =
        document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed || !document.document_element()) return corrupt("XML: not well-formed");
    try {
        return json::parse(Converter().convert(document.document_element()));
    } catch (const TooDeep&) {
        return base::fail(base::Fault::too_large, "XML: nested too deeply");
    }
}

}  // namespace

base::Expected<json::Document> parse_message(std::string_view bytes) {
    const auto start = base::trim(bytes);
    return start.starts_with('<') ? parse_xml(start) : json::parse(bytes);
}

}  // namespace kith::fhir
