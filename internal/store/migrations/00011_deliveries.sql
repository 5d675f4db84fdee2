-- What was posted to subscribers. A delivery is recorded before its message leaves, so
-- that no crash can make it leave twice.

-- +goose Up
CREATE TABLE deliveries (
    chat_id BIGINT NOT NULL,
    topic BIGINT NOT NULL,
    item TEXT NOT NULL,         -- the local day, YYYY-MM-DD, or what else was sent once
    state TEXT NOT NULL,
    at BIGINT NOT NULL,         -- Unix seconds
    message_id BIGINT NOT NULL, -- 0: not known
    PRIMARY KEY (chat_id, topic, item)
);
CREATE INDEX deliveries_at ON deliveries (at);

-- The day since 1970-01-01 on which a fact was last posted.
CREATE TABLE sent_facts (
    chat_id BIGINT NOT NULL,
    topic BIGINT NOT NULL,
    fact_id TEXT NOT NULL,
    day BIGINT NOT NULL,
    PRIMARY KEY (chat_id, topic, fact_id)
);
CREATE INDEX sent_facts_fact ON sent_facts (fact_id, day);

-- The supergroups that groups became, for jobs that were planned before.
CREATE TABLE moved_chats (
    chat_id BIGINT PRIMARY KEY,
    to_id BIGINT NOT NULL
);

-- +goose Down
DROP TABLE moved_chats;
DROP TABLE sent_facts;
DROP TABLE deliveries;
