/* SPDX-License-Identifier: MIT */
/* train.c - learns the trees of parse/model_table.c from labelled segments */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/mem.h"
#include "parse/features.h"
#include "parse/model_table.h"

/*
 * Usage: train LABELLED FOLD > model_table.c
 * LABELLED holds samples as written by label.py: int32 fold, int32 page, float label (0 to 1),
 * float tokens, FEATURE_N floats.  Samples of FOLD (0 to 4; -1: none) are held out.
 *
 * Gradient boosting with logistic loss (Friedman 2001): each tree is fitted by Newton steps to the
 * gradients of the trees before it.  A tree asks one question a level, chosen among the borders of
 * the features' quantiles for the largest gain over all its leaves.  A sample weighs the root of
 * its tokens, and pages weigh alike whatever their length.
 */
#define BINS          64
#define LEARNING_RATE 0.12
#define RIDGE         4.0
#define LEAVES        (1 << MODEL_DEPTH)
#define HEADER        4

struct data {
	size_t n;
	float *labels, *weights;
	uint8_t *bins; /* by feature, then sample */
	double *odds, *gradient, *hessian;
	uint8_t *leaf;
	float borders[FEATURE_N][BINS];
	int n_borders[FEATURE_N];
};

static int
by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;
	return (x > y) - (x < y);
}

/* Borders between the quantiles of a feature; few values give few borders. */
static void
find_borders(struct data *data, int feature, const float *values)
{
	float *sorted = mem_alloc(data->n * sizeof *sorted);
	memcpy(sorted, values, data->n * sizeof *sorted);
	qsort(sorted, data->n, sizeof *sorted, by_value);
	int n = 0;
	for (int i = 1; i < BINS; i++) {
		size_t at = data->n * (size_t)i / BINS;
		float border = sorted[at];
		size_t next = at;
		while (next < data->n && sorted[next] <= border)
			next++;
		if (next == data->n)
			break;
		border = (border + sorted[next]) / 2;
		if (n == 0 || border > data->borders[feature][n - 1])
			data->borders[feature][n++] = border;
	}
	data->n_borders[feature] = n;
	mem_free(sorted);
}

static void
quantise(struct data *data, const float *rows)
{
	float *values = mem_alloc(data->n * sizeof *values);
	data->bins = mem_alloc(data->n * FEATURE_N);
	for (int f = 0; f < FEATURE_N; f++) {
		for (size_t i = 0; i < data->n; i++)
			values[i] = rows[i * FEATURE_N + (size_t)f];
		find_borders(data, f, values);
		for (size_t i = 0; i < data->n; i++) {
			uint8_t bin = 0;
			while (bin < data->n_borders[f] && values[i] > data->borders[f][bin])
				bin++;
			data->bins[(size_t)f * data->n + i] = bin;
		}
	}
	mem_free(values);
}

static void
weigh(struct data *data, const int32_t *pages, const float *tokens)
{
	/* Samples of a page follow each other. */
	for (size_t from = 0; from < data->n;) {
		size_t to = from;
		double sum = 0;
		while (to < data->n && pages[to] == pages[from])
			sum += sqrt(tokens[to++]);
		for (size_t i = from; i < to; i++)
			data->weights[i] = (float)(sqrt(tokens[i]) * 20 / sqrt(sum * 20));
		from = to;
	}
}

static void
load(struct data *data, const char *path, int held_out)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		exit(1);
	float row[HEADER + FEATURE_N];
	size_t cap = 0;
	float *rows = NULL, *tokens = NULL;
	int32_t *pages = NULL;
	while (fread(row, sizeof *row, HEADER + FEATURE_N, file) == HEADER + FEATURE_N) {
		int32_t head[2];
		memcpy(head, row, sizeof head);
		if (head[0] == held_out)
			continue;
		if (data->n == cap) {
			cap = cap ? cap * 2 : 4096;
			rows = mem_resize(rows, cap * FEATURE_N * sizeof *rows);
			tokens = mem_resize(tokens, cap * sizeof *tokens);
			pages = mem_resize(pages, cap * sizeof *pages);
			data->labels = mem_resize(data->labels, cap * sizeof *data->labels);
		}
		pages[data->n] = head[1];
		data->labels[data->n] = row[2];
		tokens[data->n] = row[3];
		memcpy(rows + data->n++ * FEATURE_N, row + HEADER, FEATURE_N * sizeof *rows);
	}
	fclose(file);
	data->weights = mem_alloc(data->n * sizeof *data->weights);
	data->odds = mem_alloc(data->n * sizeof *data->odds);
	data->gradient = mem_alloc(data->n * sizeof *data->gradient);
	data->hessian = mem_alloc(data->n * sizeof *data->hessian);
	data->leaf = mem_alloc(data->n);
	weigh(data, pages, tokens);
	quantise(data, rows);
	mem_free(rows);
	mem_free(tokens);
	mem_free(pages);
}

static void
differentiate(struct data *data)
{
	for (size_t i = 0; i < data->n; i++) {
		double p = 1 / (1 + exp(-data->odds[i]));
		data->gradient[i] = data->weights[i] * (data->labels[i] - p);
		data->hessian[i] = data->weights[i] * p * (1 - p);
		data->leaf[i] = 0;
	}
}

