-- Questions that were not answered, or not rightly, for the curators. Nothing tells who
-- asked them, or where.

-- +goose Up
CREATE TABLE questions (
    question TEXT NOT NULL,
    language TEXT NOT NULL,
    outcome TEXT NOT NULL, -- what became of it
    day TEXT NOT NULL,     -- YYYY-MM-DD
    times BIGINT NOT NULL, -- how often on that day
    PRIMARY KEY (question, language, outcome, day)
);
CREATE INDEX questions_day ON questions (day);

-- +goose Down
DROP TABLE questions;
