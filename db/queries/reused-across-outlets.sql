-- Posts that several outlets printed, the most printed first.
-- :outlets 2 how many outlets at least
SELECT n_outlets, n_articles, handle, words, posted_at, first_published, link, post
FROM reused
WHERE n_outlets >= :outlets
ORDER BY n_outlets DESC, n_articles DESC, post
