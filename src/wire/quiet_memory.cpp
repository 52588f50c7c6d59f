#include "wire/quiet_memory.h"

#include <curl/curl.h>
#include <malloc.h>
#include <openssl/crypto.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KITH_HEAP_IS_WATCHED 1
#else
#define KITH_HEAP_IS_WATCHED 0
#endif

namespace {

/// The compiler may not leave it out, though nobody reads what it writes.
void wipe_and_free(void* block) noexcept {
    if (!block) return;
    std::memset(block, 0, malloc_usable_size(block));
    asm volatile("" : : "r"(block) : "memory");
    std::free(block);
}

#if !KITH_HEAP_IS_WATCHED

/// realloc() may move and leave the old block as it was.
void* wiping_resize(void* block, size_t size) {
    if (!block) return std::malloc(size);
    const size_t held = malloc_usable_size(block);
    if (size != 0 && size <= held) return block;
    void* moved = std::malloc(size != 0 ? size : 1);
    if (!moved) return nullptr;
    std::memcpy(moved, block, held < size ? held : size);
    wipe_and_free(block);
    return moved;
}

void* openssl_make(size_t size, const char*, int) {
    return std::malloc(size);
}
void* openssl_resize(void* block, size_t size, const char*, int) {
    if (block && size == 0) {
        wipe_and_free(block);
        return nullptr;
    }
    return wiping_resize(block, size);
}
void openssl_free(void* block, const char*, int) {
    wipe_and_free(block);
}

char* curl_copy(const char* text) {
    const size_t size = std::strlen(text) + 1;
    auto* copy = static_cast<char*>(std::malloc(size));
    return copy ? static_cast<char*>(std::memcpy(copy, text, size)) : nullptr;
}

#endif

}  // namespace

#if !KITH_HEAP_IS_WATCHED

// The program's own, in place of the library's: every string of ours and of the toolkit's comes back through
// here.
void operator delete(void* block) noexcept {
    wipe_and_free(block);
}
void operator delete(void* block, size_t) noexcept {
    wipe_and_free(block);
}
void operator delete[](void* block) noexcept {
    wipe_and_free(block);
}
void operator delete[](void* block, size_t) noexcept {
    wipe_and_free(block);
}

#endif

namespace kith::wire {

void keep_memory_quiet() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#if !KITH_HEAP_IS_WATCHED
    // Both must come before the libraries have asked for anything.
    CRYPTO_set_mem_functions(openssl_make, openssl_resize, openssl_free);
    curl_global_init_mem(CURL_GLOBAL_DEFAULT, std::malloc, wipe_and_free, wiping_resize, curl_copy,
                         std::calloc);
#endif
}

}  // namespace kith::wire
