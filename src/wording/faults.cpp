#include "wording/faults.h"

#include "wording/wording.h"

namespace kith::wording {

std::string_view fault_sentence(base::Fault fault) {
    switch (fault) {
        case base::Fault::invalid_input:
            return "Something that was entered or read breaks a stated rule. It was not used. Correct it and "
                   "try again.";
        case base::Fault::too_large:
            return "The answer or file is larger than the limit. It was not read any further. Ask for less, "
                   "or tell "
                   "whoever sent it.";
        case base::Fault::not_found:
            return "A file or entry that should be there is missing. The step was not done. Check the "
                   "settings, or ask "
                   "your administrator.";
        case base::Fault::denied:
            return "Permission was refused. The step was not done. Ask a lead what would permit it.";
        case base::Fault::unavailable:
            return "The other side did not answer. That is not the same as none held. Ask again, or ring its "
                   "contact.";
        case base::Fault::timed_out:
            return "There was no answer in the time allowed. That is not the same as none held. Ask again, "
                   "or ring its "
                   "contact.";
        case base::Fault::cancelled:
            return "You stopped it. What had arrived is kept; the rest was not asked. Ask again when you are "
                   "ready.";
        case base::Fault::corrupt:
            return "Stored or received data does not hold together. It was not used. Ask again; if it "
                   "happens again, "
                   "tell your administrator.";
        case base::Fault::log_unwritable:
            return "The access log cannot be written. Nothing was asked and nothing left this machine. Free "
                   "disk space or "
                   "have the log's folder made writable, then ask again.";
        case base::Fault::internal:
            return "The program made a mistake of its own. The step was not done. Try again, and tell your "
                   "administrator "
                   "what you did.";
    }
    return "The step was not done. Try again, and tell your administrator what you did.";
}

std::string sentence(const base::Error& error) {
    return std::string(fault_sentence(error.fault));
}

std::string sentence(const policy::Refusal& refusal) {
    std::string out;
    for (const auto& reason : refusal.reasons) {
        if (reason.why.empty()) continue;
        out += sayable(reason.why);
        if (!reason.rule.empty()) out += " (" + sayable(reason.rule) + ")";
        out += out.ends_with('.') ? " " : ". ";
    }
    return out + std::string(kNothingLeft);
}

std::string_view missing_sentence(std::string_view what) {
    if (what == "purpose") return "No purpose is chosen. Choose why you are asking.";
    if (what == "case")
        return "There is no case or referral reference. Enter the one that this enquiry belongs to.";
    if (what == "reason")
        return "There is no reason. Say in your own words why you are asking; it is recorded.";
    if (what == "person")
        return "There is nobody to ask about. Enter the child's name or number, and tick who to ask about.";
    return "Something is missing. Complete the form before asking.";
}

std::string missing(std::string_view what) {
    return std::string(missing_sentence(what));
}

}  // namespace kith::wording
