\set key random(1, 9000000000000000000)
\startpipeline
BEGIN;
SELECT idem_claim(sha256(int8send(:key)), sha256(int8send(:key)), 60);
SELECT booking_id, booking_expires, booking_created
FROM bench_slots s, LATERAL booking_hold(gen_random_uuid(),
	(SELECT string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + (s.n / 31 ^ i)::bigint::integer % 31, 1), '') FROM generate_series(0, 5) i),
	s.trip, s.version, s.board, s.alight, s.from_place, s.to_place, s.boards, s.alights, ARRAY[s.seat::integer], ARRAY[s.label],
	ARRAY[s.fare], ARRAY[s.commission], 900, 900, NULL, sha256(int8send(:key)), 'api', 'fr', '+213550000001', NULL,
	ARRAY['Amina'], ARRAY['Benali'], ARRAY[''], ARRAY[NULL::integer], '[]')
WHERE s.n = (SELECT nextval('bench_next'));
\endpipeline
\startpipeline
SELECT idem_store(sha256(int8send(:key)), 201, repeat('x', 1200)::bytea);
COMMIT;
\endpipeline
