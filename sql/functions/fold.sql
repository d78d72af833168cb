-- fold: the form in which names are compared, whatever the script, accents or keyboard.
-- callers: routes bookings partner admin
--
-- Latin letters lose case and accents. Arabic letters lose vowel signs, tatweel and the shapes
-- people mix up: hamza carriers, final yeh, teh marbuta, the letters of Persian and Maghrebi
-- keyboards. Arabizi digits beside a letter become letters (3annaba, 9sentina, 5enchela). Anything
-- else is a blank, one between words; an apostrophe inside a word joins it (M'Sila), after d or l it
-- ends it. The article has one spelling, "el" (al, l', and et, en, ech before their own letter).
-- Double vowels count once. In PL/pgSQL, whose plans last as long as the session.
CREATE OR REPLACE FUNCTION fold(t text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	x text := lower(public.unaccent('public.unaccent'::regdictionary, normalize(left(t, 200), NFKC)));
BEGIN
	x := translate(x, 'أإآٱىئؤةڨگکڤپھہی٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹`´’ʼ',
		'ااااييوهققكفبههي01234567890123456789''''''''');
	IF x ~ '[\u0600-\u06ff]' THEN
		x := regexp_replace(x, '[\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06ed]', '', 'g');
	END IF;
	x := regexp_replace(x, '[\u200b-\u200f\u202a-\u202e\u2066-\u2069]', '', 'g');
	IF x ~ '[a-z][3579]|[3579][a-z]' THEN
		x := regexp_replace(x, '\me?l(?=[3579][a-z])', 'el ', 'g');
		x := regexp_replace(x, '(?<=[a-z])3|3(?=[a-z])', 'a', 'g');
		x := regexp_replace(x, '(?<=[a-z])5|5(?=[a-z])', 'kh', 'g');
		x := regexp_replace(x, '(?<=[a-z])7|7(?=[a-z])', 'h', 'g');
		x := regexp_replace(x, '(?<=[a-z])9|9(?=[a-z])', 'q', 'g');
	END IF;
	IF position('''' IN x) > 0 THEN
		x := regexp_replace(x, '\m([dl])''', '\1 ', 'g');
		x := regexp_replace(x, '(?<=[[:alpha:]])''(?=[[:alpha:]])', '', 'g');
	END IF;
	x := btrim(regexp_replace(x, '[^[:alnum:]]+', ' ', 'g'));
	x := regexp_replace(x, '\m(al|l) (?=[[:alpha:]])', 'el ', 'g');
	x := regexp_replace(x, '^e(ch(?= ch)|t(?= t)|n(?= n)|s(?= s)|d(?= d)|r(?= r)|z(?= z))', 'el');
	RETURN regexp_replace(x, '([aeiou])\1+', '\1', 'g');
END $$;
