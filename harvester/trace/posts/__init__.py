"""Which quotes are of one post: by `identity` what they show, by `meeting` the words they share."""
