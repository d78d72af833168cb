/*
 * point - the named moments at which a test may make a program die: before and after every statement
 * and every call to a provider. They are placed where all of these pass, so that a new step of a flow
 * has its points without anybody thinking of them. Builds without ABRID_POINTS have none.
 *
 * A point is armed by an empty file ABRID_VAR/armed/<side> <name>, the slash of a name written as
 * '%'. The first program that gets there removes the file and dies by SIGKILL.
 */
#ifndef BASE_POINT_H
#define BASE_POINT_H

#ifdef ABRID_POINTS
/* side: "before" or "after"; name: "payment/start", "satim/register". */
void point(const char *side, const char *name);
#else
static inline void point(const char *side, const char *name)
{
	(void)side;
	(void)name;
}
#endif

#endif
