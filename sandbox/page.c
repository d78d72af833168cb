/* page - the frame and the looks shared by every page of the sandbox. */
#include "page.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Light and dark by the reader's choice; sides are logical, so one sheet serves Arabic too. */
static const char style[] =
	":root{color-scheme:light dark;--bg:#fff;--soft:#f5f7f8;--text:#14202a;--muted:#4a5b66;"
	"--line:#c3cdd2;--edge:#73828a;--brand:#0b5d66;--on:#fff;--ok:#00664f;--bad:#b3261e;"
	"--note:#fff1d6;--noted:#6b3a00}\n"
	"@media(prefers-color-scheme:dark){:root{--bg:#0f171c;--soft:#16212a;--text:#e8eef1;"
	"--muted:#a9b8c1;--line:#31424e;--edge:#7c909c;--brand:#5cc6ce;--on:#0f171c;--ok:#4fd1a5;"
	"--bad:#ff9c94;--note:#3a2c12;--noted:#ffc46b}}\n"
	"*{box-sizing:border-box}\n"
	"body{margin:0;background:var(--bg);color:var(--text);"
	"font:16px/1.5 system-ui,'Segoe UI','Noto Sans Arabic',sans-serif}\n"
	"[lang=ar]{line-height:1.75}\n"
	".wrap{max-width:72rem;margin-inline:auto;padding:1rem}\n"
	".card{width:calc(100% - 2rem);max-width:30rem;margin:2rem auto;padding:1.5rem;"
	"background:var(--soft);"
	"border:1px solid var(--line);border-radius:6px}\n"
	"h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}\n"
	"h2{font-size:1.125rem;margin:2rem 0 .5rem}\n"
	"p{margin:.5rem 0}\n"
	"a{color:var(--brand)}\n"
	".muted{color:var(--muted)}\n"
	".ok{color:var(--ok)}\n"
	".bad{color:var(--bad)}\n"
	".sim{background:var(--note);color:var(--noted);margin:0;padding:.5rem 1rem;"
	"text-align:center;font-size:.875rem}\n"
	".amount{font-size:1.875rem;font-weight:700;margin:.25rem 0}\n"
	"label,legend{display:block;font-weight:600;font-size:.875rem;margin-top:.75rem;"
	"padding:0}\n"
	"fieldset{border:0;margin:.75rem 0 0;padding:0}\n"
	".pair{display:flex;gap:.75rem}\n"
	".pair>*{flex:1}\n"
	"input{width:100%;min-height:44px;padding:.5rem .75rem;font:inherit;color:inherit;"
	"background:var(--bg);border:1px solid var(--edge);border-radius:6px}\n"
	"input:focus-visible,button:focus-visible,a:focus-visible,summary:focus-visible"
	"{outline:3px solid var(--text);outline-offset:2px;box-shadow:0 0 0 5px #ffbf47}\n"
	".acts{display:flex;gap:.75rem;margin-top:1.25rem}\n"
	"button{flex:1;min-height:44px;font:inherit;font-weight:700;cursor:pointer;"
	"border:1px solid var(--edge);border-radius:6px;background:var(--bg);color:inherit}\n"
	"button.main{background:var(--brand);border-color:var(--brand);color:var(--on)}\n"
	"[role=alert]{border:2px solid var(--bad);border-radius:6px;padding:.5rem 1rem;"
	"margin:1rem 0}\n"
	"details{margin-top:.5rem}\n"
	"summary{cursor:pointer}\n"
	".scroll{overflow-x:auto}\n"
	"table{border-collapse:collapse;width:100%;font-size:.875rem}\n"
	"th,td{text-align:start;vertical-align:top;padding-block:.375rem;padding-inline-end:.75rem;"
	"border-bottom:1px solid var(--line)}\n"
	"code,pre,.copy{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.875rem}\n"
	".copy{user-select:all}\n"
	"pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.25rem 0}\n"
	".item{border:1px solid var(--line);border-radius:6px;padding:.5rem 1rem;margin:.5rem 0;"
	"background:var(--soft)}\n"
	".bubble{white-space:pre-wrap;overflow-wrap:anywhere}\n"
	".two{display:grid;gap:0 2rem}\n"
	".two>*{min-width:0}\n"
	"@media(min-width:64em){.two{grid-template-columns:1fr 1fr}}\n"
	"nav a{margin-inline-end:1rem}\n";

void page_open(struct http_reply *r, int status, const char *lang, const char *title, int refresh_s)
{
	r->status = status;
	r->type = "text/html; charset=utf-8";
	buf_str(&r->head, "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
	    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n");
	buf_printf(&r->body, "<!doctype html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
	    lang, strcmp(lang, "ar") ? "ltr" : "rtl");
	if (refresh_s > 0)
		buf_printf(&r->body, "<meta http-equiv=\"refresh\" content=\"%d\">\n", refresh_s);
	buf_str(&r->body, "<title>");
	buf_html(&r->body, title);
	buf_printf(&r->body, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
}

void page_close(struct http_reply *r)
{
	buf_str(&r->body, "</body>\n</html>\n");
}

void page_money(struct buf *b, int64_t centimes)
{
	buf_printf(b, "%" PRId64 ".%02d\u00a0DA", centimes / 100, (int)llabs(centimes % 100));
}
