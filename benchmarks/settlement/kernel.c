/* Row S by hand: one scenario after another, nothing but integers. Both processors by OpenMP. */
#include <stdint.h>

#define PARTNERS 6

static void split(int64_t amount, const int64_t *weights, int64_t total, int64_t sign, int64_t *borne) {
    int64_t part[PARTNERS], rest[PARTNERS], left = amount;
    for (int p = 0; p < PARTNERS; p++) {
        int64_t product = amount * weights[p];
        part[p] = product / total;
        rest[p] = product - part[p] * total;
        left -= part[p];
    }
    for (int p = 0; p < PARTNERS; p++) {
        int before = 0;
        for (int other = 0; other < PARTNERS; other++)
            before += other < p ? rest[other] >= rest[p] : other > p ? rest[other] > rest[p] : 0;
        borne[p] += sign * (part[p] + (before < left));
    }
}

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

void settle(int64_t scenarios, int64_t schemes, const int64_t *spend, const int64_t *budgets, const int64_t *weights,
            const int64_t *totals, const int64_t *limits, const int64_t *leads, int64_t cap, int64_t opening,
            int64_t *borne, int64_t *reserves) {
#pragma omp parallel for schedule(static)
    for (int64_t i = 0; i < scenarios; i++) {
        int64_t sums[PARTNERS] = {0}, reserve = opening;
        for (int64_t s = 0; s < schemes; s++) {
            int64_t variance = spend[s * scenarios + i] - budgets[s];
            if (variance > 0) {
                int64_t drawn = least(least(variance, limits[s]), reserve);
                reserve -= drawn;
                int64_t shared = least(variance - drawn, cap);
                split(shared, weights + s * PARTNERS, totals[s], 1, sums);
                sums[leads[s]] += variance - drawn - shared;
            } else if (variance < 0) {
                split(-variance, weights + s * PARTNERS, totals[s], -1, sums);
            }
        }
        for (int p = 0; p < PARTNERS; p++) borne[p * scenarios + i] = sums[p];
        reserves[i] = reserve;
    }
}
