/*
 * network_fare - prices by the regulated scale of 2018 in its flat reading: one rate, that of the
 * whole distance. At 200, 600 and 900 km the flat rate makes a longer trip cheaper than a slightly
 * shorter one; there the shorter one is lowered, for the ceiling cannot be raised.
 */
#include "network.h"

enum { FIVE_DINARS = 500 };

int64_t network_ceiling(int dkm)
{
	static const struct {
		int to_dkm;
		int64_t flat_c, per_km_c;
	} scale[] = {
		{ 50, 2000, 0 },    { 100, 2500, 0 },   { 200, 3500, 0 },   { 300, 4500, 0 },
		{ 1000, 0, 155 },   { 2000, 0, 190 },   { 6000, 0, 185 },   { 9000, 0, 175 },
		{ INT32_MAX, 0, 170 },
	};
	size_t i = 0;

	while (dkm > scale[i].to_dkm)
		i++;
	return scale[i].flat_c + scale[i].per_km_c * dkm / 10;
}

static int64_t rounded(int64_t amount_c)
{
	return amount_c - amount_c % FIVE_DINARS;
}

int64_t network_comfort(int64_t standard_c)
{
	return rounded(standard_c * 135 / 100);
}

void network_fares(struct network_line *line)
{
	int dkm[NETWORK_STOPS][NETWORK_STOPS];

	for (int i = 0; i < line->n; i++)
		for (int j = i + 1; j < line->n; j++)
			dkm[i][j] = line->stops[j].dkm - line->stops[i].dkm;
	for (int i = 0; i < line->n; i++) {
		for (int j = i + 1; j < line->n; j++) {
			int64_t best = rounded(network_ceiling(dkm[i][j]));

			/* No longer trip of this line may cost less. */
			for (int k = 0; k < line->n; k++) {
				for (int l = k + 1; l < line->n; l++) {
					int64_t c = rounded(network_ceiling(dkm[k][l]));

					if (dkm[k][l] >= dkm[i][j] && c < best)
						best = c;
				}
			}
			line->fares[i][j] = best;
		}
	}
}
