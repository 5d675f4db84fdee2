-- Settings of chats that chose other than the defaults. A private chat has the id of its
-- person; groups have negative ids.

-- +goose Up
CREATE TABLE chats (
    chat_id BIGINT PRIMARY KEY,
    language TEXT NOT NULL,    -- empty: that of the question
    verbosity TEXT NOT NULL,   -- empty: the default of the kind of chat
    mentions BOOLEAN NOT NULL, -- mentions in a group are answered
    quiet BOOLEAN NOT NULL     -- messages come without a sound
);

-- +goose Down
DROP TABLE chats;
