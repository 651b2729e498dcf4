-- The words that the most outlets printed, with each place that printed them, in order of time.
-- :clusters 3 of how many
WITH
  travelled AS MATERIALIZED (
    SELECT
      row_number() OVER (
        ORDER BY n_outlets DESC, n_independent DESC, n_articles DESC, cluster
      ) AS rank,
      words,
      cluster
    FROM reused
    WHERE cluster IS NOT NULL
    ORDER BY rank
    LIMIT :clusters
  )
SELECT
  travelled.rank,
  substr(travelled.words, 1, 20) AS words_begin,
  timeline.published,
  timeline.outlet,
  timeline.lag,
  timeline.kind,
  timeline.relation,
  timeline.is_first,
  timeline.likely_source_outlet,
  timeline.cluster
FROM travelled
JOIN timeline ON timeline.cluster = travelled.cluster
ORDER BY travelled.rank, timeline.lag IS NULL, timeline.lag, timeline.published, timeline.outlet
