-- fold: the form in which names are compared, whatever the script, accents or keyboard.
-- callers: routes bookings admin
--
-- Latin letters lose case and accents. Arabic letters lose vowel signs, tatweel and the shapes
-- people mix up: hamza carriers, final yeh, teh marbuta, the letters of Persian and Maghrebi
-- keyboards. Arabizi digits beside a letter become letters (3annaba, 9sentina, 5enchela). Anything
-- else is a blank, one between words; an apostrophe inside a word joins it (M'Sila). The article has
-- one spelling, "el" (al, l', and et, en, ech before their own letter). Double vowels count once.
CREATE OR REPLACE FUNCTION fold(t text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
	WITH plain AS (
		SELECT translate(regexp_replace(
			lower(public.unaccent('public.unaccent'::regdictionary, normalize(left(t, 200), NFKC))),
			'[\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069]',
			'', 'g'),
			'أإآٱىئؤةڨگکڤپھہی٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹`´’ʼ',
			'اااايايوهققكفبههي01234567890123456789''''''''') AS x
	), letters AS (
		SELECT CASE WHEN x ~ '[a-z][3579]|[3579][a-z]' THEN
			regexp_replace(regexp_replace(regexp_replace(regexp_replace(x,
				'(?<=[a-z])3|3(?=[a-z])', 'a', 'g'),
				'(?<=[a-z])5|5(?=[a-z])', 'kh', 'g'),
				'(?<=[a-z])7|7(?=[a-z])', 'h', 'g'),
				'(?<=[a-z])9|9(?=[a-z])', 'q', 'g')
			ELSE x END AS x
		FROM plain
	), words AS (
		SELECT btrim(regexp_replace(regexp_replace(regexp_replace(x,
			'\ml''', 'l ', 'g'),
			'(?<=[[:alpha:]])''(?=[[:alpha:]])', '', 'g'),
			'[^[:alnum:]]+', ' ', 'g')) AS x
		FROM letters
	)
	SELECT regexp_replace(regexp_replace(regexp_replace(x,
		'\m(al|l) (?=[[:alpha:]])', 'el ', 'g'),
		'^e(ch(?= ch)|t(?= t)|n(?= n)|s(?= s)|d(?= d)|r(?= r)|z(?= z))', 'el'),
		'([aeiou])\1+', '\1', 'g')
	FROM words
$$;
