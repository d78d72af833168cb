/* network_csv - cells of a CSV file by row and column; what is missing or bad ends the program. */
#ifndef SANDBOX_NETWORK_CSV_H
#define SANDBOX_NETWORK_CSV_H

#include "network.h"

void table_load(struct network_table *t, const char *dir, const char *file, size_t cols);
const char *table_text(const struct network_table *t, size_t row, size_t col);
double table_real(const struct network_table *t, size_t row, size_t col);
int table_int(const struct network_table *t, size_t row, size_t col);
void table_free(struct network_table *t);

#endif
