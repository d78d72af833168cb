/* pdf_font - a private font map. */
#include "document/pdf_font.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

static const struct {
	const char *family;
	bool needed;
} families[] = {
	{ "Noto Sans", true },
	{ "Amiri", true },
	{ "Noto Sans Tifinagh", false },
};

/* Live as long as the process. */
static PangoFontMap *map;
static FcCharSet *drawn;

static bool plain(FcPattern *font)
{
	int slant = FC_SLANT_ROMAN, width = FC_WIDTH_NORMAL, weight = 0;

	FcPatternGetInteger(font, FC_SLANT, 0, &slant);
	FcPatternGetInteger(font, FC_WIDTH, 0, &width);
	return FcPatternGetInteger(font, FC_WEIGHT, 0, &weight) == FcResultMatch &&
	       slant == FC_SLANT_ROMAN && width == FC_WIDTH_NORMAL &&
	       (weight == FC_WEIGHT_REGULAR || weight == FC_WEIGHT_BOLD);
}

/* Adds the regular and bold files of a family; false when there is none. */
static bool add_family(FcConfig *machine, FcConfig *own, const char *family)
{
	FcPattern *wanted = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family, NULL);
	FcObjectSet *facts = FcObjectSetBuild(FC_FILE, FC_SLANT, FC_WIDTH, FC_WEIGHT, NULL);
	FcFontSet *found = FcFontList(machine, wanted, facts);
	bool any = false;

	for (int i = 0; found && i < found->nfont; i++) {
		FcChar8 *file;

		if (plain(found->fonts[i]) &&
		    FcPatternGetString(found->fonts[i], FC_FILE, 0, &file) == FcResultMatch &&
		    FcConfigAppFontAddFile(own, file))
			any = true;
	}
	if (found)
		FcFontSetDestroy(found);
	FcObjectSetDestroy(facts);
	FcPatternDestroy(wanted);
	return any;
}

static void gather_characters(FcConfig *own)
{
	FcFontSet *fonts = FcConfigGetFonts(own, FcSetApplication);

	drawn = FcCharSetCreate();
	for (int i = 0; i < fonts->nfont; i++) {
		FcCharSet *has;

		if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &has) == FcResultMatch)
			FcCharSetMerge(drawn, has, NULL);
	}
}

enum err pdf_font_load(void)
{
	FcConfig *machine, *own;
	const char *missing = NULL;

	if (map)
		return OK;
	machine = FcInitLoadConfigAndFonts();
	own = FcConfigCreate();
	for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
		if (!add_family(machine, own, families[i].family) && families[i].needed && !missing)
			missing = families[i].family;
	FcConfigDestroy(machine);
	if (!missing) {
		gather_characters(own);
		map = pango_cairo_font_map_new();
		pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), own);
	}
	FcConfigDestroy(own);
	if (missing)
		return fail(ERR_INTERNAL, "pdf: the font \"%s\" is not installed", missing);
	return OK;
}

PangoContext *pdf_font_context(void)
{
	return pango_font_map_create_context(map);
}

PangoFontDescription *pdf_font_description(bool bold)
{
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family_static(font, "Noto Sans,Amiri,Noto Sans Tifinagh");
	pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	return font;
}

bool pdf_font_draws(gunichar c)
{
	return FcCharSetHasChar(drawn, c);
}
