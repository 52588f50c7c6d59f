#include "wire/quiet_memory.h"

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstddef>
#include <cstring>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KITH_HEAP_IS_WATCHED 1
#else
#define KITH_HEAP_IS_WATCHED 0
#endif

namespace {

/// The compiler may not leave it out, though nobody reads what it writes.
void wipe(void* bytes, size_t size) {
    std::memset(bytes, 0, size);
    asm volatile("" : : "r"(bytes) : "memory");
}

/// More than any call below an event or a job of ours has been seen to use.
constexpr size_t kStackBelow = 512u << 10;

}  // namespace

#if !KITH_HEAP_IS_WATCHED

// The heap's own functions under the names that glibc itself exports for those who stand in front of them.
extern "C" void* __libc_malloc(size_t size);
extern "C" void __libc_free(void* block);

// In place of the library's, for the whole program: C++, OpenSSL, libcurl, and the toolkit with all that is
// under it give back what they held through these two.
extern "C" __attribute__((visibility("default"))) void free(void* block) noexcept {
    if (!block) return;
    wipe(block, malloc_usable_size(block));
    __libc_free(block);
}

// The heap's own may move a block and leave the old one as it was.
extern "C" __attribute__((visibility("default"))) void* realloc(void* block, size_t size) noexcept {
    if (!block) return __libc_malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    const size_t held = malloc_usable_size(block);
    if (size <= held && size >= held / 2) {
        wipe(static_cast<char*>(block) + size, held - size);
        return block;
    }
    void* moved = __libc_malloc(size);
    if (!moved) return nullptr;
    std::memcpy(moved, block, held < size ? held : size);
    free(block);
    return moved;
}

#endif

namespace kith::wire {

void keep_memory_quiet() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

__attribute__((noinline)) void wipe_stack_below() {
    char below[kStackBelow];
    wipe(below, sizeof below);
}

void return_free_memory() {
#if !KITH_HEAP_IS_WATCHED
    ::malloc_trim(0);
#endif
}

}  // namespace kith::wire
