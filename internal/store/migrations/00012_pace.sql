-- The next moment at which some replica may send a post, in microseconds since 1970. One
-- row, with id 1.

-- +goose Up
CREATE TABLE broadcast_pace (
    id BIGINT PRIMARY KEY,
    next_at BIGINT NOT NULL
);

-- +goose Down
DROP TABLE broadcast_pace;
