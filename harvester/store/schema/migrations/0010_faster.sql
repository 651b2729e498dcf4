-- The index of wordings in sorted segments: a posting takes nine bytes and not thirty, and those of
-- a batch are read and written together.

DROP TABLE postings;

-- For the program alone, as all that follows.
CREATE TABLE posting_segments (
  id INTEGER NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL,
  wordings BLOB NOT NULL
) STRICT;

CREATE TABLE posting_pages (
  page INTEGER NOT NULL,
  segment INTEGER NOT NULL REFERENCES posting_segments (id) ON DELETE CASCADE,
  postings BLOB NOT NULL,
  PRIMARY KEY (page, segment)
) STRICT;

CREATE TABLE unindexed_wordings (
  wording INTEGER NOT NULL PRIMARY KEY
) STRICT;

INSERT INTO unindexed_wordings SELECT id FROM wordings;

-- What one outlet alone printed leaves before anything else is asked of it.

DROP VIEW reused;

-- One row for the words, or the post, that two or more outlets printed. Windows, one at a time, and
-- no GROUP BY: so SQLite reads nothing else where a cluster or a post is given.
CREATE VIEW reused AS
WITH
  printed AS (
    SELECT
      cluster, post, outlet, quote_id, article_id, copy_of, published, platform, author_name, handle,
      speaker, person, words, posted_at, link, is_first, is_before_post,
      min(outlet) OVER of_words <> max(outlet) OVER of_words AS is_reused
    FROM timeline
    WINDOW of_words AS (PARTITION BY cluster, post)
  ),
  by_outlet AS (
    SELECT
      *,
      outlet IS NOT NULL AND 1 = row_number() OVER (
        PARTITION BY cluster, post, outlet ORDER BY is_first DESC, quote_id
      ) AS is_outlet
    FROM printed
    WHERE is_reused
  ),
  by_article AS (
    SELECT
      *,
      1 = row_number() OVER (
        PARTITION BY cluster, post, article_id ORDER BY copy_of DESC, quote_id
      ) AS is_article
    FROM by_outlet
  ),
  summed AS (
    SELECT
      sum(is_outlet) OVER of_words AS n_outlets,
      sum(is_article) OVER of_words AS n_articles,
      sum(is_article AND copy_of IS NULL) OVER of_words AS n_independent,
      min(published) OVER of_words AS first_published,
      max(published) OVER of_words AS last_published,
      group_concat(CASE WHEN is_outlet AND is_first THEN outlet END, ', ') OVER of_words
        AS first_outlets,
      min(platform) OVER of_words AS platform,
      min(author_name) OVER of_words AS author_name,
      min(handle) OVER of_words AS handle,
      min(speaker) OVER of_words AS speaker,
      min(person) OVER of_words AS person,
      max(is_first AND is_before_post) OVER of_words AS is_before_post,
      words,
      posted_at,
      min(link) OVER of_words AS link,
      post,
      cluster,
      quote_id = min(quote_id) OVER of_words AS is_chosen
    FROM by_article
    WINDOW of_words AS (
      PARTITION BY cluster, post ORDER BY outlet, quote_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
  )
SELECT
  summed.n_outlets,
  summed.n_articles,
  summed.n_independent,
  clusters.n_wordings,
  summed.first_published,
  summed.last_published,
  summed.first_outlets,
  clusters.median_lag,
  summed.platform,
  summed.author_name,
  summed.handle,
  coalesce(summed.person, shown.speaker_name, shown.speaker, summed.speaker) AS speaker,
  summed.words,
  coalesce(clusters.is_corrected, 0) AS is_corrected,
  summed.posted_at,
  summed.is_before_post,
  summed.link,
  summed.post,
  summed.cluster
FROM summed
LEFT JOIN clusters ON clusters.id = summed.cluster
LEFT JOIN quotes AS shown ON shown.id = clusters.quote_id
WHERE summed.is_chosen AND summed.n_outlets > 1;