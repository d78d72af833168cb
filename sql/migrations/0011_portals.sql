-- What the portals' lists and counters are read by.

CREATE INDEX bookings_created ON bookings (created_at DESC);
CREATE INDEX payments_captured ON payments (captured_at) WHERE captured_at IS NOT NULL;
CREATE INDEX payments_created ON payments (created_at DESC);
CREATE INDEX payment_attempts_created ON payment_attempts (created_at);
CREATE INDEX refunds_booking ON refunds (booking_id);
