-- What is asked of clusters: who printed the same words, when, who was first, who shares with whom.

-- The post whose words a cluster carries; so that places that only link to it can be counted, too.
ALTER TABLE clusters ADD COLUMN post TEXT;

CREATE INDEX clusters_post ON clusters (post) WHERE post IS NOT NULL;

CREATE INDEX posts_post_id ON posts (post_id) WHERE post_id IS NOT NULL;

-- Clusters that are known already must learn their post.
INSERT INTO stale_clusters SELECT id FROM clusters WHERE true ON CONFLICT DO NOTHING;

DROP VIEW first_printed;

DROP VIEW reused;

DROP VIEW timeline;

-- Every quote that stands in a cluster or reproduces a post, once. A place without words, or with
-- words that no other has, belongs to the largest cluster of its post; if there is none, to the
-- post alone, and its cluster is null.
CREATE VIEW printings AS
SELECT
  cluster_members.cluster,
  clusters.post,
  cluster_members.quote_id,
  quotes.article_id,
  cluster_members.relation,
  cluster_members.copy_of,
  cluster_members.likely_source
FROM cluster_members
JOIN clusters ON clusters.id = cluster_members.cluster
JOIN quotes ON quotes.id = cluster_members.quote_id
UNION ALL
SELECT clusters.id, clusters.post, quotes.id, quotes.article_id, NULL, NULL, NULL
FROM clusters
JOIN quotes ON quotes.post = clusters.post
WHERE NOT EXISTS (SELECT 1 FROM cluster_members WHERE cluster_members.quote_id = quotes.id)
  AND clusters.id = (
    SELECT largest.id FROM clusters AS largest WHERE largest.post = quotes.post
    ORDER BY largest.n_quotes DESC, largest.id LIMIT 1
  )
UNION ALL
SELECT NULL, quotes.post, quotes.id, quotes.article_id, NULL, NULL, NULL
FROM quotes
WHERE quotes.post IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM clusters WHERE clusters.post = quotes.post)
  AND NOT EXISTS (SELECT 1 FROM cluster_members WHERE cluster_members.quote_id = quotes.id);

-- One row a printing, the earliest first. Where only the day is known, all of that day are first.
CREATE VIEW timeline AS
WITH
  dated AS (
    SELECT
      printings.*,
      articles.published,
      articles.title,
      articles.url AS article_url,
      outlets.name AS outlet,
      date(substr(articles.published, 1, 10)) AS day,
      CASE WHEN length(articles.published) > 10 THEN datetime(articles.published) END AS moment
    FROM printings
    JOIN articles ON articles.id = printings.article_id
    LEFT JOIN outlets ON outlets.id = articles.outlet_id
  ),
  compared AS (
    SELECT
      *,
      min(moment) OVER of_words AS first_moment,
      substr(min(moment || day) OVER of_words, 20) AS day_of_first_moment,
      min(CASE WHEN moment IS NULL THEN day END) OVER of_words AS first_day_without_time
    FROM dated
    WINDOW of_words AS (PARTITION BY cluster, post)
  )
SELECT
  compared.cluster,
  compared.post,
  coalesce(posts.platform, quotes.platform) AS platform,
  coalesce(posts.author_name, quotes.author_name) AS author_name,
  coalesce(posts.handle, quotes.handle) AS handle,
  coalesce(quotes.speaker_name, quotes.speaker) AS speaker,
  coalesce(clusters.words, posts.text) AS words,
  coalesce(clusters.posted_at, posts.posted_at) AS posted_at,
  coalesce(posts.url, quotes.url) AS link,
  compared.published,
  compared.outlet,
  compared.title,
  compared.article_url,
  CASE
    WHEN compared.day IS NULL THEN 0
    WHEN compared.moment IS NULL THEN compared.day = compared.first_day_without_time
      AND compared.day <= coalesce(compared.day_of_first_moment, compared.day)
    ELSE compared.moment = compared.first_moment
      AND compared.day <= coalesce(compared.first_day_without_time, compared.day)
  END AS is_first,
  CASE
    WHEN compared.moment IS NOT NULL
      AND compared.day_of_first_moment < coalesce(compared.first_day_without_time, '9999')
      THEN round(24 * (julianday(compared.moment) - julianday(compared.first_moment)), 4)
    ELSE 24.0 * max(0, julianday(compared.day) - julianday(min(
      coalesce(compared.day_of_first_moment, compared.first_day_without_time),
      coalesce(compared.first_day_without_time, compared.day_of_first_moment)
    )))
  END AS lag,
  quotes.kind,
  compared.relation,
  quotes.tidy AS printed_words,
  variants.difference,
  compared.copy_of,
  compared.likely_source,
  source_outlets.name AS likely_source_outlet,
  compared.article_id,
  compared.quote_id
FROM compared
JOIN quotes ON quotes.id = compared.quote_id
LEFT JOIN clusters ON clusters.id = compared.cluster
LEFT JOIN posts ON posts.id = compared.post
LEFT JOIN variants ON variants.wording = quotes.wording
LEFT JOIN quotes AS sources ON sources.id = compared.likely_source
LEFT JOIN articles AS source_articles ON source_articles.id = sources.article_id
LEFT JOIN outlets AS source_outlets ON source_outlets.id = source_articles.outlet_id
ORDER BY compared.cluster, compared.post, compared.day IS NULL,
  coalesce(compared.moment, compared.day), compared.outlet, compared.article_id, quotes.start;

