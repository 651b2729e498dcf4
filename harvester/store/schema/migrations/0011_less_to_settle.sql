-- A posting takes eight bytes and not nine, and a page of them is searched as it is stored.

DELETE FROM posting_pages;

DELETE FROM posting_segments;

INSERT INTO unindexed_wordings SELECT id FROM wordings WHERE true ON CONFLICT DO NOTHING;

-- Who is who is asked again only if a quote came or went that names somebody, or may through its
-- post.

DROP TRIGGER person_came;

DROP TRIGGER person_went;

CREATE TRIGGER person_came AFTER INSERT ON quotes
WHEN CASE new.kind WHEN 'quotation' THEN coalesce(new.speaker_name, new.speaker)
  ELSE coalesce(new.author_name, new.platform) END IS NOT NULL
BEGIN
  INSERT INTO stale_people VALUES (1) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER person_went AFTER DELETE ON quotes
WHEN CASE old.kind WHEN 'quotation' THEN coalesce(old.speaker_name, old.speaker)
  ELSE coalesce(old.author_name, old.platform) END IS NOT NULL
BEGIN
  INSERT INTO stale_people VALUES (1) ON CONFLICT DO NOTHING;
END;
