/* test_arena_packed - the same with blocks packed as in release builds, not one malloc each. */
#undef __SANITIZE_ADDRESS__
#define ARENA_GROUP "arena_packed"
#include "test_arena.c"
