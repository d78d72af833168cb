/* fiber - stacks and the switch between them, on the ucontext of the C library. */
#include "base/fiber.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

struct fiber {
	ucontext_t context, caller;
	char *stack; /* the guard page comes first */
	size_t size, guard;
	void (*run)(void *);
	void *ctx;
	bool ended;
	/* What AddressSanitizer wants to know about both sides of a switch. */
	void *fake, *caller_fake;
	const void *caller_stack;
	size_t caller_size;
};

static struct fiber *current;

static void leave_caller(struct fiber *f)
{
#ifdef __SANITIZE_ADDRESS__
	__sanitizer_start_switch_fiber(&f->caller_fake, f->stack + f->guard, f->size);
#else
	(void)f;
#endif
}

static void enter_fiber(struct fiber *f)
{
#ifdef __SANITIZE_ADDRESS__
	__sanitizer_finish_switch_fiber(f->fake, &f->caller_stack, &f->caller_size);
#else
	(void)f;
#endif
}

/* A fiber that ends gives its shadow of the stack up. */
static void leave_fiber(struct fiber *f)
{
#ifdef __SANITIZE_ADDRESS__
	__sanitizer_start_switch_fiber(f->ended ? NULL : &f->fake, f->caller_stack, f->caller_size);
#else
	(void)f;
#endif
}

static void enter_caller(struct fiber *f)
{
#ifdef __SANITIZE_ADDRESS__
	__sanitizer_finish_switch_fiber(f->caller_fake, NULL, NULL);
#else
	(void)f;
#endif
}

struct fiber *fiber_new(size_t stack)
{
	struct fiber *f = calloc(1, sizeof *f);

	if (!f)
		abort();
	f->guard = (size_t)sysconf(_SC_PAGESIZE);
	f->size = (stack + f->guard - 1) / f->guard * f->guard;
	f->stack = mmap(NULL, f->size + f->guard, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
	if (f->stack == MAP_FAILED || mprotect(f->stack, f->guard, PROT_NONE) != 0)
		abort();
	f->ended = true;
	return f;
}

void fiber_free(struct fiber *f)
{
	if (!f)
		return;
	assert(f->ended);
	munmap(f->stack, f->size + f->guard);
	free(f);
}

static void enter(void)
{
	struct fiber *f = current;

	enter_fiber(f);
	f->run(f->ctx);
	f->ended = true;
	leave_fiber(f);
	/* The end of this function leads to uc_link, the caller. */
}

static void switch_to(struct fiber *f)
{
	struct fiber *outer = current;

	assert(!outer);
	current = f;
	leave_caller(f);
	swapcontext(&f->caller, &f->context);
	enter_caller(f);
	current = outer;
}

void fiber_start(struct fiber *f, void (*run)(void *), void *ctx)
{
	assert(f->ended);
	f->run = run;
	f->ctx = ctx;
	f->ended = false;
	f->fake = NULL;
	getcontext(&f->context);
	f->context.uc_stack.ss_sp = f->stack + f->guard;
	f->context.uc_stack.ss_size = f->size;
	f->context.uc_link = &f->caller;
	makecontext(&f->context, enter, 0);
	switch_to(f);
}

void fiber_resume(struct fiber *f)
{
	assert(!f->ended);
	switch_to(f);
}

bool fiber_ended(const struct fiber *f)
{
	return f->ended;
}

void fiber_yield(void)
{
	struct fiber *f = current;

	assert(f);
	leave_fiber(f);
	swapcontext(&f->context, &f->caller);
	enter_fiber(f);
}

struct fiber *fiber_current(void)
{
	return current;
}
