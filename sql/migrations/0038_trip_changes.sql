-- Departures that change after seats were sold: when and where a passenger was to board as sold.

ALTER TABLE booking_items ADD COLUMN sold_boards_at timestamptz, ADD COLUMN sold_from_place bigint REFERENCES places;
COMMENT ON COLUMN booking_items.sold_boards_at IS 'When it was to leave as it was sold; NULL while that is boards_at';
COMMENT ON COLUMN booking_items.sold_from_place IS 'Where the passenger was to board as it was sold; NULL while that is from_place';
