/* tests - the groups of tests that test_world.c runs, one file each. */
#ifndef TEST_WORLD_TESTS_H
#define TEST_WORLD_TESTS_H

int test_satim(void);
int test_satim_pages(void);
int test_messages(void);

#endif
