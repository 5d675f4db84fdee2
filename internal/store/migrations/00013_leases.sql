-- Until when the replica that leads may believe that it does, in microseconds since 1970.
-- One row, with id 1.

-- +goose Up
CREATE TABLE leases (
    id BIGINT PRIMARY KEY,
    until BIGINT NOT NULL
);

-- +goose Down
DROP TABLE leases;
