#include "keys/secret_service_keys.h"

#include <libsecret/secret.h>
#include <openssl/crypto.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace kith::keys {
namespace {

using base::Expected;
using base::Fault;
using base::Secret;

constexpr int kPatienceMs = 5000;
constexpr const char* kMine = "application";
constexpr const char* kMineValue = "kith";
constexpr const char* kName = "key";

const SecretSchema* schema() {
    static const SecretSchema made = {
        "org.kith.Key",
        SECRET_SCHEMA_NONE,
        {{kMine, SECRET_SCHEMA_ATTRIBUTE_STRING}, {kName, SECRET_SCHEMA_ATTRIBUTE_STRING}, {nullptr, {}}},
        0,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr};
    return &made;
}

struct Unref {
    void operator()(gpointer object) const {
        if (object) g_object_unref(object);
    }
};
template <typename T>
using Object = std::unique_ptr<T, Unref>;

struct FreeList {
    void operator()(GList* list) const { g_list_free_full(list, g_object_unref); }
};
using Items = std::unique_ptr<GList, FreeList>;

struct FreeTable {
    void operator()(GHashTable* table) const { g_hash_table_unref(table); }
};
using Table = std::unique_ptr<GHashTable, FreeTable>;

struct FreeValue {
    void operator()(SecretValue* value) const { secret_value_unref(value); }
};
using Value = std::unique_ptr<SecretValue, FreeValue>;

/// An error of GLib's that frees itself.
class Failure {
public:
    Failure() = default;
    Failure(const Failure&) = delete;
    Failure& operator=(const Failure&) = delete;
    ~Failure() { g_clear_error(&error_); }
    GError** out() { return &error_; }
    bool is_set() const { return error_ != nullptr; }
    /// GLib's message stays out of it: it can name paths of the person's home.
    base::Error words() const {
        if (error_ && g_error_matches(error_, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
            return base::fail(Fault::denied, "the desktop's key store is locked");
        const std::string code = error_ ? " (" + std::string(g_quark_to_string(error_->domain)) + ' ' +
                                              std::to_string(error_->code) + ')'
                                        : "";
        return base::fail(Fault::unavailable, "the desktop's key store does not answer" + code);
    }

private:
    GError* error_ = nullptr;
};

/// Without a bus GLib would try to start one, and with it a key store that nobody has unlocked.
bool has_bus() {
    const char* address = std::getenv("DBUS_SESSION_BUS_ADDRESS");
    if (address && *address) return true;
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    return runtime && *runtime && ::access((std::string(runtime) + "/bus").c_str(), R_OK) == 0;
}

Expected<Object<SecretService>> reach() {
    if (!has_bus())
        return base::fail(Fault::unavailable, "there is no session bus, so no key store of the desktop");
    Failure failure;
    Object<SecretService> service(
        secret_service_get_sync(SECRET_SERVICE_OPEN_SESSION, nullptr, failure.out()));
    if (!service) return failure.words();
    g_dbus_proxy_set_default_timeout(G_DBUS_PROXY(service.get()), kPatienceMs);
    return service;
}

Table attributes(const char* name) {
    GHashTable* table = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_insert(table, const_cast<char*>(kMine), const_cast<char*>(kMineValue));
    if (name) g_hash_table_insert(table, const_cast<char*>(kName), const_cast<char*>(name));
    return Table(table);
}

SecretItem* item(GList* at) {
    return SECRET_ITEM(at->data);
}

base::Error locked() {
    return base::fail(Fault::denied, "the desktop's key store is locked");
}

/// The collection that new keys go to, if it is there and open.
Expected<Object<SecretCollection>> default_collection(SecretService* service) {
    Failure failure;
    Object<SecretCollection> collection(secret_collection_for_alias_sync(
        service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, nullptr, failure.out()));
    if (failure.is_set()) return failure.words();
    if (!collection)
        return base::fail(Fault::unavailable, "the desktop's key store has no keyring to put a key in");
    if (secret_collection_get_locked(collection.get())) return locked();
    return collection;
}

/// Our items; never unlocks, which would ask the person. A key store may hide what it holds while it is
/// locked, and then finding nothing means nothing: denied.
Expected<Items> search(SecretService* service, const char* name) {
    Failure failure;
    const Table wanted = attributes(name);
    GList* found = secret_service_search_sync(service, schema(), wanted.get(), SECRET_SEARCH_ALL, nullptr,
                                              failure.out());
    if (failure.is_set()) return failure.words();
    if (!found) {
        const auto open = default_collection(service);
        if (!open && open.error().fault == Fault::denied) return open.error();
    }
    return Items(found);
}

}  // namespace

Expected<Secret> SecretServiceKeys::get(const std::string& name) {
    const auto service = reach();
    if (!service) return service.error();
    const auto items = search(service->get(), name.c_str());
    if (!items) return items.error();
    if (!*items) return base::fail(Fault::not_found, "no such key");
    SecretItem* found = item(items->get());
    if (secret_item_get_locked(found)) return locked();
    Failure failure;
    if (!secret_item_load_secret_sync(found, nullptr, failure.out())) return failure.words();
    const Value value(secret_item_get_secret(found));
    if (!value) return locked();
    gsize length = 0;
    const gchar* bytes = secret_value_get(value.get(), &length);
    return Secret(std::string(bytes, length));
}

Expected<void> SecretServiceKeys::put(const std::string& name, const Secret& key) {
    const auto service = reach();
    if (!service) return service.error();
    const auto collection = default_collection(service->get());
    if (!collection) return collection.error();
    const std::string_view bytes = key.reveal();
    const Value value(
        secret_value_new(bytes.data(), static_cast<gssize>(bytes.size()), "application/octet-stream"));
    const Table named = attributes(name.c_str());
    Failure failure;
    const Object<SecretItem> made(
        secret_item_create_sync(collection->get(), schema(), named.get(), "Kith: a key", value.get(),
                                SECRET_ITEM_CREATE_REPLACE, nullptr, failure.out()));
    if (!made) return failure.words();
    return {};
}

Expected<void> SecretServiceKeys::erase(const std::string& name) {
    const auto service = reach();
    if (!service) return service.error();
    const auto items = search(service->get(), name.c_str());
    if (!items) return items.error();
    for (GList* at = items->get(); at; at = at->next) {
        if (secret_item_get_locked(item(at))) return locked();
        Failure failure;
        if (!secret_item_delete_sync(item(at), nullptr, failure.out())) return failure.words();
    }
    return {};
}

Expected<std::vector<std::string>> SecretServiceKeys::names(const std::string& beginning) {
    const auto service = reach();
    if (!service) return service.error();
    const auto items = search(service->get(), nullptr);
    if (!items) return items.error();
    std::vector<std::string> found;
    for (GList* at = items->get(); at; at = at->next) {
        const Table held(secret_item_get_attributes(item(at)));
        const auto* name = static_cast<const char*>(g_hash_table_lookup(held.get(), kName));
        if (name && std::string_view(name).starts_with(beginning)) found.emplace_back(name);
    }
    std::ranges::sort(found);
    return found;
}

}  // namespace kith::keys
