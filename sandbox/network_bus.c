/* network_bus - the vehicles: seat maps, models, plates, amenities. */
#include "network.h"

#define ROW4 "##|##\n"
#define ROW3 "##|#\n"

/* Front to back; see the comment of seat_maps.layout. */
const struct network_map network_maps[NETWORK_MAPS] = {
	{ "Autocar 49 places (2+2)", "standard",
	  "W.|.D\n" ROW4 ROW4 ROW4 ROW4 ROW4 ROW4 "##|.D\n##|..\n" ROW4 ROW4 ROW4 ROW4
	  "#####\n", 49 },
	{ "Autocar 53 places (2+2)", "standard",
	  "W.|.D\n" ROW4 ROW4 ROW4 ROW4 ROW4 ROW4 "##|.D\n##|..\n" ROW4 ROW4 ROW4 ROW4 ROW4
	  "#####\n", 53 },
	{ "Autocar 57 places (2+2)", "standard",
	  "W.|.D\n" ROW4 ROW4 ROW4 ROW4 ROW4 ROW4 ROW4 "##|.D\n##|..\n" ROW4 ROW4 ROW4 ROW4 ROW4
	  "#####\n", 57 },
	{ "Double étage 62 places (2+2)", "double",
	  "W.|.D\n" ROW4 ROW4 "T.|S.\n" ROW4 "--\n" ROW4 ROW4 ROW4 ROW4 ROW4 "##|S.\n" ROW4 ROW4
	  ROW4 ROW4 ROW4 ROW4 ROW4, 62 },
	{ "VIP 33 places (2+1)", "vip",
	  "W.|D\n" ROW3 ROW3 ROW3 ROW3 ROW3 "T.|D\n" ROW3 ROW3 ROW3 ROW3 ROW3 ROW3, 33 },
	{ "VIP 36 places (2+1)", "vip",
	  "W.|D\n" ROW3 ROW3 ROW3 ROW3 ROW3 ROW3 "T.|D\n" ROW3 ROW3 ROW3 ROW3 ROW3 ROW3, 36 },
	{ "Minibus 30 places (2+2)", "minibus",
	  "W.|..\n##|.D\n" ROW4 ROW4 ROW4 ROW4 ROW4 ROW4 ROW4, 30 },
};

/* Coaches are of the first four, comfort ones of the fourth to sixth, minibuses of the last two. */
const char *const network_models[] = {
	"Higer KLQ6129", "Yutong ZK6122", "King Long XMQ6129", "Mercedes-Benz Tourismo",
	"Irizar i6", "Volvo 9700", "Isuzu Novo", "Toyota Coaster",
};

const char *const network_feature_names[] = {
	"ac", "wifi", "plug", "toilet", "tv", "reclining", NULL
};
enum { AC = 1, WIFI = 2, PLUG = 4, TOILET = 8, TV = 16, RECLINING = 32 };

const char *const network_reasons[NETWORK_REASONS] = {
	"breakdown", "low_demand", "road_closed", "weather"
};

unsigned network_group_features(enum network_group g)
{
	static const unsigned f[] = { AC | RECLINING, AC | WIFI | PLUG | TOILET | TV | RECLINING,
				      AC };

	return f[g];
}

int network_group_seats(enum network_group g)
{
	static const int seats[] = { 49, 36, 30 };

	return seats[g];
}

/* Cumulated hundredths of the maps of a group. */
static int pick_map(enum network_group g, unsigned dice)
{
	if (g == GROUP_COMFORT)
		return dice < 50 ? 4 : 5;
	if (g == GROUP_MINIBUS)
		return 6;
	return dice < 45 ? 0 : dice < 75 ? 1 : dice < 95 ? 2 : 3;
}

static int pick_model(enum network_group g, unsigned dice)
{
	if (g == GROUP_COMFORT)
		return 3 + (int)(dice % 3);
	if (g == GROUP_MINIBUS)
		return 6 + (int)(dice % 2);
	return (int)(dice % 4);
}

struct network_bus network_bus(const struct network *net, size_t index, int op,
			       enum network_group g)
{
	struct network_bus b = { .operator = op, .group = g, .home = net->operators[op].home };
	unsigned more = network_dice(net, "amenities", index, 0, 8);

	b.map = pick_map(g, network_dice(net, "map", index, 0, 100));
	b.model = pick_model(g, network_dice(net, "model", index, 0, 12));
	b.year = 2012 + (int)network_dice(net, "year", index, 0, 13);
	b.features = network_group_features(g);
	if (g == GROUP_COACH)
		b.features |= (more & 1 ? WIFI : 0) | (more & 2 ? PLUG : 0) | (more & 4 ? TV : 0);
	if (b.map == 3)
		b.features |= TOILET;
	/* 37 and 97,000 share no factor: numbers repeat after 97,000 buses only. */
	snprintf(b.plate, sizeof b.plate, "%05u-4%02d-%s",
		 (unsigned)((index * 37 + 1234) % 97000 + 1000), b.year % 100,
		 net->cities[b.home].code);
	return b;
}
