/* money - rounding and splitting of centimes. */
#include "base/money.h"

int64_t money_bps(int64_t amount_c, int bps)
{
	__int128 product = (__int128)amount_c * bps;

	return (int64_t)((product + (product < 0 ? -5000 : 5000)) / 10000);
}

int64_t money_floor(int64_t amount_c, int64_t step_c)
{
	int64_t rest = amount_c % step_c;

	return amount_c - (rest < 0 ? rest + step_c : rest);
}

void money_split(int64_t total_c, const int64_t *weights, size_t n, int64_t *parts)
{
	__int128 sum = 0;
	int64_t left = total_c;

	for (size_t i = 0; i < n; i++)
		sum += weights[i];
	for (size_t i = 0; i < n; i++) {
		parts[i] = sum == 0 ? total_c / (int64_t)n
				    : (int64_t)((__int128)total_c * weights[i] / sum);
		left -= parts[i];
	}
	/* Each centime left over goes to the part that lost most in the division. */
	for (int64_t unit = left < 0 ? -1 : 1; left != 0; left -= unit) {
		size_t best = 0;
		__int128 most = -1;

		for (size_t i = 0; i < n; i++) {
			__int128 weight = sum == 0 ? 1 : weights[i], all = sum == 0 ? (__int128)n : sum;
			__int128 lost = (__int128)total_c * weight - (__int128)parts[i] * all;

			lost *= unit;
			if (lost > most) {
				most = lost;
				best = i;
			}
		}
		parts[best] += unit;
	}
}
