-- captcha/use: takes a text question once; false when it was answered before.
-- in: id bytea
-- out: fresh boolean
-- roles: payments
SELECT captcha_use($1) AS fresh;
