#include "cli/files.h"
#include "cli/verbs.h"
#include "record/reply_json.h"
#include "wire/connectors.h"

#include <algorithm>
#include <iostream>

namespace kith::cli {

ExitCode read(const ReadOptions& options) {
    if (options.list_kinds) {
        for (const auto& kind : wire::readable_kinds()) std::cout << kind << "\n";
        return kComplete;
    }
    auto bytes = read_file(options.file);
    if (!bytes) return report(bytes.error());
    const auto kinds = wire::readable_kinds();
    auto reply = wire::read_message(options.kind, *bytes);
    if (!reply) {
        const bool is_known_kind = std::ranges::find(kinds, options.kind) != kinds.end();
        report(reply.error());
        return is_known_kind ? kUnusable : kWrongUsage;
    }
    std::cout << record::to_json(*reply) << "\n";
    return kComplete;
}

}  // namespace kith::cli