-- One row for the words, or the post, that two or more outlets printed. Windows, one at a time, and
-- no GROUP BY: so SQLite reads nothing else where a cluster or a post is given.
CREATE VIEW reused AS
WITH
  by_outlet AS (
    SELECT
      *,
      outlet IS NOT NULL AND 1 = row_number() OVER (
        PARTITION BY cluster, post, outlet ORDER BY is_first DESC, quote_id
      ) AS is_outlet
    FROM timeline
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
  coalesce(shown.speaker_name, shown.speaker, summed.speaker) AS speaker,
  summed.words,
  summed.posted_at,
  summed.link,
  summed.post,
  summed.cluster
FROM summed
LEFT JOIN clusters ON clusters.id = summed.cluster
LEFT JOIN quotes AS shown ON shown.id = clusters.quote_id
WHERE summed.is_chosen AND summed.n_outlets > 1;

-- Who printed words first: one row for each article that nobody is known to be before.
CREATE VIEW first_printed AS
SELECT DISTINCT
  outlet, published, title, article_url, platform, author_name, handle, words, posted_at, link, post,
  article_id, cluster
FROM timeline
WHERE is_first;

-- Two outlets, what both printed, and who had it before the other. Copies of one article are no
-- independent choice; n_expected is what two outlets that know nothing of each other would share.
CREATE VIEW outlet_pairs AS
WITH
  held AS (
    SELECT
      outlet,
      coalesce(cluster, post) AS words,
      min(coalesce(copy_of, article_id)) AS first_article,
      max(coalesce(copy_of, article_id)) AS last_article,
      min(date(substr(published, 1, 10))) AS day,
      min(CASE WHEN length(published) > 10 THEN datetime(published) END) AS moment,
      min(CASE WHEN length(published) <= 10 THEN date(published) END) AS day_without_time
    FROM timeline
    WHERE outlet IS NOT NULL
    GROUP BY outlet, coalesce(cluster, post)
  ),
  reused_words AS MATERIALIZED (SELECT words FROM held GROUP BY words HAVING count(*) > 1),
  shared AS MATERIALIZED (
    SELECT
      outlet,
      words,
      first_article,
      last_article,
      day,
      CASE WHEN day < coalesce(day_without_time, '9999') THEN moment END AS moment,
      count(*) OVER (PARTITION BY outlet) AS n_words
    FROM held
    WHERE words IN reused_words
  ),
  compared AS (
    SELECT
      one.outlet,
      other.outlet AS other_outlet,
      one.first_article = other.last_article AND one.last_article = other.first_article AS is_copy,
      one.n_words * other.n_words AS n_chances,
      CASE WHEN one.moment IS NOT NULL AND other.moment IS NOT NULL
        THEN (one.moment > other.moment) - (one.moment < other.moment)
        ELSE (one.day > other.day) - (one.day < other.day)
      END AS direction
    FROM shared AS one
    JOIN shared AS other ON other.words = one.words AND other.outlet > one.outlet
  )
SELECT
  outlet,
  other_outlet,
  count(*) AS n_shared,
  count(*) - sum(is_copy) AS n_independent,
  count(CASE WHEN direction < 0 THEN 1 END) AS n_earlier,
  count(CASE WHEN direction > 0 THEN 1 END) AS n_other_earlier,
  round(1.0 * max(n_chances) / (SELECT count(*) FROM reused_words), 1) AS n_expected
FROM compared
GROUP BY outlet, other_outlet;

-- The same words but for the numbers, or under another account: other clusters all the same. Each
-- pair stands there twice, so that it is found from either side.
CREATE VIEW look_alikes AS
WITH
  alike AS (
    SELECT
      here.cluster,
      there.cluster AS other_cluster,
      here.id AS wording,
      there.id AS other_wording,
      here.account,
      there.account AS other_account,
      matches.verdict,
      matches.likeness,
      length(here.skeleton) AS length,
      length(there.skeleton) AS other_length
    FROM wordings AS here
    JOIN matches ON matches.shorter = here.id
    JOIN wordings AS there ON there.id = matches.longer
    UNION ALL
    SELECT here.cluster, there.cluster, here.id, there.id, here.account, there.account,
      matches.verdict, matches.likeness, length(here.skeleton), length(there.skeleton)
    FROM wordings AS here
    JOIN matches ON matches.longer = here.id
    JOIN wordings AS there ON there.id = matches.shorter
  ),
  chosen AS (
    SELECT
      *,
      row_number() OVER (
        PARTITION BY cluster, other_cluster
        ORDER BY likeness DESC, length DESC, wording, other_wording
      ) AS number
    FROM alike
    WHERE cluster <> other_cluster
      -- a part of a text that somebody else posts is none of both
      AND min(length, other_length) > 0.8 * max(length, other_length)
      AND (verdict = 'numbers' OR verdict = 'same' AND account <> other_account)
  )
SELECT
  cluster,
  other_cluster,
  CASE WHEN verdict = 'numbers' THEN 'numbers' ELSE 'account' END AS differs_in,
  (SELECT tidy FROM quotes WHERE quotes.wording = chosen.wording ORDER BY id LIMIT 1) AS words,
  (SELECT tidy FROM quotes WHERE quotes.wording = chosen.other_wording ORDER BY id LIMIT 1)
    AS other_words,
  account,
  other_account,
  likeness,
  (SELECT id FROM quotes WHERE quotes.wording = chosen.wording ORDER BY id LIMIT 1) AS quote_id,
  (SELECT id FROM quotes WHERE quotes.wording = chosen.other_wording ORDER BY id LIMIT 1)
    AS other_quote_id
FROM chosen
WHERE number = 1;
