-- Who gets the daily post, where and when. Days are numbers of days since 1970-01-01 in
-- the subscription's zone; times are Unix seconds.

-- +goose Up
CREATE TABLE subscriptions (
    chat_id BIGINT NOT NULL,
    topic BIGINT NOT NULL,     -- forum topic; 0 for none
    language TEXT NOT NULL,
    zone TEXT NOT NULL,        -- IANA name
    minute BIGINT NOT NULL,    -- of the local day
    fallback TEXT NOT NULL,    -- what to post on a day without an event
    corrections BOOLEAN NOT NULL, -- notes about corrected facts are wanted
    due_at BIGINT,             -- when the next post is due; null: the subscription is off
    due_day BIGINT NOT NULL,   -- the local day of the next post
    last_day BIGINT NOT NULL,  -- the local day of the last post that was planned or skipped
    ended TEXT NOT NULL,       -- why the subscription ended by itself; empty: it did not
    PRIMARY KEY (chat_id, topic)
);
CREATE INDEX subscriptions_due ON subscriptions (due_at);

-- +goose Down
DROP TABLE subscriptions;
