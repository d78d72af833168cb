-- preference/favourites: keeps the favourite places.
-- in: user_id bigint, places bigint[]
-- out: favourites_put void
-- roles: auth
SELECT favourites_put($1, $2);
