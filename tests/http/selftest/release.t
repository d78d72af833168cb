# Puts the server back to where it began.
--- begin again
POST /api/v1/release
=> 200