struct question {
	int feature, border;
	double gain;
};

static double
gain_of(double gradient, double hessian)
{
	return gradient * gradient / (hessian + RIDGE);
}

/* The best border of one feature over all leaves of the level. */
static void
try_feature(const struct data *data, int feature, int n_leaves, struct question *best)
{
	double g[LEAVES][BINS + 1] = {{0}}, h[LEAVES][BINS + 1] = {{0}};
	double all_g[LEAVES] = {0}, all_h[LEAVES] = {0};
	const uint8_t *bins = data->bins + (size_t)feature * data->n;
	for (size_t i = 0; i < data->n; i++) {
		g[data->leaf[i]][bins[i]] += data->gradient[i];
		h[data->leaf[i]][bins[i]] += data->hessian[i];
	}
	for (int leaf = 0; leaf < n_leaves; leaf++)
		for (int bin = 0; bin <= data->n_borders[feature]; bin++) {
			all_g[leaf] += g[leaf][bin];
			all_h[leaf] += h[leaf][bin];
		}
	double low_g[LEAVES] = {0}, low_h[LEAVES] = {0};
	for (int border = 0; border < data->n_borders[feature]; border++) {
		double gain = 0;
		for (int leaf = 0; leaf < n_leaves; leaf++) {
			low_g[leaf] += g[leaf][border];
			low_h[leaf] += h[leaf][border];
			gain += gain_of(low_g[leaf], low_h[leaf]) +
				gain_of(all_g[leaf] - low_g[leaf], all_h[leaf] - low_h[leaf]);
		}
		if (gain > best->gain)
			*best = (struct question){feature, border, gain};
	}
}

static void
answer(struct data *data, const struct question *question)
{
	const uint8_t *bins = data->bins + (size_t)question->feature * data->n;
	for (size_t i = 0; i < data->n; i++)
		data->leaf[i] = (uint8_t)(data->leaf[i] << 1 | (bins[i] > question->border));
}

static void
fit_leaves(struct data *data, int16_t *leaves)
{
	double g[LEAVES] = {0}, h[LEAVES] = {0};
	for (size_t i = 0; i < data->n; i++) {
		g[data->leaf[i]] += data->gradient[i];
		h[data->leaf[i]] += data->hessian[i];
	}
	for (int leaf = 0; leaf < LEAVES; leaf++)
		leaves[leaf] =
		    (int16_t)lround(LEARNING_RATE * g[leaf] / (h[leaf] + RIDGE) * MODEL_SCALE);
	for (size_t i = 0; i < data->n; i++)
		data->odds[i] += leaves[data->leaf[i]] / MODEL_SCALE;
}

static double
loss(const struct data *data)
{
	double sum = 0, weights = 0;
	for (size_t i = 0; i < data->n; i++) {
		double p = 1 / (1 + exp(-data->odds[i]));
		sum -= data->weights[i] * (data->labels[i] * log(p + 1e-9) +
					      (1 - data->labels[i]) * log(1 - p + 1e-9));
		weights += data->weights[i];
	}
	return sum / weights;
}

static void
print_tables(struct question questions[MODEL_TREES][MODEL_DEPTH],
    int16_t leaves[MODEL_TREES][LEAVES], const struct data *data)
{
	puts("/* SPDX-License-Identifier: MIT */\n"
	     "/* model_table.c - the learned trees; written by `make learn`, not by hand */\n"
	     "#include \"parse/model_table.h\"\n\n/* clang-format off */\n"
	     "const struct model_question model_questions[MODEL_TREES][MODEL_DEPTH] = {");
	for (int tree = 0; tree < MODEL_TREES; tree++) {
		printf("{");
		for (int level = 0; level < MODEL_DEPTH; level++) {
			const struct question *q = &questions[tree][level];
			printf("%s{%d, %.6ef}", level ? ", " : "", q->feature,
			    (double)data->borders[q->feature][q->border] + 0.0);
		}
		puts("},");
	}
	puts("};\n\nconst int16_t model_leaves[MODEL_TREES][1 << MODEL_DEPTH] = {");
	for (int tree = 0; tree < MODEL_TREES; tree++) {
		printf("{");
		for (int leaf = 0; leaf < LEAVES; leaf++)
			printf("%s%d", leaf ? "," : "", leaves[tree][leaf]);
		puts("},");
	}
	puts("};");
}

int
main(int argc, char **argv)
{
	static struct question questions[MODEL_TREES][MODEL_DEPTH];
	static int16_t leaves[MODEL_TREES][LEAVES];
	static struct data data;
	if (argc != 3)
		return 2;
	load(&data, argv[1], (int)strtol(argv[2], NULL, 10));
	for (int tree = 0; tree < MODEL_TREES; tree++) {
		differentiate(&data);
		for (int level = 0; level < MODEL_DEPTH; level++) {
			struct question best = {0, 0, -1};
			for (int f = 0; f < FEATURE_N; f++)
				try_feature(&data, f, 1 << level, &best);
			questions[tree][level] = best;
			answer(&data, &best);
		}
		fit_leaves(&data, leaves[tree]);
	}
	fprintf(stderr, "%zu samples, loss %.4f\n", data.n, loss(&data));
	print_tables(questions, leaves, &data);
	return 0;
}
