// How a network is moved through: keys, mouse and assistive technology.
#include "ui/network_canvas.h"
#include "ui/text.h"

#include <algorithm>
#include <cmath>

namespace kith::ui {
namespace {

using present::Target;
using present::Way;

constexpr int kReachDip = 6;

double distance_to_segment(const wxPoint2DDouble& p, const wxPoint2DDouble& a, const wxPoint2DDouble& b) {
    const double dx = b.m_x - a.m_x, dy = b.m_y - a.m_y, length = dx * dx + dy * dy;
    const double t =
        length > 0 ? std::clamp(((p.m_x - a.m_x) * dx + (p.m_y - a.m_y) * dy) / length, 0.0, 1.0) : 0.0;
    return std::hypot(p.m_x - a.m_x - t * dx, p.m_y - a.m_y - t * dy);
}

double distance_to(const present::NetworkLine& line, const NetworkScale& scale, const wxPoint& at) {
    double best = INFINITY;
    for (size_t i = 1; i < line.path.size(); ++i)
        best = std::min(best, distance_to_segment(at, scale.at(line.path[i - 1]), scale.at(line.path[i])));
    return best;
}

}  // namespace

void NetworkCanvas::on_key(wxKeyEvent& event) {
    const bool is_free = !event.AltDown() && !view_.nodes.empty();
    if (is_free && event.GetKeyCode() == WXK_TAB)
        Navigate(event.ShiftDown() ? wxNavigationKeyEvent::IsBackward : wxNavigationKeyEvent::IsForward);
    else if (!is_free || !act_on(event.GetKeyCode(), event.ControlDown()))
        event.Skip();
}

bool NetworkCanvas::act_on(int key, bool ctrl) {
    const wxSize size = GetClientSize();
    const wxPoint middle(size.x / 2, size.y / 2);
    const double step = FromDIP(60);
    switch (key) {
        case WXK_LEFT:
            ctrl ? pan(step, 0) : go(Way::left);
            return true;
        case WXK_RIGHT:
            ctrl ? pan(-step, 0) : go(Way::right);
            return true;
        case WXK_UP:
            ctrl ? pan(0, step) : go(Way::up);
            return true;
        case WXK_DOWN:
            ctrl ? pan(0, -step) : go(Way::down);
            return true;
        case 'E':
            next_tie();
            return true;
        case '+':
        case '=':
        case WXK_NUMPAD_ADD:
            zoom(1.25, middle);
            return true;
        case '-':
        case WXK_NUMPAD_SUBTRACT:
            zoom(1 / 1.25, middle);
            return true;
        case '0':
        case WXK_NUMPAD0:
        case WXK_HOME:
            is_fitted_ = true;
            fit();
            Refresh();
            return true;
        case WXK_RETURN:
        case WXK_NUMPAD_ENTER:
            if (selected_.leads_somewhere() && open_) open_(selected_);
            return true;
        default:
            return false;
    }
}

void NetworkCanvas::go(Way way) {
    if (const auto next = present::neighbour(view_, selected_node(), way))
        choose(Target::node(view_.nodes[*next].id));
}

/// Through the ties of the selected person, then on: each says its sentence.
void NetworkCanvas::next_tie() {
    const auto here = std::find_if(view_.lines.begin(), view_.lines.end(),
                                   [&](const auto& line) { return selected_ == Target::edge(line.edge); });
    if (view_.lines.empty()) return;
    const auto next =
        here == view_.lines.end() || here + 1 == view_.lines.end() ? view_.lines.begin() : here + 1;
    choose(Target::edge(next->edge));
}

void NetworkCanvas::choose(const Target& target) {
    select(target);
    if (select_) select_(target);
}

void NetworkCanvas::on_press(wxMouseEvent& event) {
    SetFocus();
    is_dragging_ = true;
    has_dragged_ = false;
    drag_from_ = event.GetPosition();
    if (!HasCapture()) CaptureMouse();
}

void NetworkCanvas::on_move(wxMouseEvent& event) {
    if (!is_dragging_) {
        const wxString tip = sentence_of(target_at(event.GetPosition()));
        if (GetToolTipText() != tip) SetToolTip(tip);
        return;
    }
    const wxPoint moved = event.GetPosition() - drag_from_;
    if (!has_dragged_ && std::abs(moved.x) + std::abs(moved.y) < FromDIP(kReachDip)) return;
    has_dragged_ = true;
    drag_from_ = event.GetPosition();
    pan(moved.x, moved.y);
}

void NetworkCanvas::on_release(wxMouseEvent& event) {
    if (HasCapture()) ReleaseMouse();
    const bool is_click = is_dragging_ && !has_dragged_;
    is_dragging_ = false;
    if (!is_click) return;
    if (const Target target = target_at(event.GetPosition()); target.leads_somewhere()) choose(target);
}

Target NetworkCanvas::target_at(const wxPoint& at) {
    for (const auto& node : view_.nodes)
        if (symbol_rect(node, scale_, shape_, sizes_).Inflate(2).Contains(at)) return Target::node(node.id);
    const present::NetworkLine* nearest = nullptr;
    double best = FromDIP(kReachDip);
    for (const auto& line : view_.lines)
        if (const double distance = distance_to(line, scale_, at); distance < best) {
            best = distance;
            nearest = &line;
        }
    return nearest ? Target::edge(nearest->edge) : Target{};
}

wxString NetworkCanvas::sentence_of(const Target& target) const {
    if (target.kind == Target::Kind::person)
        if (const auto* node = view_.find(target.id)) return say(node->sentence);
    if (target.kind == Target::Kind::edge)
        for (const auto& line : view_.lines)
            if (line.edge == target.id) return say(line.sentence);
    return {};
}

std::vector<DrawnItem> NetworkCanvas::items() {
    std::vector<DrawnItem> out;
    for (const auto& node : view_.nodes) {
        const bool is_here = selected_ == Target::node(node.id);
        out.push_back({say(node.sentence),
                       {},
                       symbol_rect(node, scale_, shape_, sizes_),
                       is_here,
                       is_here && HasFocus()});
    }
    for (const auto& line : view_.lines) {
        const auto a = scale_.at(line.path.front()), b = scale_.at(line.path.back());
        const wxRect rect(
            wxPoint(static_cast<int>(std::min(a.m_x, b.m_x)), static_cast<int>(std::min(a.m_y, b.m_y))),
            wxPoint(static_cast<int>(std::max(a.m_x, b.m_x)), static_cast<int>(std::max(a.m_y, b.m_y))));
        const bool is_here = selected_ == Target::edge(line.edge);
        out.push_back({say(line.sentence), "tie", rect, is_here, is_here && HasFocus()});
    }
    return out;
}

void NetworkCanvas::activate(size_t item) {
    const size_t nodes = view_.nodes.size();
    if (item >= nodes + view_.lines.size()) return;
    choose(item < nodes ? Target::node(view_.nodes[item].id) : Target::edge(view_.lines[item - nodes].edge));
    if (open_) open_(selected_);
}

}  // namespace kith::ui
